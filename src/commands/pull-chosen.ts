import type { SitePlan } from '../diff/plan.ts'
import { GhostSyncFailure } from '../failure.ts'
import type { SiteOutcome } from '../publish/site-outcome.ts'
import type { PullOutcome } from '../pull/pull-outcome.ts'
import { renderFailure } from '../report/render-failure.ts'
import { renderPull } from '../report/render-pull.ts'
import type { CommandIo } from './command-io.ts'
import { pullOne } from './pull-one.ts'
import type { Project } from './wiring.ts'

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
        return { kind: 'skipped', path, type, title, reason: "Ghost's side is in the file now" } as const
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
