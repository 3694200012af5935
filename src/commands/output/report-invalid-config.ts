import { EXIT_CODE } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import type { CiReport } from '../../report/ci/ci-report.ts'
import { describeCheck } from '../../report/ci/describe-check.ts'
import { renderCheckJson } from '../../report/problems/render-check.ts'
import { renderProblems } from '../../report/problems/render-problems.ts'
import type { ProjectOptions } from '../options/project-options.ts'
import type { ReportFlags } from '../options/report-options.ts'
import type { CommandIo } from './command-io.ts'
import { locateConfigPlace, writeReport } from './write-report.ts'

/** Shows every mistake of the config at once; nothing was done. */
export function reportInvalidConfig(io: CommandIo, problems: readonly Problem[]): void {
  io.stderr(renderProblems(problems, { colour: io.colour, verbose: true }))
  io.exit(EXIT_CODE.usage)
}

/** Does the same for a command that was asked for a report: a workflow must not end without a report that names the place. */
export async function reportInvalidRun(
  io: CommandIo,
  command: CiReport['command'],
  problems: readonly Problem[],
  options: ProjectOptions & ReportFlags,
): Promise<void> {
  reportInvalidConfig(io, problems)
  const found = { files: 0, sites: [], problems, milliseconds: 0 }
  const report = { ...describeCheck(found, locateConfigPlace(io, options), EXIT_CODE.usage), command }
  await writeReport(io, options, report, renderCheckJson(found, undefined))
}
