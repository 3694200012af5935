import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideEmail, type EmailQuestion, type EmailVerdict, isSooner } from '../../src/diff/decide-email.ts'
import type { EmailRecord, MailState } from '../../src/ghost/email/email-state.ts'
import type { AskedNewsletter } from '../../src/scan/source/desired-post.ts'

const NOTHING: MailState = { newsletter: undefined, segment: 'all', email: undefined }
const WEEKLY: MailState = { newsletter: 'weekly', segment: 'all', email: undefined }
const SENT: MailState = { ...WEEKLY, email: { status: 'submitted', recipients: 3 } }
const FAILED: MailState = { ...WEEKLY, email: { status: 'failed', recipients: 3 } }

function ask(slug: string | null, segment = 'all', line: number | undefined = 3): AskedNewsletter {
  return { slug, segment, line }
}

const weekly = ask('weekly')
const byDefault: AskedNewsletter = { slug: 'weekly', segment: 'all', line: undefined }
const [OUT, DATED] = ['published', 'scheduled']

describe('a post that comes out', () => {
  test.each<[string, AskedNewsletter | undefined, string | undefined, string, MailState, EmailVerdict['kind']]>([
    ['a new post', weekly, undefined, OUT, NOTHING, 'send'],
    ['a new post with a date', weekly, undefined, DATED, NOTHING, 'send'],
    ['a draft', weekly, 'draft', OUT, NOTHING, 'send'],
    ['a draft with a date', weekly, 'draft', DATED, NOTHING, 'send'],
    ['asked by the defaults', byDefault, 'draft', OUT, NOTHING, 'send'],
    ['nobody asks', undefined, 'draft', OUT, NOTHING, 'none'],
    ['none is asked for', ask(null), 'draft', OUT, NOTHING, 'none'],
    ['sent before', weekly, 'draft', OUT, SENT, 'sent-before'],
    ['sent before, to be scheduled', weekly, 'draft', DATED, SENT, 'sent-before'],
    ['sent before, to another newsletter', ask('other'), 'draft', OUT, SENT, 'sent-before'],
    ['sent before, nobody asks', undefined, 'draft', OUT, SENT, 'none'],
    ['scheduled with it, published early', weekly, 'scheduled', OUT, WEEKLY, 'send'],
    ['scheduled with it, nobody asks', undefined, 'scheduled', OUT, WEEKLY, 'left-over'],
    ['scheduled with it, none is asked for', ask(null), 'scheduled', OUT, WEEKLY, 'left-over'],
    ['scheduled with another', ask('other'), 'scheduled', OUT, WEEKLY, 'left-over'],
    ['scheduled to others', ask('weekly', 'status:free'), 'scheduled', OUT, WEEKLY, 'left-over'],
    ['a draft that carries it', weekly, 'draft', OUT, WEEKLY, 'send'],
    ['a draft that carries it, nobody asks', undefined, 'draft', OUT, WEEKLY, 'left-over'],
    ['failed before: Ghost tries again', weekly, 'draft', OUT, FAILED, 'send'],
    ['failed before, nobody asks', undefined, 'draft', OUT, FAILED, 'left-over'],
    ['published, to be scheduled', weekly, 'published', DATED, NOTHING, 'send'],
  ])('%s', (_, asked, from, to, mail, kind) => {
    expect(decideEmail({ asked, from, to, mail, emailOnly: false }).kind).toBe(kind)
  })

  test('what Ghost would send anyway cannot be left out', () => {
    const about = { asked: weekly, from: 'draft', to: OUT, emailOnly: false }
    expect(decideEmail({ ...about, mail: WEEKLY })).toMatchObject({ unavoidable: true })
    expect(decideEmail({ ...about, mail: NOTHING })).toMatchObject({ unavoidable: false })
  })

  test('only by e-mail, and by none, is refused', () => {
    const about = { from: undefined, to: OUT, emailOnly: true }
    expect(decideEmail({ ...about, asked: undefined, mail: NOTHING }).kind).toBe('no-way-out')
    expect(decideEmail({ ...about, asked: ask(null), mail: NOTHING }).kind).toBe('no-way-out')
    expect(decideEmail({ ...about, asked: weekly, mail: NOTHING }).kind).toBe('send')
    expect(decideEmail({ ...about, asked: undefined, from: 'draft', mail: SENT }).kind).toBe('none')
  })
})

