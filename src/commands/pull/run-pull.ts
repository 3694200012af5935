import type { SiteConfig } from '../../config/config.ts'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE, type ExitCode, GhostSyncFailure } from '../../model/failure.ts'
import type { PullOutcome, PullResult } from '../../pull/pull-context.ts'
import { renderPull } from '../../report/outcome/render-pull.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { renderJson } from '../../report/text/json.ts'
import type { ProjectOptions } from '../../sync/open-project.ts'
import { openProject } from '../../sync/open-project.ts'
import { type PullRequest, pullOne } from '../../sync/pull.ts'
import type { CommandIo } from '../output/command-io.ts'
import { showStatus } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'

/** What `pull` takes from its command line. */
export interface PullCommandOptions extends ProjectOptions, PullRequest {
  readonly json?: boolean
}

export async function runPull(io: CommandIo, written: readonly string[], options: PullCommandOptions): Promise<void> {
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const { project } = opened
  const { config, warnings } = project
  const needsOne = options.all === true && config.siteNames.length > 1 && options.site === undefined
  if (needsOne) {
    const message = '`pull --all` needs to know of which site'
    const hint = `Give --site with one of: ${config.siteNames.join(', ')}.`
    throw new GhostSyncFailure('usage/no-site', message, EXIT_CODE.usage, { hint })
  }
  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))
  const outcomes: PullOutcome[] = []
  // One site after the other: a file that goes to several may be changed by each.
  for (const site of config.sites) {
    // What has been written must be told, however the next site's reading ends.
    const guarded: CommandIo = outcomes.length === 0 ? io : { ...io, unguarded: (work) => Promise.resolve(work()) }
    const pulling = () => showStatus(io, `Reading ${site.name}`, pullOne(site, project, guarded, written, options))
    outcomes.push(await pulling().catch((error: unknown) => explainStop(error, site, outcomes.length > 0)))
  }
  if (options.json === true) io.data(renderJson({ dryRun: options.dryRun === true, sites: outcomes }))
  else
    io.stdout(
      renderPull(outcomes, { colour: io.colour, verbose: options.verbose === true, dryRun: options.dryRun === true }),
    )
  // By a throw, because what a site still owes an answer to would keep the process.
  if (io.signal?.aborted === true) throw new GhostSyncFailure('interrupted', STOPPED, EXIT_CODE.interrupted)
  io.exit(chooseExitCode(outcomes))
}

const STOPPED = 'stopped; what is left is listed above'

/** A site that was not read yet when the pull was stopped. Where there was none before it, nothing else is to be told. */
function explainStop(error: unknown, { name, url }: SiteConfig, isLater: boolean): PullOutcome {
  if (!isLater || !(error instanceof GhostSyncFailure) || error.code !== 'interrupted') throw error
  return { site: name, url, results: [], files: 0, failure: { code: error.code, message: 'stopped before its turn' } }
}

const CODES: Readonly<Record<PullResult['kind'], ExitCode>> = {
  created: EXIT_CODE.ok,
  updated: EXIT_CODE.ok,
  unchanged: EXIT_CODE.ok,
  conflict: EXIT_CODE.conflicts,
  differs: EXIT_CODE.conflicts,
  refused: EXIT_CODE.refused,
  failed: EXIT_CODE.failed,
  skipped: EXIT_CODE.interrupted,
}

function chooseExitCode(outcomes: readonly PullOutcome[]): ExitCode {
  const codes = outcomes.flatMap(({ results, failure }) => [
    ...results.map(({ kind }) => CODES[kind]),
    ...(failure === undefined ? [] : [EXIT_CODE.failed]),
  ])
  return EXIT_CODE_PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT_CODE.ok
}
