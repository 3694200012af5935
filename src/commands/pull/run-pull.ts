import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { renderPull } from '../../report/outcome/render-pull.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { renderJson } from '../../report/text/json.ts'
import { decidePullExitCode } from '../../sync/exit-code.ts'
import { loadProject } from '../../sync/load-project.ts'
import { type PullRequest, pullSites } from '../../sync/pull.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { reportWork } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

/** What `pull` takes from its command line. */
export interface PullCommandOptions extends ProjectOptions, PullRequest {
  readonly json?: boolean
}

export async function runPull(io: CommandIo, written: readonly string[], options: PullCommandOptions): Promise<void> {
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const { warnings } = project
  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  const chosen = { names: written, sitesAreChosen: options.site !== undefined }
  const outcomes = await pullSites(project, { ...io, ...reportWork(io) }, chosen, options)
  if (options.json === true)
    io.data(renderJson({ kind: 'ghost-sync-pull', version: 1, dryRun: options.dryRun === true, sites: outcomes }))
  else
    io.stdout(
      renderPull(outcomes, { colour: io.colour, verbose: options.verbose === true, dryRun: options.dryRun === true }),
    )
  // The command throws, because an unanswered request to a site would keep the process alive.
  if (io.signal?.aborted === true) throw new GhostSyncFailure('interrupted', STOPPED, EXIT_CODE.interrupted)
  io.exit(decidePullExitCode(outcomes))
}

const STOPPED = 'stopped; what is left is listed above'
