import picocolors from 'picocolors'
import type { ContentFixes } from './content-fix.ts'
import { countNoun } from './count-noun.ts'
import { makePrintable } from './make-printable.ts'
import type { ReportOptions } from './report-options.ts'

/** Every mended line before and after, the files that were left alone, and a count. Ends with a blank line. */
export function renderFixes({ fixes, left, isWritten }: ContentFixes, { colour }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const label = isWritten ? paint.green('fixed') : paint.cyan('would fix')
  const lines = fixes.flatMap(({ file, line, before, after, codes }) => [
    `${paint.bold(`${makePrintable(file)}:${line}`)}  ${label}  ${paint.dim(`(${codes.join(', ')})`)}`,
    paint.red(`    - ${makePrintable(before.trim())}`),
    paint.green(`    + ${makePrintable(after.trim())}`),
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
