import type { Plan, PlannedEmail, SitePlan } from '../../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { makePrintable } from '../../model/text.ts'
import type { EmailConsent } from '../../publish/publish-context.ts'
import { describeEmail } from '../../report/plan/describe-value.ts'
import type { CommandIo } from '../output/command-io.ts'
import { askConsent } from '../prompts/ask-consent.ts'

/** Options that say what a push may send. No saved plan and no config holds them: consent is given by whoever pushes. */
export interface EmailOptions {
  readonly sendEmail?: boolean
  /** False for `--no-email`. */
  readonly email?: boolean
  readonly maxEmails?: number
}

interface PlannedSending {
  readonly title: string
  readonly email: Extract<PlannedEmail, { kind: 'send' }>
}

/** One at a time is what people send. More at once is a repository that was pushed to a new site, or a default that somebody forgot. */
const USUAL_LIMIT = 1

/**
 * Finds out, per site, whether this push may send e-mails: by its flags, or on a terminal by a question. Where neither says so, what would
 * send one waits.
 * @throws GhostSyncFailure `usage/email-flags`
 */
export async function settleConsent(
  io: CommandIo,
  plan: Plan,
  { sendEmail = false, email = true, maxEmails }: EmailOptions,
): Promise<ReadonlyMap<string, EmailConsent>> {
  if (sendEmail && !email) {
    const message = '--send-email and --no-email exclude each other'
    throw new GhostSyncFailure('usage/email-flags', message, EXIT_CODE.usage)
  }
  const consents = new Map<string, EmailConsent>()
  for (const site of plan.sites) {
    const emails = listEmails(site)
    if (!email) consents.set(site.site, { kind: 'skip' })
    else if (emails.length === 0) consents.set(site.site, { kind: 'hold' })
    else if (sendEmail) consents.set(site.site, limitEmails(emails.length, maxEmails ?? USUAL_LIMIT))
    else consents.set(site.site, (await ask(io, site, emails)) ? { kind: 'send' } : { kind: 'hold' })
  }
  return consents
}

function listEmails({ actions }: SitePlan): PlannedSending[] {
  return actions.flatMap((action) =>
    (action.kind === 'create' || action.kind === 'update') && action.email?.kind === 'send'
      ? [{ title: action.title, email: action.email }]
      : [],
  )
}

function limitEmails(emails: number, limit: number): EmailConsent {
  return emails > limit ? { kind: 'too-many', emails, limit } : { kind: 'send' }
}

/** Silence is no consent: where nobody can answer, the answer is no. */
async function ask(io: CommandIo, { site }: SitePlan, emails: readonly PlannedSending[]): Promise<boolean> {
  if (!io.isTTY || io.stdin === undefined) return false
  const lines = emails.map(({ title, email }) => `  "${makePrintable(title)}" to ${describeEmail(email)}`)
  const what = emails.length === 1 ? 'Send this e-mail' : `Send these ${emails.length} e-mails`
  return askConsent(io, `${what} from ${makePrintable(site)}? It cannot be taken back.\n${lines.join('\n')}\nSend`)
}
