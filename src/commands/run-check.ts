import { EXIT_CODE } from '../failure.ts'
import { renderCheck } from '../report/render-check.ts'
import { renderCheckJson } from '../report/render-check-json.ts'
import { renderFixes } from '../report/render-fixes.ts'
import type { ProjectOptions } from './add-project-options.ts'
import { checkContent } from './check-content.ts'
import type { CommandIo } from './command-io.ts'
import { fixContent } from './fix-content.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { showStatus } from './show-status.ts'
import { openOffline } from './wiring.ts'

export interface CheckOptions extends ProjectOptions {
  readonly strict?: boolean
  readonly fidelity?: boolean
  readonly fix?: boolean
  readonly dryRun?: boolean
  readonly force?: boolean
  readonly json?: boolean
}

export async function runCheck(io: CommandIo, paths: readonly string[], options: CheckOptions): Promise<void> {
  if (options.fidelity === true) return (await import('./run-fidelity.ts')).runFidelity(io, paths, options)
  const strict = options.strict === true
  const checkNow = async () => {
    // Opened anew for every look: a reader remembers what it has seen of the disk.
    const opened = await openOffline(io, options)
    if (opened.kind === 'invalid') return opened
    const { project } = opened
    const check = await showStatus(io, 'Checking the files', checkContent(project, io, { paths, strict }))
    return { kind: 'checked' as const, project, check }
  }
  const first = await checkNow()
  if (first.kind === 'invalid') return reportInvalidConfig(io, first.problems)
  const { dryRun = false, force = false } = options
  const { all: files, chosen } = first.check
  const request = { files, chosen, dryRun, force, env: io.env }
  const fixes = options.fix === true ? await fixContent(first.project, request) : undefined
  const isChanged = fixes?.isWritten === true && fixes.fixes.length > 0
  const last = isChanged ? await checkNow() : first
  if (last.kind === 'invalid') return reportInvalidConfig(io, last.problems)

  const { check } = last
  if (options.json === true) io.data(renderCheckJson(check, fixes))
  else {
    if (fixes !== undefined) io.stdout(renderFixes(fixes, { colour: io.colour }))
    io.stdout(renderCheck(check, { colour: io.colour }))
  }
  const fails = check.problems.some(({ severity }) => strict || severity === 'error')
  io.exit(fails ? EXIT_CODE.problems : EXIT_CODE.ok)
}
