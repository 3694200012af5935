import type { PlanFlags, PlanRequest } from '../diff/plan.ts'
import type { Problem } from '../problem.ts'
import { scanContent } from '../scan/scan-content.ts'
import { type AssembledPlan, assemblePlan } from './assemble-plan.ts'
import type { CommandIo } from './command-io.ts'
import { locatePaths } from './select-posts.ts'
import { showStatus } from './show-status.ts'
import { stopOnInterrupt } from './stop-on-interrupt.ts'
import type { Project } from './wiring.ts'

export interface PreparedPlan extends AssembledPlan {
  /** Of the config; those of the content are in the plan. */
  readonly warnings: readonly Problem[]
}

/** Scans the repository, asks the sites and makes the plan: what `plan` shows and `push` obeys. */
export async function preparePlan(
  project: Project,
  io: CommandIo,
  written: { readonly paths: readonly string[]; readonly flags: PlanFlags; readonly located?: boolean },
): Promise<PreparedPlan> {
  const { config, readAsset, connect } = project
  const scanned = await showStatus(
    io,
    'Reading the files',
    stopOnInterrupt(io, scanContent(config.content, config.rootDir)),
  )
  const paths = written.located === true ? written.paths : locatePaths(written.paths, io.cwd, config, scanned)
  const request: PlanRequest = { sites: config.sites.map(({ name }) => name), paths, flags: written.flags }
  const work = assemblePlan({ config, scanned, readAsset, connect, now: io.now(), request })
  const assembled = await showStatus(
    io,
    `Comparing ${scanned.files.length} files with ${request.sites.join(', ')}`,
    stopOnInterrupt(io, work),
  )
  return { ...assembled, warnings: project.warnings }
}
