import { createHash } from 'node:crypto'
import { makePrintable } from '../../model/text.ts'
import { renderJson } from '../text/json.ts'
import { type CiFinding, type CiReport, isError } from './ci-report.ts'

/**
 * Renders findings as GitLab's Code Quality report (`artifacts: reports: codequality`), which merge requests show beside the lines. GitLab takes a
 * list of `description`, `check_name`, `fingerprint`, `severity` and `location`; a finding without a file stands at the repository's root.
 */
export function renderCodeQuality({ findings }: Pick<CiReport, 'findings'>): string {
  const seen = new Map<string, number>()
  const issues = findings.map((finding) => {
    const { file = '.', line = 1, code, message, hint, sites } = finding
    const about = sites.length === 0 ? '' : ` [${sites.join(', ')}]`
    return {
      description: `${makePrintable(message)}${makePrintable(about)}${hint === '' ? '' : ` ${makePrintable(hint)}`}`,
      check_name: code,
      fingerprint: fingerprint(finding, seen),
      severity: isError(finding) ? 'major' : 'minor',
      location: { path: file, lines: { begin: line } },
    }
  })
  return renderJson(issues)
}

/** Leaves the line out: a problem that moved down is the same problem. GitLab drops the second of two equal fingerprints. */
function fingerprint({ file, code, message, sites }: CiFinding, seen: Map<string, number>): string {
  const key = JSON.stringify([file, code, message, sites])
  const nth = seen.get(key) ?? 0
  seen.set(key, nth + 1)
  return createHash('sha256').update(`${key}${nth}`).digest('hex').slice(0, 32)
}
