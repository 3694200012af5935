import type { Problem } from '../problem.ts'
import type { Finding } from './finding.ts'

/** Makes a finding a problem: says in which file it is and, when it holds there only, on which site. */
export function locateFinding(finding: Finding, file: string, site: string): Problem {
  return {
    severity: finding.severity,
    code: finding.code,
    file,
    ...(finding.line === undefined ? {} : { line: finding.line }),
    message: finding.message,
    cure: finding.cure,
    ...(finding.ofSite === true ? { site } : {}),
  }
}
