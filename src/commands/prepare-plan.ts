import type { PlanFlags, PlanRequest } from '../diff/plan.ts'
import type { Problem } from '../problem.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { previewPost } from '../scan/preview/preview-post.ts'
import { scanContent } from '../scan/scan-content.ts'
import { runUnguarded, stopOnInterrupt } from '../stop-on-interrupt.ts'
import { type AssembledPlan, assemblePlan } from './assemble-plan.ts'
import type { CommandIo } from './command-io.ts'
import { locateChosen, type WrittenChoice } from './locate-chosen.ts'
import { showStatus } from './show-status.ts'
import type { Project } from './wiring.ts'

export interface PreparedPlan extends AssembledPlan {
  /** Of the config; those of the content are in the plan. */
  readonly warnings: readonly Problem[]
}

/** Scans the repository, asks the sites and makes the plan: what `plan` shows and `push` obeys. */
export async function preparePlan(
  project: Project,
  io: CommandIo,
  written: WrittenChoice & { readonly flags: PlanFlags; readonly preview?: string | undefined },
): Promise<PreparedPlan> {
  const { config, readAsset, connect } = project
  const scanned = await showStatus(
    io,
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
  const assembled = await showStatus(
    io,
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
