import { describe, expect, test } from 'vitest'
import { comparePlans } from '../../src/diff/compare-plans.ts'
import type { Plan, SitePlan } from '../../src/diff/plan.ts'
import { applyEmail, type EmailState, nameAudience } from '../../src/diff/plan-email.ts'
import { completePlan, decideSite, type PlanInput } from '../../src/diff/plan-site.ts'
import type { MailState } from '../../src/ghost/email/email-state.ts'
import type { Audience } from '../../src/ghost/email/recipients.ts'
import { makeDesired, makeInput, makePushed } from './sample-posts.ts'

const newsletter = { slug: 'weekly', segment: 'all', line: 4 }
const draft = makeDesired('posts/a.md', { status: 'draft' })
const asked = { ...makeDesired('posts/a.md', { status: 'published' }), newsletter }

function know(audience: Audience, state?: MailState): EmailState {
  return {
    states: new Map(state === undefined ? [] : [['posts/a.md', state]]),
    audiences: new Map([[nameAudience({ newsletter: 'weekly', segment: 'all' }), audience]]),
  }
}

function planWith(mail: EmailState, input: PlanInput): SitePlan {
  return completePlan(applyEmail(decideSite(input), mail))
}

const three: Audience = { kind: 'counted', members: 3 }
const NOTHING: MailState = { newsletter: undefined, segment: 'all', email: undefined }

describe('a plan', () => {
  test('says to whom a new post goes, and when', () => {
    const { actions } = planWith(know(three), makeInput([asked], []))
    const email = { kind: 'send', newsletter: 'weekly', segment: 'all', recipients: 3 }
    expect(actions).toMatchObject([{ kind: 'create', email }])
    const fields = { status: 'scheduled', published_at: '2031-01-01T09:00:00.000Z' }
    const later = { ...makeDesired('posts/a.md', fields), newsletter }
    expect(planWith(know(three), makeInput([later], [])).actions).toMatchObject([
      { email: { ...email, at: '2031-01-01T09:00:00.000Z' } },
    ])
  })

  test('says so when the number is not known', () => {
    const { actions } = planWith(know({ kind: 'unknown' }), makeInput([asked], []))
    expect(actions).toMatchObject([{ email: { recipients: null } }])
  })

  test('blocks a post with a filter that Ghost cannot read', () => {
    const { actions, problems } = planWith(know({ kind: 'bad-segment' }), makeInput([asked], []))
    expect(actions).toMatchObject([{ kind: 'blocked', problems: [{ code: 'email/bad-segment', line: 4 }] }])
    expect(problems).toHaveLength(1)
  })

  test.each<[string, MailState, string]>([
    ['a draft', NOTHING, 'send'],
    [
      'one that was sent',
      { ...NOTHING, newsletter: 'weekly', email: { status: 'submitted', recipients: 1 } },
      'sent-before',
    ],
  ])('of %s that comes out', (_, state, kind) => {
    const { actions } = planWith(know(three, state), makeInput([asked], [makePushed(draft)]))
    expect(actions).toMatchObject([{ kind: 'update', email: { kind } }])
  })

  test('takes a post that is made anew for one that was sent', () => {
    const flags = { force: false, adopt: false, prune: false, recreate: true }
    const input = makeInput([asked], [], { flags, published: new Map([['posts/a.md', 'old']]) })
    expect(planWith(know(three), input).actions).toMatchObject([{ kind: 'create', email: { kind: 'sent-before' } }])
  })

  test('never sends again what was made again, as far as the site remembers; what Ghost would send is seen all the same', () => {
    const sent = new Set(['posts/a.md'])
    const plan = (state: MailState) => planWith(know(three, state), makeInput([asked], [makePushed(draft)], { sent }))
    expect(plan(NOTHING).actions).toMatchObject([{ kind: 'update', email: { kind: 'sent-before' } }])
    const carried = { kind: 'send', unavoidable: true }
    expect(plan({ ...NOTHING, newsletter: 'weekly' }).actions).toMatchObject([{ kind: 'update', email: carried }])
    const standing = planWith(know(three, NOTHING), makeInput([asked], [makePushed(asked)], { sent }))
    expect(standing).toMatchObject({ actions: [{ kind: 'unchanged' }], problems: [] })
  })

  test('blocks what Ghost would send unasked', () => {
    const plain = makeDesired('posts/a.md', { status: 'published' })
    const state = { ...NOTHING, newsletter: 'weekly' }
    const { actions } = planWith(know(three, state), makeInput([plain], [makePushed(draft)]))
    expect(actions).toMatchObject([{ kind: 'blocked', problems: [{ code: 'email/not-asked-for', severity: 'error' }] }])
  })

  test('warns where it is too late, and writes the post all the same', () => {
    const plan = planWith(know(three, NOTHING), makeInput([asked], [makePushed(asked)]))
    expect(plan.actions).toMatchObject([{ kind: 'unchanged' }])
    expect(plan.problems).toMatchObject([{ code: 'email/too-late', severity: 'warning', file: 'content/posts/a.md' }])
  })
})

test('a saved plan still fits when members came and went, and no longer when the newsletter is another', () => {
  const plan = (sites: SitePlan): Plan => ({
    kind: 'ghost-sync-plan',
    version: 1,
    project: 'blog',
    request: { sites: ['main'], paths: [], flags: { force: false, adopt: false, prune: false } },
    sites: [sites],
  })
  const saved = plan(planWith(know(three), makeInput([asked], [])))
  const fresh = plan(planWith(know({ kind: 'counted', members: 9 }), makeInput([asked], [])))
  expect(comparePlans(saved, fresh)).toEqual([])
  const other = { ...asked, newsletter: { ...newsletter, slug: 'daily' } }
  expect(comparePlans(saved, plan(planWith(know(three), makeInput([other], []))))).toHaveLength(1)
})
