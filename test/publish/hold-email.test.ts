import { describe, expect, test } from 'vitest'
import { digestField } from '../../src/diff/compare/digests.ts'
import { composeFirstPayload } from '../../src/diff/compose-payload.ts'
import type { CreateAction, PlannedEmail } from '../../src/diff/plan.ts'
import type { FieldValues } from '../../src/model/fields.ts'
import { holdEmail } from '../../src/publish/hold-email.ts'
import type { EmailConsent } from '../../src/publish/publish-context.ts'
import { splitRelease } from '../../src/publish/release-post.ts'
import { makeDesired, makePushed, PROJECT, SITE } from '../diff/sample-posts.ts'

const date = '2026-11-20T10:00:00.000Z'

function create(email: PlannedEmail | undefined, fields: FieldValues = {}): CreateAction {
  const desired = makeDesired('posts/a.md', { status: 'published', published_at: date, ...fields })
  const payload = composeFirstPayload(desired, PROJECT, SITE)
  return { kind: 'create', path: 'posts/a.md', type: 'post', title: 'A', payload, ...(email && { email }) }
}

const send: PlannedEmail = { kind: 'send', newsletter: 'weekly', segment: 'all', recipients: 3 }
const unavoidable: PlannedEmail = { ...send, unavoidable: true }
const [yes, skip, hold]: readonly EmailConsent[] = [{ kind: 'send' }, { kind: 'skip' }, { kind: 'hold' }]
const many: EmailConsent = { kind: 'too-many', emails: 4, limit: 1 }

describe('what waits', () => {
  test.each<[string, CreateAction, EmailConsent | undefined, boolean]>([
    ['no e-mail, no consent', create(undefined), hold, false],
    ['sent before, no consent', create({ kind: 'sent-before' }), hold, false],
    ['an e-mail, no consent', create(send), hold, true],
    ['an e-mail, consent', create(send), yes, false],
    ['an e-mail, --no-email', create(send), skip, false],
    ['an e-mail, consent to fewer', create(send), many, true],
    ['one that Ghost sends unasked, --no-email', create(unavoidable), skip, true],
    ['one that Ghost sends unasked, consent', create(unavoidable), yes, false],
    ['only by e-mail, --no-email', create(send, { email_only: true }), skip, true],
  ])('%s', (_, action, consent, waits) => {
    expect(holdEmail(action, consent ?? { kind: 'hold' }) !== undefined).toBe(waits)
  })
})

describe('a payload in two', () => {
  test('of a new post: a draft without a date, whose stamp says so', () => {
    const { payload } = create(send)
    const { first, release } = splitRelease(payload, undefined, SITE)
    expect(first.fields).toEqual({ title: 'Title of a', slug: 'a', status: 'draft' })
    expect(first.stamp.fields.status).toBe(digestField('status', 'draft', SITE))
    expect(first.stamp.fields.published_at).toBe(digestField('published_at', null, SITE))
    expect(release.fields).toEqual({ status: 'published', published_at: date })
    expect({ ...first.stamp.fields, ...release.digests }).toEqual(payload.stamp.fields)
  })

  test('of a post that is there: what it says of its status stays what is true until then', () => {
    const { payload } = create(send)
    const { status, title } = payload.fields
    const remote = makePushed(makeDesired('posts/a.md', { status: 'scheduled', published_at: date }))
    const { first, release } = splitRelease(
      { ...payload, fields: { status: status ?? '', title: title ?? '' } },
      remote,
      SITE,
    )
    expect(first.fields).toEqual({ title: 'Title of a' })
    expect(first.stamp.fields.status).toBe(digestField('status', 'scheduled', SITE))
    expect(first.stamp.fields.published_at).toBe(payload.stamp.fields.published_at)
    expect(release.fields).toEqual({ status: 'published' })
  })
})
