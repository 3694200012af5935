import picocolors from 'picocolors'
import { makePrintable } from '../make-printable.ts'
import type { ReportOptions } from '../report-options.ts'
import type { BlockRow } from './explain-blocks.ts'

const HEADINGS = ['lines', 'Markdown', 'in Ghost', 'why'] as const

/** A table: which lines are what in Markdown, what they become, and why where that is an HTML card. Ends with a newline. */
export function renderExplanation(rows: readonly BlockRow[], { colour }: ReportOptions): string {
  const paint = picocolors.createColors(colour)
  const cells = rows.map(({ from, to, construct, nodes, reason }) =>
    [from === to ? String(from) : `${from}-${to}`, construct, nodes.join(', ') || '-', reason].map(makePrintable),
  )
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()
  return `${[paint.dim(line(HEADINGS)), ...cells.map(line)].join('\n')}\n`
}
