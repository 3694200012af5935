import picocolors from 'picocolors'
import type { ContentCheck } from './content-check.ts'
import { countNoun } from './count-noun.ts'
import { makePrintable } from './make-printable.ts'
import { renderProblems } from './render-problems.ts'
import type { ReportOptions } from './report-options.ts'

/** All problems as `plan` prints them, then one line that says what was looked at. Ends with a newline. */
export function renderCheck(check: ContentCheck, { colour }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const problems = renderProblems(check.problems, { colour })
  const verdict = problems === '' ? `, ${paint.green('no problems')}` : ''
  const sites = check.sites.map(makePrintable).join(', ')
  const looked = `Checked ${countNoun(check.files, 'file')} for ${sites} in ${Math.round(check.milliseconds)} ms`
  return `${problems}${looked}${verdict}.\n`
}
