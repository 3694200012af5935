import type { MailState } from '../ghost/email/email-state.ts'
import type { Audience } from '../ghost/email/recipients.ts'
import type { FieldValues } from '../model/fields.ts'
import type { AskedNewsletter } from '../scan/source/desired-post.ts'

/** The facts that decide about a post's e-mail. */
export interface EmailQuestion {
  readonly asked: AskedNewsletter | undefined
  /** The post's status in Ghost; undefined: the post does not exist yet. */
  readonly from: string | undefined
  /** The status that the push writes; undefined: it writes none. */
  readonly to: string | undefined
  readonly mail: MailState
  /** Whether readers get it by e-mail only. */
  readonly emailOnly: boolean
  /** Whether a scheduled post gets an earlier date: an e-mail that somebody agreed to for later would be sent sooner. */
  readonly sooner?: boolean
}

/**
 * What happens with a post's e-mail.
 * - `none`: nobody asked for one, or nothing is published.
 * - `send`: Ghost sends it. `unavoidable`: it would do so unasked.
 * - `sent-before`: the post was sent already, and is never sent again.
 * - `too-late`: it was published without one, and Ghost sends only on publishing.
 * - `left-over`: publishing it would send an e-mail that the file does not ask for.
 * - `other-newsletter`: it is scheduled with another e-mail than the file asks for, which Ghost does not change.
 * - `no-way-out`: it would be shown nowhere and sent to nobody.
 */
export type EmailVerdict =
  | { readonly kind: 'none' | 'sent-before' | 'too-late' | 'left-over' | 'other-newsletter' | 'no-way-out' }
  | {
      readonly kind: 'send'
      readonly newsletter: string
      readonly segment: string
      readonly unavoidable: boolean
    }

/** Decides about a post's e-mail; no other place does (docs/how-it-works.md prints this table). */
export function decideEmail(question: EmailQuestion): EmailVerdict {
  const { from, to, sooner = false, mail } = question
  if (isTransition(from, to)) return decideTransition(question)
  const standing = decideStanding(question)
  return standing.kind === 'none' && sooner && mail.newsletter !== undefined ? decideTransition(question) : standing
}

/** Whether the post is not written at all because of its e-mail. A newsletter that comes too late is only a warning. */
export function blocksPost({ kind }: EmailVerdict, audience: Audience | undefined): boolean {
  if (kind === 'send') return audience?.kind === 'bad-segment'
  return kind === 'left-over' || kind === 'other-newsletter' || kind === 'no-way-out'
}

/** Whether Ghost takes a newsletter with this change of status: the post is published or scheduled. */
export function isTransition(from: string | undefined, to: string | undefined): boolean {
  if (to === 'published') return from !== 'published' && from !== 'sent'
  return to === 'scheduled' && from !== 'scheduled'
}

/** Whether a post that is scheduled gets an earlier date. */
export function isSooner(from: FieldValues | undefined, to: FieldValues): boolean {
  if (from?.status !== 'scheduled' || (to.status ?? 'scheduled') !== 'scheduled') return false
  const [now, wanted] = [from.published_at, to.published_at]
  return typeof now === 'string' && typeof wanted === 'string' && Date.parse(wanted) < Date.parse(now)
}

function decideTransition({ asked, mail, emailOnly }: EmailQuestion): EmailVerdict {
  const wanted = asked?.slug ?? undefined
  if (mail.email !== undefined && mail.email.status !== 'failed') {
    return { kind: wanted === undefined ? 'none' : 'sent-before' }
  }
  if (mail.newsletter !== undefined) {
    if (wanted === undefined || differs(asked, mail)) return { kind: 'left-over' }
    return { kind: 'send', newsletter: wanted, segment: mail.segment, unavoidable: true }
  }
  if (wanted !== undefined && asked !== undefined) {
    return { kind: 'send', newsletter: wanted, segment: asked.segment, unavoidable: false }
  }
  return { kind: emailOnly ? 'no-way-out' : 'none' }
}

/** Decides for a post that stays as visible as it is. A newsletter from the config's defaults is no reason for a warning about an old post. */
function decideStanding({ asked, from, to, mail }: EmailQuestion): EmailVerdict {
  if (asked === undefined || asked.line === undefined || to === 'draft') return { kind: 'none' }
  if (from === 'scheduled' && mail.newsletter !== undefined) {
    return { kind: differs(asked, mail) ? 'other-newsletter' : 'none' }
  }
  const isOut = from === 'published' || from === 'sent' || from === 'scheduled'
  const isUnsent = mail.newsletter === undefined && mail.email === undefined
  return { kind: isOut && asked.slug !== null && isUnsent ? 'too-late' : 'none' }
}

function differs(asked: AskedNewsletter | undefined, mail: MailState): boolean {
  return asked?.slug !== mail.newsletter || asked?.segment !== mail.segment
}