describe('a post that stays as it is', () => {
  test.each<[string, AskedNewsletter | undefined, string, string | undefined, MailState, EmailVerdict['kind']]>([
    ['a draft', weekly, 'draft', undefined, NOTHING, 'none'],
    ['sent', weekly, 'published', undefined, SENT, 'none'],
    ['sent and shown nowhere', weekly, 'sent', undefined, SENT, 'none'],
    ['published without', weekly, 'published', undefined, NOTHING, 'too-late'],
    ['published without, asked by the defaults', byDefault, 'published', undefined, NOTHING, 'none'],
    ['published without, none is asked for', ask(null), 'published', undefined, NOTHING, 'none'],
    ['published, to be a draft', weekly, 'published', 'draft', NOTHING, 'none'],
    ['scheduled with it', weekly, 'scheduled', undefined, WEEKLY, 'none'],
    ['scheduled without', weekly, 'scheduled', undefined, NOTHING, 'too-late'],
    ['scheduled with another', ask('other'), 'scheduled', undefined, WEEKLY, 'other-newsletter'],
    ['scheduled to others', ask('weekly', 'label:x'), 'scheduled', undefined, WEEKLY, 'other-newsletter'],
    ['scheduled with one, none is asked for', ask(null), 'scheduled', undefined, WEEKLY, 'other-newsletter'],
    ['scheduled with one, to be a draft', ask(null), 'scheduled', 'draft', WEEKLY, 'none'],
    ['scheduled with one, by an editor', undefined, 'scheduled', undefined, WEEKLY, 'none'],
  ])('%s', (_, asked, from, to, mail, kind) => {
    expect(decideEmail({ asked, from, to, mail, emailOnly: false }).kind).toBe(kind)
  })
})

describe('a scheduled post that is brought forward', () => {
  test.each<[string, AskedNewsletter | undefined, MailState, EmailVerdict['kind']]>([
    ['with the e-mail that the file asks for', weekly, WEEKLY, 'send'],
    ['with one that the defaults ask for', byDefault, WEEKLY, 'send'],
    ['with one that an editor gave it', undefined, WEEKLY, 'left-over'],
    ['with another', ask('other'), WEEKLY, 'other-newsletter'],
    ['with another than the defaults ask for', { ...byDefault, slug: 'other' }, WEEKLY, 'left-over'],
    ['with none', undefined, NOTHING, 'none'],
    ['with none, though the file asks for one', weekly, NOTHING, 'too-late'],
  ])('%s', (_, asked, mail, kind) => {
    const question = { asked, from: 'scheduled', to: undefined, mail, emailOnly: false }
    expect(decideEmail({ ...question, sooner: true }).kind).toBe(kind)
  })

  test.each<[string, string | undefined, string, string | undefined, boolean]>([
    ['an earlier date', 'scheduled', '2030', undefined, true],
    ['a later date', 'scheduled', '2032', undefined, false],
    ['the same date', 'scheduled', '2031', undefined, false],
    ['a date of a draft', 'draft', '2030', undefined, false],
    ['published, which is another step', 'scheduled', '2030', 'published', false],
  ])('%s', (_, from, year, to, expected) => {
    const now = { ...(from !== undefined && { status: from }), published_at: '2031-01-01T09:00:00.000Z' }
    const wanted = { ...(to !== undefined && { status: to }), published_at: `${year}-01-01T09:00:00.000Z` }
    expect(isSooner(now, wanted)).toBe(expected)
  })
})

describe('laws', () => {
  const asked = fc.option(
    fc.record({
      slug: fc.constantFrom('weekly', 'other', null),
      segment: fc.constantFrom('all', 'status:free'),
      line: fc.constantFrom(3, undefined),
    }),
    { nil: undefined },
  )
  const email = fc.option(
    fc.record<EmailRecord>({
      status: fc.constantFrom('pending', 'submitting', 'submitted', 'failed'),
      recipients: fc.nat(),
    }),
    { nil: undefined },
  )
  const question: fc.Arbitrary<EmailQuestion> = fc.record({
    asked,
    from: fc.constantFrom(undefined, 'draft', 'published', 'scheduled', 'sent'),
    to: fc.constantFrom(undefined, 'draft', 'published', 'scheduled'),
    mail: fc.record({ newsletter: fc.constantFrom(undefined, 'weekly', 'other'), segment: fc.constant('all'), email }),
    emailOnly: fc.boolean(),
  })

  test('nothing is sent that the file does not ask for by name, nor to others, nor what has been sent', () => {
    fc.assert(
      fc.property(question, (input) => {
        const verdict = decideEmail(input)
        if (verdict.kind !== 'send') return
        expect(verdict.newsletter).toBe(input.asked?.slug)
        expect(verdict.segment).toBe(input.asked?.segment)
        expect(['published', 'scheduled']).toContain(input.to)
        expect(input.mail.email?.status ?? 'failed').toBe('failed')
      }),
    )
  })

  test('what Ghost would send is planned as sent or refused, never passed over', () => {
    fc.assert(
      fc.property(question, (input) => {
        const { from, to, mail } = input
        const comesOut = to === 'published' && from !== 'published' && from !== 'sent'
        const ghostSends = mail.newsletter !== undefined && (mail.email === undefined || mail.email.status === 'failed')
        if (comesOut && ghostSends) expect(['send', 'left-over']).toContain(decideEmail(input).kind)
      }),
    )
  })
})
