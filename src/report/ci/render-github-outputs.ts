import { makePrintable } from '../make-printable.ts'
import type { CiReport } from './ci-report.ts'
import { countReport, isChange } from './count-report.ts'

/**
 * The outputs of a step, for the file that GITHUB_OUTPUT names: `errors`, `warnings`, `changes`, `unchanged`, `conflicts`, `failed`, `exit-code`, and
 * `urls`, one address per line, of the posts that were or would be written; of a preview, all its links.
 *
 * @param delimiter Ends every value; it has to be one that nobody can guess, or a value could end early and set an output of its own.
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
