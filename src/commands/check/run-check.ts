import { runUnguarded } from '../../model/stop-on-interrupt.ts'
import { describeCheck } from '../../report/ci/describe-check.ts'
import { renderCheck, renderCheckJson, renderFixes } from '../../report/problems/render-check.ts'
import { checkContent } from '../../sync/check.ts'
import { decideCheckExitCode } from '../../sync/exit-code.ts'
import { fixContent } from '../../sync/fix.ts'
import { loadOffline } from '../../sync/load-project.ts'
import type { CommandIo } from '../output/command-io.ts'
import { reportWork, showStatus } from '../output/progress.ts'
import { reportInvalidRun } from '../output/report-invalid-config.ts'
import { locatePlace, reportReplacesText, writeReport } from '../output/write-report.ts'
import type { CheckOptions } from './check-options.ts'

export async function runCheck(io: CommandIo, paths: readonly string[], options: CheckOptions): Promise<void> {
  if (options.fidelity === true) return (await import('./run-fidelity.ts')).runFidelity(io, paths, options)
  const strict = options.strict === true
  const isReport = await reportReplacesText(io, options)
  const checkNow = async () => {
    // Opened anew for every look: a reader remembers what it has seen of the disk.
    const opened = await loadOffline(io, options)
    if (opened.kind === 'invalid') return opened
    const { project } = opened
    const check = await showStatus(
      io,
      'Checking the files',
      runUnguarded(io, () => checkContent(project, { ...io, ...reportWork(io) }, { paths, strict, options })),
    )
    return { kind: 'checked' as const, project, check }
  }
  const first = await checkNow()
  if (first.kind === 'invalid') return reportInvalidRun(io, 'check', first.problems, options)
  const { dryRun = false, force = false } = options
  const { all: files, chosen } = first.check
  const unguarded = io.unguarded === undefined ? {} : { unguarded: io.unguarded }
  const request = { files, chosen, dryRun, force, env: io.env, ...unguarded }
  const fixes = options.fix === true ? await fixContent(first.project, request) : undefined
  const isChanged = fixes?.isWritten === true && fixes.fixes.length > 0
  const last = isChanged ? await checkNow() : first
  if (last.kind === 'invalid') return reportInvalidRun(io, 'check', last.problems, options)

  const { check, project } = last
  const json = renderCheckJson(check, fixes)
  if (options.json === true) io.data(json)
  else if (!isReport) {
    if (fixes !== undefined) io.stdout(renderFixes(fixes, { colour: io.colour }))
    io.stdout(renderCheck(check, { colour: io.colour }))
  }
  const exitCode = decideCheckExitCode(check.problems, strict)
  await writeReport(io, options, describeCheck(check, locatePlace(io, project.config), exitCode), json)
  io.exit(exitCode)
}
