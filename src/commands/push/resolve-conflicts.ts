import type { ConflictAction, Plan, SitePlan } from '../../diff/plan.ts'
import { GhostSyncFailure } from '../../model/failure.ts'
import { makePrintable } from '../../model/text.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import type { PullOutcome } from '../../pull/pull-context.ts'
import { renderPull } from '../../report/outcome/render-pull.ts'
import { renderAction } from '../../report/plan/render-action.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import type { SiteSession } from '../../sync/assembled-plan.ts'
import type { Project } from '../../sync/open-project.ts'
import { readSiteTime } from '../../sync/plan.ts'
import { pullOne } from '../../sync/pull.ts'
import type { CommandIo } from '../output/command-io.ts'
import { askChoice } from '../prompts/ask-choice.ts'

type Choice = 'file' | 'ghost' | 'skip' | 'quit'

/** What a person at the terminal made of the conflicts of a plan. */
export type Resolution =
  | { readonly kind: 'quit' }
  | {
      readonly kind: 'resolved'
      /** With the posts as updates for which the file was chosen. */
      readonly plan: Plan
      /** By site: paths for which Ghost's side was chosen; the push leaves them, a pull follows. */
      readonly pulls: ReadonlyMap<string, readonly string[]>
    }

/**
 * Asks about each conflict, one by one. Nothing is decided by silence: whoever skips leaves both sides as they are. A choice for the file holds for
 * the post as it was shown; should somebody save it until it is written, it is a conflict again.
 */
export async function resolveConflicts(
  io: CommandIo,
  plan: Plan,
  sessions: ReadonlyMap<string, SiteSession>,
): Promise<Resolution> {
  const sites: SitePlan[] = []
  const pulls = new Map<string, readonly string[]>()
  const asks = io.isTTY && io.stdin !== undefined
  if (!asks) return { kind: 'resolved', plan, pulls }
  const conflicts = plan.sites.flatMap(({ actions }) => actions.filter(isConflict))
  let nth = 0
  for (const site of plan.sites) {
    const chosen: Record<Choice, string[]> = { file: [], ghost: [], skip: [], quit: [] }
    for (const action of site.actions.filter(isConflict)) {
      nth += 1
      const choice = await askOne(io, site, action, {
        which: `${nth} of ${conflicts.length}`,
        now: readSiteTime(site.site, sessions, io),
      })
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

async function askOne(
  io: CommandIo,
  site: SitePlan,
  action: ConflictAction,
  { which, now }: { readonly which: string; readonly now: Date },
): Promise<Choice> {
  const shown = renderAction(action, { colour: io.colour, diff: true, now }).slice(0, -2)
  io.stderr(`\nConflict ${which}, ${makePrintable(site.site)}:\n${shown.join('\n')}\n`)
  const question = "[f] keep the file, [g] take Ghost's into the file, [s] skip, [q] quit and write nothing: "
  const choices: Readonly<Record<string, Choice>> = { f: 'file', g: 'ghost', s: 'skip', q: 'quit' }
  return (await askChoice(io, question, choices)) ?? 'quit'
}

function isConflict(action: SitePlan['actions'][number]): action is ConflictAction {
  return action.kind === 'conflict'
}

/** What a push comes to once the posts are settled for which Ghost's side was chosen. */
export interface Settled {
  readonly sites: readonly SitePlan[]
  readonly outcomes: readonly SiteOutcome[]
}

/**
 * Takes Ghost's side into the files of these conflicts. One whose file could not be written (it is not committed) stays a conflict.
 * @param pulls paths by site
 */
export async function pullChosen(
  io: CommandIo,
  project: Project,
  pulls: ReadonlyMap<string, readonly string[]>,
  { sites, outcomes }: Settled,
): Promise<Settled> {
  const done = new Set<string>()
  const keyOf = (site: string, path: string) => JSON.stringify([site, path])
  for (const site of project.config.sites) {
    const paths = pulls.get(site.name)
    if (paths === undefined || io.signal?.aborted === true) continue
    const pulled = await pullUnlessStopped(io, pullOne(site, project, io, paths, { theirs: true }))
    if (pulled === undefined) continue
    io.stdout(renderPull([pulled], { colour: io.colour, verbose: false, dryRun: false }))
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

/** The push is done by now, and its report still to come: what stands in the way of these files is told, and their posts stay conflicts. */
async function pullUnlessStopped(io: CommandIo, pulling: Promise<PullOutcome>): Promise<PullOutcome | undefined> {
  try {
    return await pulling
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    if (error.code !== 'interrupted') io.stderr(renderFailure(error, { colour: io.colour, verbose: false }))
    return undefined
  }
}
