import { describeCheck } from '../../report/ci/describe-check.ts'
import { renderCheck, renderCheckJson, renderFixes } from '../../report/problems/render-check.ts'
import { checkAndFix } from '../../sync/fix.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportWork } from '../output/progress.ts'
import { reportInvalidRun } from '../output/report-invalid-config.ts'
import { locatePlace, reportReplacesText, writeReport } from '../output/write-report.ts'
import type { CheckOptions } from './check-options.ts'

export async function runCheck(io: CommandIo, paths: readonly string[], options: CheckOptions): Promise<void> {
  if (options.fidelity === true) return (await import('./run-fidelity.ts')).runFidelity(io, paths, options)
  const isReport = await reportReplacesText(io, options)
  const { strict = false, fix = false, dryRun = false, force = false } = options
  const request = { paths, options, strict, fix, dryRun, force }
  const checked = await checkAndFix({ ...io, ...reportWork(io) }, options, request)
  if (checked.kind === 'invalid') return reportInvalidRun(io, 'check', checked.problems, options)

  const { check, fixes, config, exitCode } = checked
  const json = renderCheckJson(check, fixes)
  if (options.json === true) io.data(json)
  else if (!isReport) {
    if (fixes !== undefined) io.stdout(renderFixes(fixes, { colour: io.colour }))
    io.stdout(renderCheck(check, { colour: io.colour, verbose: options.verbose === true }))
  }
  await writeReport(io, options, describeCheck(check, locatePlace(io, config), exitCode), json)
  io.exit(exitCode)
}
