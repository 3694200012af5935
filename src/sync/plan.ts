import type { PlanFlags, PlanRequest } from '../diff/plan.ts'
import type { Problem } from '../model/problem.ts'
import { runUnguarded, stopOnInterrupt } from '../model/stop-on-interrupt.ts'
import { previewPost } from '../scan/preview-post.ts'
import { scanContent } from '../scan/scan-content.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { assemblePlan } from './assemble-plan.ts'
import type { AssembledPlan, SiteSession } from './assembled-plan.ts'
import type { Project } from './open-project.ts'
import type { RunContext, WorkReporter } from './run-context.ts'
import { locateChosen, type WrittenChoice } from './scope.ts'

export interface PreparedPlan extends AssembledPlan {
  /** Of the config; those of the content are in the plan. */
  readonly warnings: readonly Problem[]
}

/** Scans the repository, asks the sites and makes the plan: what `plan` shows and `push` obeys. */
export async function preparePlan(
  project: Project,
  io: RunContext & WorkReporter,
  written: WrittenChoice & { readonly flags: PlanFlags; readonly preview?: string | undefined },
): Promise<PreparedPlan> {
  const { config, readAsset, connect } = project
  const scanned = await io.waitFor(
    'Reading the files',
    stopOnInterrupt(
      io,
      runUnguarded(io, () => scanContent(config.content, config.rootDir)),
    ),
  )
  const paths = await locateChosen(io, config, scanned, written)
  const request: PlanRequest = { sites: config.sites.map(({ name }) => name), paths: paths ?? [], flags: written.flags }
  if (paths === undefined) return { ...planNothing(config.project, request), warnings: project.warnings }
  const { preview } = written
  const shape = preview === undefined ? {} : { shape: (post: DesiredPost) => previewPost(post, preview) }
  const work = assemblePlan({
    config,
    scanned,
    readAsset,
    connect,
    request,
    ...shape,
    unguarded: io.unguarded,
  })
  const assembled = await io.waitFor(
    `Comparing ${scanned.files.length} files with ${request.sites.join(', ')}`,
    stopOnInterrupt(io, work),
  )
  return { ...assembled, warnings: project.warnings }
}

/** Nothing was touched: no site is asked anything, and the plan speaks of none. */
function planNothing(project: string, request: PlanRequest): AssembledPlan {
  const plan = { kind: 'ghost-sync-plan', version: 1, project, request, sites: [] } as const
  return { plan, sessions: new Map(), failures: [] }
}

/** What time it is on a site, for the ages in a plan: by this machine's clock, a post could be "published in 2 hours" that has readers. */
export function readSiteTime(
  site: string,
  sessions: ReadonlyMap<string, SiteSession>,
  io: Pick<RunContext, 'now'>,
): Date {
  const clock = sessions.get(site)?.connection.clock
  return clock === undefined ? io.now() : new Date(clock.now())
}
