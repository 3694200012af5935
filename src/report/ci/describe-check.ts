import type { ExitCode } from '../../failure.ts'
import type { ContentCheck } from '../content-check.ts'
import type { CiPlace, CiReport } from './ci-report.ts'
import { locateProblems, orderFindings } from './locate-problems.ts'

/** What `check` has to tell a CI system. */
export function describeCheck(
  { files, problems }: Pick<ContentCheck, 'files' | 'problems'>,
  { project }: CiPlace,
  exitCode: ExitCode,
): CiReport {
  const findings = orderFindings(locateProblems(problems, project))
  return { command: 'check', exitCode, files, findings, sites: [] }
}
