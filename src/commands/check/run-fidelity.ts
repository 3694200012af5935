import { NO_FLAGS } from '../../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import { renderFidelity, renderFidelityJson } from '../../report/problems/render-fidelity.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { checkFidelity, type FidelityCheck } from '../../sync/check-fidelity.ts'
import { decideFidelityExitCode } from '../../sync/exit-code.ts'
import { loadProject } from '../../sync/load-project.ts'
import { preparePlan } from '../../sync/plan.ts'
import type { CommandIo } from '../output/command-io.ts'
import { hostProject } from '../output/host-project.ts'
import { reportWork, showProgress } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'
import type { CheckOptions } from './check-options.ts'

/** Runs `check --fidelity`: fetches the HTML that the sites show and compares it with the files. */
export async function runFidelity(io: CommandIo, paths: readonly string[], options: CheckOptions): Promise<void> {
  if (options.fix === true || options.strict === true || options.report !== undefined) {
    throw new GhostSyncFailure(
      'usage/fidelity-alone',
      '--fidelity looks at what Ghost shows, and goes with none of --fix, --strict and --report',
      EXIT_CODE.usage,
      { hint: 'Run `check` once with and once without it.' },
    )
  }
  const start = performance.now()
  const opened = await loadProject(hostProject(io, options), options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const prepared = await preparePlan(opened.project, { ...io, ...reportWork(io) }, { paths, options, flags: NO_FLAGS })
  if (prepared.warnings.length > 0) io.stderr(renderProblems(prepared.warnings, io))

  const progress = await showProgress(io)
  const tell = (site: string, done: number, total: number): void =>
    progress.tell(site, { kind: 'post', done, total, path: '', outcome: '' })
  const { sites, failures } = await checkFidelity(prepared, tell).finally(progress.stop)

  const check: FidelityCheck = { sites, milliseconds: performance.now() - start }
  if (options.json === true) io.data(renderFidelityJson(check))
  else io.stdout(renderFidelity(check, { colour: io.colour }))
  for (const failure of failures)
    io.stderr(renderFailure(failure, { colour: io.colour, verbose: options.verbose === true }))
  io.exit(decideFidelityExitCode(sites, failures.length))
}
