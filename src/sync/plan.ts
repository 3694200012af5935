import type { PlanFlags, PlanRequest } from '../diff/plan.ts'
import type { Problem } from '../model/problem.ts'
import { runUnguarded, stopOnInterrupt } from '../model/stop-on-interrupt.ts'
import { previewPost } from '../scan/preview-post.ts'
import { scanContent } from '../scan/scan-content.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { assemblePlan } from './assemble-plan.ts'
import type { AssembledPlan, SiteSession } from './assembled-plan.ts'
import type { LoadedProject } from './load-project.ts'
import { type RunContext, type WorkReporter, waitFor } from './run-context.ts'
import { locateChosen, type WrittenChoice } from './scope.ts'

/** Options that say what a plan may do. They are the same for `plan`, which shows it, and `push`, which does it. */
export interface PlanFlagOptions {
  readonly force?: boolean
  readonly adopt?: boolean
  readonly prune?: boolean
  readonly recreate?: boolean
  readonly maxDeletes?: number
}

/** Reads the flags of a plan from these options. */
export function readPlanFlags(options: PlanFlagOptions): PlanFlags {
  const { force, adopt, prune, recreate, maxDeletes } = options
  return {
    force: force === true,
    adopt: adopt === true,
    prune: prune === true,
    ...(recreate === true && { recreate }),
    ...(maxDeletes !== undefined && { maxDeletes }),
  }
}

export interface PreparedPlan extends AssembledPlan {
  /** Warnings about the config; those about the content are in the plan. */
  readonly warnings: readonly Problem[]
}

/** Scans the repository, asks the sites and makes the plan: what `plan` shows and `push` obeys. */
export async function preparePlan(
  project: LoadedProject,
  context: RunContext & WorkReporter,
  written: WrittenChoice & { readonly flags: PlanFlags; readonly preview?: string | undefined },
): Promise<PreparedPlan> {
  const { config, readAsset, connect } = project
  const scanned = await waitFor(
    context,
    { kind: 'reading' },
    stopOnInterrupt(
      context,
      runUnguarded(context, () => scanContent(config.content, config.rootDir)),
    ),
  )
  const paths = await locateChosen(context, config, scanned, written)
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
    unguarded: context.unguarded,
  })
  const assembled = await waitFor(
    context,
    { kind: 'comparing', files: scanned.files.length, sites: request.sites },
    stopOnInterrupt(context, work),
  )
  return { ...assembled, warnings: project.warnings }
}

/** Returns an empty plan for a run without files: no site is asked. */
function planNothing(project: string, request: PlanRequest): AssembledPlan {
  const plan = { kind: 'ghost-sync-plan', version: 1, project, request, sites: [] } as const
  return { plan, sessions: new Map(), failures: [] }
}

/** Gives the time on a site, for the ages in a plan: by this machine's clock, a post that has readers could be "published in 2 hours". */
export function readSiteTime(
  site: string,
  sessions: ReadonlyMap<string, SiteSession>,
  context: Pick<RunContext, 'now'>,
): Date {
  const clock = sessions.get(site)?.connection.clock
  return clock === undefined ? context.now() : new Date(clock.now())
}
