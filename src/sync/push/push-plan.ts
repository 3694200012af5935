import type { BackupStore } from '../../backup/backup.ts'
import type { Plan } from '../../diff/plan.ts'
import type { ExitCode } from '../../model/failure.ts'
import type { AssembledPlan } from '../assembled-plan.ts'
import { decideExitCode } from '../exit-code.ts'
import type { LoadedProject } from '../load-project.ts'
import {
  type AskAboutConflict,
  type PullChosenContext,
  pullChosen,
  resolveConflicts,
  type SettledPush,
} from './conflicts.ts'
import { type AskToSend, type EmailOptions, resolveEmailConsent } from './email-consent.ts'
import { type PushContext, publishAll } from './publish-all.ts'

/** What is pushed, and with which settings. */
export interface PushRequest {
  /** When the run began, in milliseconds since the epoch. */
  readonly started: number
  /** Where posts are kept before they are deleted or overwritten; undefined: nowhere, because the user declined. */
  readonly backups: BackupStore | undefined
  readonly email: EmailOptions
}

/** Questions to the person at the terminal. Where one is absent, nobody is asked. */
export interface PushQuestions {
  /** Asks whether the plan may be carried out. */
  readonly confirm?: ((plan: Plan) => Promise<boolean>) | undefined
  readonly askAboutConflict?: AskAboutConflict | undefined
  readonly askToSend?: AskToSend | undefined
}

/** A plan that was carried out. */
export interface PushedPlan extends SettledPush {
  readonly kind: 'pushed'
  /** The plan as it was carried out, with the person's decisions about its conflicts. */
  readonly plan: Plan
  readonly exitCode: ExitCode
}

/**
 * Carries out a plan once the person at the terminal has agreed. E-mails need separate consent, and only a person who has seen both sides of a conflict
 * chooses one.
 * @returns `declined` when the person declined: nothing was written
 * @throws GhostSyncFailure `usage/email-flags`
 */
export async function pushPlan(
  assembled: AssembledPlan,
  project: LoadedProject,
  context: PushContext & PullChosenContext,
  request: PushRequest,
  { confirm, askAboutConflict, askToSend }: PushQuestions,
): Promise<PushedPlan | { readonly kind: 'declined' }> {
  if (confirm !== undefined && !(await confirm(assembled.plan))) return { kind: 'declined' }
  const resolution = await resolveConflicts(assembled.plan, assembled.sessions, askAboutConflict)
  if (resolution.kind === 'quit') return { kind: 'declined' }
  const { plan, pulls } = resolution
  return carryOut({ ...assembled, plan }, project, context, request, pulls, askToSend)
}

/**
 * Carries out a plan where nobody can be asked: conflicts stay conflicts, and what would send an e-mail waits unless the options agree to it.
 * @throws GhostSyncFailure `usage/email-flags`
 */
export function pushUnasked(
  assembled: AssembledPlan,
  project: LoadedProject,
  context: PushContext & PullChosenContext,
  request: PushRequest,
): Promise<PushedPlan> {
  return carryOut(assembled, project, context, request, new Map(), undefined)
}

/** Carries out a plan. This is the only way from a plan to writes. */
async function carryOut(
  assembled: AssembledPlan,
  project: LoadedProject,
  context: PushContext & PullChosenContext,
  { started, backups, email }: PushRequest,
  pulls: ReadonlyMap<string, readonly string[]>,
  askToSend: AskToSend | undefined,
): Promise<PushedPlan> {
  const { plan, failures } = assembled
  const consents = await resolveEmailConsent(plan, email, askToSend)
  const published = await publishAll(assembled, project, context, started, consents, backups)
  // The pulls are reported per file before the summary, so that the summary no longer counts their conflicts.
  const settled = await pullChosen(project, context, pulls, { sites: plan.sites, outcomes: published })
  const interrupted = context.signal?.aborted === true
  const exitCode = decideExitCode({ ...settled, siteFailures: failures.length, interrupted })
  return { kind: 'pushed', plan, ...settled, exitCode }
}
