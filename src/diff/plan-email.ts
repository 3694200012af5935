import type { MailState } from '../ghost/email/email-state.ts'
import type { Audience } from '../ghost/email/recipients.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { blocksPost, decideEmail, type EmailVerdict, isSooner, isTransition } from './decide-email.ts'
import { explainEmail } from './email-problems.ts'
import type { Action, PlannedEmail } from './plan.ts'
import { about } from './plan-post.ts'
import type { DecidedPost, PlanInput, SiteDecision } from './plan-site.ts'

/** What the site knows about e-mails, as far as a plan needs it. */
export interface EmailState {
  /** By the post's id. */
  readonly states: ReadonlyMap<string, MailState>
  /** By `nameAudience`. */
  readonly audiences: ReadonlyMap<string, Audience>
}

/** A post that was never published and never sent. */
const NO_MAIL: MailState = { newsletter: undefined, segment: 'all', email: undefined }

/** A post that was deleted in Ghost, and its record with it. Whether it was sent cannot be known, so it counts as sent. */
const FORGOTTEN: MailState = { ...NO_MAIL, email: { status: 'submitted', recipients: 0 } }

/**
 * Adds to each decided post what its action does with its e-mail. An action that would send one that the file does not ask for is blocked. The e-mail
 * is decided after everything else; only the links between posts come later (`completePlan`).
 */
export function applyEmail(decision: SiteDecision, mail: EmailState): SiteDecision {
  return { ...decision, posts: decision.posts.map((post) => applyToPost(post, mail, decision.input)) }
}

function applyToPost(post: DecidedPost, mail: EmailState, input: PlanInput): DecidedPost {
  const { action, match } = post
  const { desired } = match
  if (desired.type === 'page' || action.kind === 'blocked') return post
  const remote = match.kind === 'new' ? undefined : match.remote
  const known = recallState(desired, remote, mail, input)
  // The e-mail state was not fetched, because the post is not published by this plan and its file asks for no e-mail.
  if (known === undefined) return post
  // Ghost would send the newsletter that the post carries, so that is never ignored.
  const isBare = known.newsletter === undefined && known.email === undefined
  const state = isBare && input.sent?.has(desired.path) === true ? FORGOTTEN : known
  const to = writtenStatus(action)
  const emailOnly = (desired.fields.email_only ?? remote?.fields.email_only) === true
  const from = remote?.fields.status
  const sooner = comesSooner(action, remote)
  const verdict = decideEmail({ asked: desired.newsletter, from, to, mail: state, emailOnly, sooner })
  const audience = verdict.kind === 'send' ? mail.audiences.get(nameAudience(verdict)) : undefined
  const problem = explainEmail(verdict, audience, { desired, remote, state, site: input.site })
  if (problem !== undefined && blocksPost(verdict, audience)) {
    return { ...post, action: { kind: 'blocked', ...about(desired), problems: [problem] }, problems: [problem] }
  }
  const problems = problem === undefined ? [] : [problem]
  if (action.kind !== 'create' && action.kind !== 'update') return { ...post, problems }
  const email = describe(verdict, audience, to === 'scheduled' || sooner ? desired.fields.published_at : undefined)
  return { ...post, action: email === undefined ? action : { ...action, email }, problems }
}

/** Returns what is known of a post's e-mail; for a post that does not exist yet, whether its file had one before. */
function recallState(
  { path }: DesiredPost,
  remote: RemotePost | undefined,
  mail: EmailState,
  { published, departed }: PlanInput,
): MailState | undefined {
  if (remote !== undefined) return mail.states.get(remote.id)
  return published.has(path) || departed?.has(path) === true ? FORGOTTEN : NO_MAIL
}

/** Returns the status that an action writes. */
export function writtenStatus(action: Action): string | undefined {
  const status = action.kind === 'create' || action.kind === 'update' ? action.payload.fields.status : undefined
  return typeof status === 'string' ? status : undefined
}

/** Whether an action publishes a post, now or on its date, or moves its date forward. */
export function comesOut(action: Action, remote: RemotePost | undefined): boolean {
  return isTransition(remote?.fields.status, writtenStatus(action)) || comesSooner(action, remote)
}

function comesSooner(action: Action, remote: RemotePost | undefined): boolean {
  return action.kind === 'update' && isSooner(remote?.fields, action.payload.fields)
}

/** Makes a key from a newsletter and the filter of its members. */
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
