import picocolors from 'picocolors'
import type { BodyDiff, BodyLine } from './diff-body.ts'
import { highlightWords } from './highlight-words.ts'
import { makePrintable } from './make-printable.ts'

/**
 * A body diff as text, a line per entry: `+` is green, `-` red, and in a line that was replaced by another one the changed words stand out,
 * because a paragraph is one long line.
 */
export function renderBodyDiff(diff: BodyDiff, { colour }: { readonly colour: boolean }): string[] {
  const paint = picocolors.createColors(colour)
  if (diff.hunks.length === 0 && diff.added + diff.removed > 0) {
    return [paint.dim(`(too different for a diff: ${diff.removed} lines replaced by ${diff.added})`)]
  }
  return diff.hunks.flatMap(({ header, lines }) => [paint.cyan(header), ...renderLines(lines, colour)])
}

function renderLines(lines: readonly BodyLine[], colour: boolean): string[] {
  const paint = picocolors.createColors(colour)
  const shown: string[] = []
  for (let index = 0; index < lines.length; ) {
    const removed = takeRun(lines, index, '-')
    const added = takeRun(lines, index + removed.length, '+')
    if (removed.length + added.length === 0) {
      shown.push(`  ${makePrintable(lines[index]?.text ?? '')}`.trimEnd())
      index += 1
      continue
    }
    const pairs = removed.map((text, nth) => highlightWords(text, added[nth], { colour }))
    shown.push(...removed.map((text, nth) => paint.red(`- ${pairs[nth]?.older ?? makePrintable(text)}`.trimEnd())))
    shown.push(...added.map((text, nth) => paint.green(`+ ${pairs[nth]?.newer ?? makePrintable(text)}`.trimEnd())))
    index += removed.length + added.length
  }
  return shown
}

function takeRun(lines: readonly BodyLine[], start: number, sign: '+' | '-'): string[] {
  let end = start
  while (lines[end]?.sign === sign) end += 1
  return lines.slice(start, end).map(({ text }) => text)
}
