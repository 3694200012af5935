import type { Audience } from '../ghost/count-recipients.ts'
import type { MailState } from '../ghost/mail-state.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { Problem } from '../problem.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { decideEmail, type EmailVerdict, isSooner, isTransition } from './decide-email.ts'
import { badSegment, leftOver, noWayOut, otherNewsletter, tooLate } from './email-problems.ts'
import type { Action, PlannedEmail } from './plan.ts'
import { about } from './plan-post.ts'

/** What the site says about e-mails, as far as a plan needs it. */
export interface MailKnowledge {
  /** By the post's id. */
  readonly states: ReadonlyMap<string, MailState>
  /** By `nameAudience`. */
  readonly audiences: ReadonlyMap<string, Audience>
}

/** Never published, never sent. */
const NO_MAIL: MailState = { newsletter: undefined, segment: 'all', email: undefined }

/** Deleted in Ghost, and its record with it: whether it was sent nobody can tell, so that it counts as sent. */
const FORGOTTEN: MailState = { ...NO_MAIL, email: { status: 'submitted', recipients: 0 } }

/**
 * Says what a post's action does with its e-mail. An action that would send one that the file does not ask for is blocked.
 * @param remote undefined for a post that does not exist yet
 */
export function planEmail(
  action: Action,
  desired: DesiredPost,
  remote: RemotePost | undefined,
  input: {
    readonly mail?: MailKnowledge | undefined
    readonly site: string
    /** Id of the post that each file has had, by source path. */
    readonly published: ReadonlyMap<string, string>
    /** `PlanInput.sent` */
    readonly sent?: ReadonlySet<string>
    /** Files of which the same is known otherwise. */
    readonly departed?: ReadonlyMap<string, unknown> | undefined
  },
): { readonly action: Action; readonly problems: readonly Problem[] } {
  const { mail, site } = input
  if (mail === undefined || desired.type === 'page') return { action, problems: [] }
  const { published, departed } = input
  const unborn = published.has(desired.path) || departed?.has(desired.path) === true ? FORGOTTEN : NO_MAIL
  const known = remote === undefined ? unborn : mail.states.get(remote.id)
  // Not asked about: nothing of it comes out, and its file asks for nothing.
  if (known === undefined) return { action, problems: [] }
  // What it carries Ghost would send all the same, and that is never passed over.
  const isBare = known.newsletter === undefined && known.email === undefined
  const state = isBare && input.sent?.has(desired.path) === true ? FORGOTTEN : known
  const to = writtenStatus(action)
  const emailOnly = (desired.fields.email_only ?? remote?.fields.email_only) === true
  const from = remote?.fields.status
  const sooner = comesSooner(action, remote)
  const verdict = decideEmail({ asked: desired.newsletter, from, to, mail: state, emailOnly, sooner })
  const audience = verdict.kind === 'send' ? mail.audiences.get(nameAudience(verdict)) : undefined
  const problem = explain(verdict, audience, { desired, remote, state, site })
  if (problem?.severity === 'error') {
    return { action: { kind: 'blocked', ...about(desired), problems: [problem] }, problems: [problem] }
  }
  const problems = problem === undefined ? [] : [problem]
  if (action.kind !== 'create' && action.kind !== 'update') return { action, problems }
  const email = describe(verdict, audience, to === 'scheduled' || sooner ? desired.fields.published_at : undefined)
  return { action: email === undefined ? action : { ...action, email }, problems }
}

/** The status that an action writes. */
export function writtenStatus(action: Action): string | undefined {
  const status = action.kind === 'create' || action.kind === 'update' ? action.payload.fields.status : undefined
  return typeof status === 'string' ? status : undefined
}

/** Whether an action brings a post out, now or on its date, or on an earlier one than it has. */
export function comesOut(action: Action, remote: RemotePost | undefined): boolean {
  return isTransition(remote?.fields.status, writtenStatus(action)) || comesSooner(action, remote)
}

function comesSooner(action: Action, remote: RemotePost | undefined): boolean {
  return action.kind === 'update' && isSooner(remote?.fields, action.payload.fields)
}

/** Names the members of a newsletter that a filter finds, as a key. */
export function nameAudience({
  newsletter,
  segment,
}: {
  readonly newsletter: string
  readonly segment: string
}): string {
  return JSON.stringify([newsletter, segment])
}

function describe(verdict: EmailVerdict, audience: Audience | undefined, at: unknown): PlannedEmail | undefined {
  if (verdict.kind === 'sent-before') return { kind: 'sent-before' }
  if (verdict.kind !== 'send') return undefined
  const { newsletter, segment, unavoidable } = verdict
  return {
    kind: 'send',
    newsletter,
    segment,
    recipients: audience?.kind === 'counted' ? audience.members : null,
    ...(typeof at === 'string' && { at }),
    ...(unavoidable && { unavoidable }),
  }
}

function explain(
  verdict: EmailVerdict,
  audience: Audience | undefined,
  world: {
    readonly desired: DesiredPost
    readonly remote: RemotePost | undefined
    readonly state: MailState
    readonly site: string
  },
): Problem | undefined {
  const { desired, remote, state, site } = world
  switch (verdict.kind) {
    case 'send':
      return audience?.kind === 'bad-segment' ? badSegment(desired, site) : undefined
    case 'no-way-out':
      return noWayOut(desired, site)
    case 'none':
    case 'sent-before':
      return undefined
  }
  if (remote === undefined) return undefined
  switch (verdict.kind) {
    case 'left-over':
      return leftOver(desired, remote, state, site)
    case 'other-newsletter':
      return otherNewsletter(desired, remote, state, site)
    case 'too-late':
      return tooLate(desired, remote, site)
  }
}
