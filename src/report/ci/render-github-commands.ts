import { makePrintable } from '../make-printable.ts'
import type { CiFinding, CiReport } from './ci-report.ts'
import { isError } from './locate-problems.ts'

/**
 * Findings as workflow commands, which GitHub shows beside the lines of a pull request: `::error file=a.md,line=3,title=code::text`. It shows ten
 * errors and ten warnings of a step; the log has all of them. Nothing in a title or a path can end its command or begin another.
 */
export function renderGithubCommands({ findings }: Pick<CiReport, 'findings'>): string {
  return findings.map((finding) => `${renderCommand(finding)}\n`).join('')
}

function renderCommand(finding: CiFinding): string {
  const { file, line, code, message, cure, sites } = finding
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${escapeProperty(`ghost-sync ${code}`)}`,
  ]
  const about = sites.length === 0 ? '' : ` [${sites.join(', ')}]`
  const text = [`${message}${about}`, ...(cure === '' ? [] : [cure])].map(makePrintable).join('\n')
  return `::${isError(finding) ? 'error' : 'warning'} ${properties.join(',')}::${escapeData(text)}`
}

/** As GitHub's own toolkit writes them. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(makePrintable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
