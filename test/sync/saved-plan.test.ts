import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Config } from '../../src/config/config.ts'
import { type Action, NO_FLAGS, type Plan } from '../../src/diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../src/model/failure.ts'
import { checkSavedPlan, readSavedPlan, refuseUnlessSame } from '../../src/sync/saved-plan.ts'

const CREATE = {
  kind: 'create',
  path: 'a.md',
  type: 'post',
  title: 'A',
  payload: { fields: { title: 'A' }, stamp: { v: 1, project: 'blog', path: 'a.md', fields: {} }, assets: [] },
} as unknown as Action
const UNCHANGED = { kind: 'unchanged', path: 'b.md', type: 'post', title: 'B', id: '1' } as unknown as Action

function makePlan(actions: readonly Action[], sites = ['main']): Plan {
  return {
    kind: 'ghost-sync-plan',
    version: 1,
    project: 'blog',
    request: { sites, paths: [], flags: NO_FLAGS },
    sites: sites.map((site) => ({ site, url: 'https://example.com', actions, problems: [] })),
  }
}

const config = { project: 'blog', sites: [{ name: 'main' }] } as unknown as Config
const fail = (code: string) => expect.objectContaining({ name: 'GhostSyncFailure', code })

function save(value: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-plan-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'plan.json')
  writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value))
  return path
}

describe('a saved plan', () => {
  test('is read back as it was', async () => {
    const plan = makePlan([CREATE])
    expect(await readSavedPlan(save(plan), { paths: [], options: {}, flags: NO_FLAGS }, config)).toEqual(plan)
  })

  test.each([
    ['paths', { paths: ['a.md'], options: {}, flags: NO_FLAGS }],
    ['--changed', { paths: [], options: { changed: 'main' }, flags: NO_FLAGS }],
    ['--force', { paths: [], options: {}, flags: { ...NO_FLAGS, force: true } }],
    ['--adopt', { paths: [], options: {}, flags: { ...NO_FLAGS, adopt: true } }],
    ['--prune', { paths: [], options: {}, flags: { ...NO_FLAGS, prune: true } }],
    ['--recreate', { paths: [], options: {}, flags: { ...NO_FLAGS, recreate: true } }],
    ['--max-deletes 0', { paths: [], options: {}, flags: { ...NO_FLAGS, maxDeletes: 0 } }],
  ])('goes without %s', async (_, besides) => {
    await expect(readSavedPlan(save(makePlan([])), besides, config)).rejects.toEqual(fail('usage/plan-and-more'))
  })

  test.each<[string, unknown]>([
    ['plan/not-a-plan', '{'],
    ['plan/not-a-plan', 'null'],
    ['plan/not-a-plan', { ...makePlan([]), version: 2 }],
    ['plan/not-a-plan', { ...makePlan([]), sites: [null] }],
    ['plan/not-a-plan', { ...makePlan([]), request: { sites: ['main'], paths: [1], flags: {} } }],
    ['plan/not-a-plan', { ...makePlan([]), request: { sites: ['main'], paths: [] } }],
    ['plan/other-project', { ...makePlan([]), project: 'other' }],
    ['plan/other-sites', makePlan([], ['main', 'notes'])],
    ['plan/other-sites', makePlan([], [])],
  ])('is refused with %s: %j', async (code, value) => {
    const reading = readSavedPlan(save(value), { paths: [], options: {}, flags: NO_FLAGS }, config)
    await expect(reading).rejects.toEqual(fail(code))
  })

  test('that is not there says how to make one', async () => {
    const reading = readSavedPlan('/no/such/plan.json', { paths: [], options: {}, flags: NO_FLAGS }, config)
    await expect(reading).rejects.toMatchObject({ code: 'plan/unreadable', hint: expect.stringContaining('--out') })
  })

  test('of which a site did not answer is half a plan', () => {
    const half = { ...makePlan([]), failures: [{ site: 'notes' }] }
    expect(() => checkSavedPlan(half, 'blog', 'it')).toThrow(fail('plan/incomplete'))
    expect(checkSavedPlan({ ...half, failures: [] }, 'blog', 'it').project).toBe('blog')
  })
})

describe('a plan that is made again', () => {
  const retitled = { ...CREATE, payload: { fields: { title: 'Another' } } } as unknown as Action

  test('fits while what would be written is the same', () => {
    expect(() => refuseUnlessSame(makePlan([CREATE, UNCHANGED]), makePlan([CREATE]), [])).not.toThrow()
  })

  test.each([
    ['a value', [CREATE], [retitled], 'a.md (was create, now create)'],
    ['a write that is gone', [CREATE], [], 'a.md (was create, now nothing)'],
    ['a write that is new', [], [CREATE], 'a.md (was nothing, now create)'],
  ])('is refused for %s', (_, saved, fresh, told) => {
    expect(() => refuseUnlessSame(makePlan(saved), makePlan(fresh), [])).toThrow(told)
  })

  test('is refused with the reason of a site that did not answer', () => {
    const failure = new GhostSyncFailure('site/unreachable', 'down', EXIT_CODE.failed)
    const failures = [{ site: 'main', url: 'https://example.com', failure }]
    expect(() => refuseUnlessSame(makePlan([CREATE]), makePlan([CREATE]), failures)).toThrow(failure)
  })
})
