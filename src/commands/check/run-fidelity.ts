import { NO_FLAGS } from '../../diff/plan.ts'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE, GhostSyncFailure } from '../../model/failure.ts'
import { renderFailure } from '../../report/problems/render-failure.ts'
import { renderFidelity, renderFidelityJson } from '../../report/problems/render-fidelity.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import { checkSiteFidelity, type FidelityCheck, type SiteFidelity } from '../../sync/check-fidelity.ts'
import { openProject } from '../../sync/open-project.ts'
import { preparePlan } from '../../sync/plan.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportWork, showProgress } from '../output/progress.ts'
import { reportInvalidConfig } from '../output/report-invalid-config.ts'
import type { CheckOptions } from './check-options.ts'

/** `check --fidelity`: asks the sites what they show, and holds it against the files. */
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
  const opened = await openProject(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const {
    plan,
    sessions,
    failures: unplanned,
    warnings,
  } = await preparePlan(opened.project, { ...io, ...reportWork(io) }, { paths, options, flags: NO_FLAGS })
  if (warnings.length > 0) io.stderr(renderProblems(warnings, io))

  const failures = unplanned.map(({ failure }) => failure)
  const progress = await showProgress(io)
  const checked = await Promise.all(
    plan.sites.map(async (site): Promise<SiteFidelity | undefined> => {
      const session = sessions.get(site.site)
      if (session === undefined) return undefined
      const tell = (done: number, total: number): void =>
        progress.tell(site.site, { kind: 'post', done, total, path: '', outcome: '' })
      try {
        return await checkSiteFidelity(site, session, tell)
      } catch (error) {
        if (!(error instanceof GhostSyncFailure)) throw error
        failures.push(error)
        return undefined
      }
    }),
  ).finally(progress.stop)

  const sites = checked.filter((site) => site !== undefined)
  const check: FidelityCheck = { sites, milliseconds: performance.now() - start }
  if (options.json === true) io.data(renderFidelityJson(check))
  else io.stdout(renderFidelity(check, { colour: io.colour }))
  for (const failure of failures)
    io.stderr(renderFailure(failure, { colour: io.colour, verbose: options.verbose === true }))
  const codes = [
    failures.length > 0 ? EXIT_CODE.failed : EXIT_CODE.ok,
    sites.some(({ differences }) => differences.length > 0) ? EXIT_CODE.problems : EXIT_CODE.ok,
  ]
  io.exit(EXIT_CODE_PRECEDENCE.find((code) => codes.some((one) => one === code)) ?? EXIT_CODE.ok)
}
