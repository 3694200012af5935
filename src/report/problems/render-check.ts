import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import type { ContentCheck } from '../../sync/check.ts'
import type { ContentFixes } from '../../sync/fix.ts'
import { renderJson } from '../text/json.ts'
import type { ReportOptions } from '../text/report-options.ts'
import { mergeProblems } from './merge-problems.ts'
import { renderProblems } from './render-problems.ts'

/** Renders all problems as `plan` prints them, then one line that counts what was checked. Ends with a newline. */
export function renderCheck(check: ContentCheck, { colour, verbose }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const problems = renderProblems(check.problems, { colour, verbose })
  const verdict = problems === '' ? `, ${paint.green('no problems')}` : ''
  const sites = check.sites.map(makePrintable).join(', ')
  const looked = `Checked ${countNoun(check.files, 'file')} for ${sites} in ${Math.round(check.milliseconds)} ms`
  return `${problems}${looked}${verdict}.\n`
}

/**
 * Renders what `check --json` prints; it has a version, as the plan has. The problems are those that are left after the fixes. Ends with a newline.
 */
export function renderCheckJson(
  { files, sites, problems, milliseconds }: ContentCheck,
  fixed: ContentFixes | undefined,
): string {
  const merged = mergeProblems(problems)
  const errors = merged.filter(({ severity }) => severity === 'error').length
  const check = {
    kind: 'ghost-sync-check',
    version: 1,
    files,
    sites,
    milliseconds: Math.round(milliseconds),
    errors,
    warnings: merged.length - errors,
    problems: merged,
    ...(fixed === undefined ? {} : { fixes: fixed.fixes, notFixed: fixed.left, written: fixed.isWritten }),
  }
  return renderJson(check)
}

/** Renders every fixed line before and after, the files that were left alone, and a count. Ends with a blank line. */
export function renderFixes({ fixes, left, isWritten }: ContentFixes, { colour }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const label = isWritten ? paint.green('fixed') : paint.cyan('would fix')
  const lines = fixes.flatMap(({ file, line, before, after, codes }) => [
    `${paint.bold(`${makePrintable(file)}:${line}`)}  ${label}  ${paint.dim(`(${codes.join(', ')})`)}`,
    paint.red(`    - ${makePrintable(before.trim())}`),
    ...after
      .trim()
      .split(/\r\n|\r|\n/)
      .map((line) => paint.green(`    + ${makePrintable(line)}`)),
  ])
  const files = new Set(fixes.map(({ file }) => file)).size
  const count = `${countNoun(fixes.length, 'line')} in ${countNoun(files, 'file')}`
  const summary = fixes.length === 0 ? 'Nothing was fixed.' : `${isWritten ? 'Fixed' : 'Would fix'} ${count}.`
  const notes = left.map(
    ({ file, reason }) =>
      `${paint.bold(makePrintable(file))}  ${paint.yellow('not fixed')}: it ${makePrintable(reason)}; --force fixes it all the same.`,
  )
  return `${[...lines, ...notes, summary].join('\n')}\n\n`
}
