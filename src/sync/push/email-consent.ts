import type { Plan, PlannedEmail, SitePlan } from '../../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import type { EmailConsent } from '../../publish/publish-context.ts'

/** Options that say what a push may send. No saved plan and no config holds them: whoever pushes gives the consent. */
export interface EmailOptions {
  readonly sendEmail?: boolean
  /** False for `--no-email`. */
  readonly email?: boolean
  readonly maxEmails?: number
}

/** An e-mail that Ghost would send when its post is published. */
export interface PlannedSending {
  readonly title: string
  readonly email: Extract<PlannedEmail, { kind: 'send' }>
}

/** Asks a person whether a site may send these e-mails. */
export type AskToSend = (site: string, sendings: readonly PlannedSending[]) => Promise<boolean>

/** People send one e-mail at a time. More at once are a repository that is pushed to a new site, or a forgotten default. */
const USUAL_LIMIT = 1

/**
 * Finds out, per site, whether this push may send e-mails: by its options, or by asking. Silence is no consent: without either, the posts that would
 * send one wait.
 * @param ask absent where nobody can answer
 * @throws GhostSyncFailure `usage/email-flags`
 */
export async function resolveEmailConsent(
  plan: Plan,
  { sendEmail = false, email = true, maxEmails }: EmailOptions,
  ask: AskToSend = async () => false,
): Promise<ReadonlyMap<string, EmailConsent>> {
  if (sendEmail && !email) {
    const message = '--send-email and --no-email exclude each other'
    throw new GhostSyncFailure('usage/email-flags', message, EXIT_CODE.usage)
  }
  const consents = new Map<string, EmailConsent>()
  for (const site of plan.sites) {
    const sendings = listSendings(site)
    if (!email) consents.set(site.site, { kind: 'skip' })
    else if (sendings.length === 0) consents.set(site.site, { kind: 'hold' })
    else if (sendEmail) consents.set(site.site, limitEmails(sendings.length, maxEmails ?? USUAL_LIMIT))
    else consents.set(site.site, (await ask(site.site, sendings)) ? { kind: 'send' } : { kind: 'hold' })
  }
  return consents
}

function listSendings({ actions }: SitePlan): PlannedSending[] {
  return actions.flatMap((action) =>
    (action.kind === 'create' || action.kind === 'update') && action.email?.kind === 'send'
      ? [{ title: action.title, email: action.email }]
      : [],
  )
}

function limitEmails(emails: number, limit: number): EmailConsent {
  return emails > limit ? { kind: 'too-many', emails, limit } : { kind: 'send' }
}
