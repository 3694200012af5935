import { makePrintable } from '../../model/text.ts'
import { type CiFinding, type CiReport, countReport, isChange, isError } from './ci-report.ts'

/**
 * Findings as workflow commands, which GitHub shows beside the lines of a pull request: `::error file=a.md,line=3,title=code::text`. It shows ten
 * errors and ten warnings of a step; the log has all of them. Nothing in a title or a path can end its command or begin another.
 */
export function renderGithubCommands({ findings }: Pick<CiReport, 'findings'>): string {
  return findings.map((finding) => `${renderCommand(finding)}\n`).join('')
}

function renderCommand(finding: CiFinding): string {
  const { file, line, code, message, hint, sites } = finding
  const properties = [
    ...(file === undefined ? [] : [`file=${escapeProperty(file)}`]),
    ...(line === undefined ? [] : [`line=${line}`]),
    `title=${escapeProperty(`ghost-sync ${code}`)}`,
  ]
  const about = sites.length === 0 ? '' : ` [${sites.join(', ')}]`
  const text = [`${message}${about}`, ...(hint === '' ? [] : [hint])].map(makePrintable).join('\n')
  return `::${isError(finding) ? 'error' : 'warning'} ${properties.join(',')}::${escapeData(text)}`
}

/** Escapes a message as GitHub's own toolkit does. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(makePrintable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C')
}

/**
 * Renders the outputs of a step, for the file that GITHUB_OUTPUT names: `errors`, `warnings`, `changes`, `unchanged`, `conflicts`, `failed`,
 * `exit-code`, and `urls`, one address per line, of the posts that were or would be written (of a preview, all its links).
 *
 * @param delimiter Ends every value; nobody must be able to guess it, or a value could end early and set an output of its own.
 */
export function renderGithubOutputs(report: CiReport, delimiter: string): string {
  const urls = report.sites.flatMap(({ posts }) =>
    posts.flatMap(({ kind, url }) =>
      url === undefined || !(isChange(kind) || (kind === 'unchanged' && report.preview !== undefined))
        ? []
        : [makePrintable(url)],
    ),
  )
  const outputs = { ...countReport(report), 'exit-code': report.exitCode, urls: urls.join('\n') }
  return Object.entries(outputs)
    .map(([name, value]) => `${name}<<${delimiter}\n${value}\n${delimiter}\n`)
    .join('')
}
