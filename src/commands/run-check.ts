import { EXIT_CODE } from '../failure.ts'
import { renderCheck } from '../report/render-check.ts'
import { renderCheckJson } from '../report/render-check-json.ts'
import type { ProjectOptions } from './add-project-options.ts'
import { checkContent } from './check-content.ts'
import type { CommandIo } from './command-io.ts'
import { reportInvalidConfig } from './report-invalid-config.ts'
import { showStatus } from './show-status.ts'
import { openOffline } from './wiring.ts'

export interface CheckOptions extends ProjectOptions {
  readonly strict?: boolean
  readonly json?: boolean
}

export async function runCheck(io: CommandIo, paths: readonly string[], options: CheckOptions): Promise<void> {
  const opened = await openOffline(io, options)
  if (opened.kind === 'invalid') return reportInvalidConfig(io, opened.problems)
  const strict = options.strict === true
  const check = await showStatus(io, 'Checking the files', checkContent(opened.project, io, { paths, strict }))
  if (options.json === true) io.data(renderCheckJson(check))
  else io.stdout(renderCheck(check, { colour: io.colour }))
  const fails = check.problems.some(({ severity }) => strict || severity === 'error')
  io.exit(fails ? EXIT_CODE.problems : EXIT_CODE.ok)
}
