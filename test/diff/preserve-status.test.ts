import { expect, test } from 'vitest'
import { completePlan, decideSite, planSite } from '../../src/diff/plan-site.ts'
import { preserveStatus } from '../../src/diff/preserve-status.ts'
import type { FieldValues } from '../../src/model/fields.ts'
import { narrowPlan } from '../../src/watch/post-memory.ts'
import { makeDesired, makeInput, makePushed } from './sample-posts.ts'

const FUTURE = '2999-01-01T00:00:00.000Z'

test.each<[string, FieldValues | undefined, FieldValues, string | undefined]>([
  ['a new draft', undefined, { status: 'draft' }, undefined],
  ['a new post that says nothing', undefined, {}, undefined],
  ['a new post that wants to be out', undefined, { status: 'published' }, 'draft'],
  ['a new post that wants to be out later', undefined, { status: 'scheduled', published_at: FUTURE }, 'draft'],
  ['a draft that wants to be out', { status: 'draft' }, { status: 'published' }, 'draft'],
  ['a post that wants to be a draft again', { status: 'published' }, { status: 'draft' }, 'published'],
  ['a post that stays out', { status: 'published' }, { status: 'published', custom_excerpt: 'New' }, undefined],
])('%s', (_, before, fields, keeps) => {
  const wanted = makeDesired('posts/a.md', fields)
  const remote = before === undefined ? [] : [makePushed(makeDesired('posts/a.md', before))]
  const { decision, kept } = preserveStatus(decideSite(makeInput([wanted], remote)))
  expect(kept).toEqual(keeps === undefined ? [] : [{ path: 'posts/a.md', status: keeps, asked: String(fields.status) }])
  // Nothing is left that would change a status.
  const [action] = completePlan(decision).actions
  if (action?.kind === 'create') expect([undefined, 'draft']).toContain(action.payload.fields.status)
  else expect(action?.kind === 'update' ? action.changes.map(({ field }) => field) : []).not.toContain('status')
})

test('of a plan for a watch, what was not saved and every removal is left out', () => {
  const [a, b] = [makeDesired('posts/a.md', {}), makeDesired('posts/b.md', {})]
  const gone = makePushed(makeDesired('posts/gone.md', {}))
  const input = makeInput([a, b], [gone])
  const plan = planSite({ ...input, flags: { ...input.flags, prune: true } })
  expect(plan.actions.map(({ kind }) => kind)).toEqual(['create', 'create', 'delete'])
  const narrow = narrowPlan(plan, new Set(['posts/a.md', 'posts/gone.md']))
  expect(narrow.actions.map(({ path, kind }) => [path, kind])).toEqual([['posts/a.md', 'create']])
})
