import type { ConflictAction, Plan, SitePlan } from '../../diff/plan.ts'
import { GhostSyncFailure } from '../../model/failure.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import type { PullOutcome } from '../../pull/pull-context.ts'
import type { SiteSession } from '../assembled-plan.ts'
import type { LoadedProject } from '../load-project.ts'
import { pullOne } from '../pull.ts'
import type { RunContext } from '../run-context.ts'

/** A person's choice for one conflict. `quit`: nothing at all is written. */
export type ConflictChoice = 'file' | 'ghost' | 'skip' | 'quit'

/** Asks a person about one conflict, the nth of so many. */
export type AskAboutConflict = (
  site: SitePlan,
  action: ConflictAction,
  count: { readonly nth: number; readonly total: number },
) => Promise<ConflictChoice>

/** The result of asking about the conflicts of a plan. */
export type Resolution =
  | { readonly kind: 'quit' }
  | {
      readonly kind: 'resolved'
      /** The plan, with the posts as updates for which the file was chosen. */
      readonly plan: Plan
      /** By site: paths for which Ghost's side was chosen. The push leaves them, and a pull follows. */
      readonly pulls: ReadonlyMap<string, readonly string[]>
    }

/**
 * Asks about each conflict, one by one. Silence decides nothing: a skipped conflict leaves both sides as they are. A choice for the file holds for
 * the post as it was shown; if somebody saves the post before it is written, it is a conflict again.
 * @param ask absent where nobody can answer, or nobody has seen both sides: conflicts then stay conflicts
 */
export async function resolveConflicts(
  plan: Plan,
  sessions: ReadonlyMap<string, SiteSession>,
  ask: AskAboutConflict | undefined,
): Promise<Resolution> {
  const pulls = new Map<string, readonly string[]>()
  if (ask === undefined) return { kind: 'resolved', plan, pulls }
  const sites: SitePlan[] = []
  const total = plan.sites.flatMap(({ actions }) => actions.filter(isConflict)).length
  let nth = 0
  for (const site of plan.sites) {
    const chosen: Record<ConflictChoice, string[]> = { file: [], ghost: [], skip: [], quit: [] }
    for (const action of site.actions.filter(isConflict)) {
      nth += 1
      const choice = await ask(site, action, { nth, total })
      if (choice === 'quit') return { kind: 'quit' }
      chosen[choice].push(action.path)
    }
    const forced = new Set(chosen.file)
    const session = sessions.get(site.site)
    sites.push(forced.size === 0 || session === undefined ? site : await session.replan(forced))
    if (chosen.ghost.length > 0) pulls.set(site.site, chosen.ghost)
  }
  return { kind: 'resolved', plan: { ...plan, sites }, pulls }
}

function isConflict(action: SitePlan['actions'][number]): action is ConflictAction {
  return action.kind === 'conflict'
}

/** The result of a push after Ghost's side was pulled where it was chosen. */
export interface SettledPush {
  readonly sites: readonly SitePlan[]
  readonly outcomes: readonly SiteOutcome[]
}

export interface PullChosenContext extends Pick<RunContext, 'cwd' | 'env' | 'signal' | 'unguarded'> {
  readonly onPulled?: (outcome: PullOutcome) => void
  /** Called when such a pull fails. The push is done by then, so the failure is only reported, and the posts stay conflicts. */
  readonly onPullFailed?: (failure: GhostSyncFailure) => void
}

/**
 * Pulls Ghost's side into the files of these conflicts. If a file could not be written (it is not committed), its post stays a conflict.
 * @param pulls paths by site
 */
export async function pullChosen(
  project: LoadedProject,
  context: PullChosenContext,
  pulls: ReadonlyMap<string, readonly string[]>,
  { sites, outcomes }: SettledPush,
): Promise<SettledPush> {
  const done = new Set<string>()
  const keyOf = (site: string, path: string) => JSON.stringify([site, path])
  for (const site of project.config.sites) {
    const paths = pulls.get(site.name)
    if (paths === undefined || context.signal?.aborted === true) continue
    const pulled = await pullUnlessStopped(context, pullOne(site, project, context, paths, { theirs: true }))
    if (pulled === undefined) continue
    context.onPulled?.(pulled)
    for (const { path, kind } of pulled.results) if (kind === 'updated') done.add(keyOf(site.name, path))
  }
  return {
    sites: sites.map((plan) => ({
      ...plan,
      actions: plan.actions.filter(({ kind, path }) => kind !== 'conflict' || !done.has(keyOf(plan.site, path))),
    })),
    outcomes: outcomes.map((outcome) => ({
      ...outcome,
      results: outcome.results.map((result) => {
        const { path, type, title, kind } = result
        if (kind !== 'conflict' || !done.has(keyOf(outcome.site, path))) return result
        return { kind: 'skipped', path, type, title, because: { kind: 'pulled' } } as const
      }),
    })),
  }
}

async function pullUnlessStopped(
  { onPullFailed }: PullChosenContext,
  pulling: Promise<PullOutcome>,
): Promise<PullOutcome | undefined> {
  try {
    return await pulling
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    if (error.code !== 'interrupted') onPullFailed?.(error)
    return undefined
  }
}
