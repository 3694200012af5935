import type { ExitCode } from '../../model/failure.ts'
import type { ContentCheck } from '../../sync/check.ts'
import type { ShownFailure } from '../problems/render-failure.ts'
import { type CiFinding, type CiPlace, type CiReport, locateProblems, orderFindings } from './ci-report.ts'

/** Describes the result of `check` for a CI system. */
export function describeCheck(
  { files, problems }: Pick<ContentCheck, 'files' | 'problems'>,
  { project }: CiPlace,
  exitCode: ExitCode,
): CiReport {
  const findings = orderFindings(locateProblems(problems, project))
  return { command: 'check', exitCode, files, findings, sites: [] }
}

/** Turns a site that could not be asked, or a run that could not begin, into a finding. */
export function describeFailure({ code, message, hint }: ShownFailure, sites: readonly string[]): CiFinding {
  return { severity: 'error', code, message, hint: hint ?? '', sites }
}
