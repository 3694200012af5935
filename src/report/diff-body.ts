import { structuredPatch } from 'diff'

/** How two bodies differ, line by line, from the older side to the newer one. */
export interface BodyDiff {
  readonly added: number
  readonly removed: number
  /** With two lines of context; empty when the texts are equal, or so different that a diff would show both in full. */
  readonly hunks: readonly BodyHunk[]
}

export interface BodyHunk {
  /** `@@ -3,4 +3,6 @@`, line numbers of the readable text, not of the Markdown file. */
  readonly header: string
  readonly lines: readonly BodyLine[]
}

export interface BodyLine {
  readonly sign: ' ' | '+' | '-'
  /** As it stands in the text, not yet printable. */
  readonly text: string
}

/**
 * Edits after which the search is given up. Its cost grows with the square: two unrelated novels would keep a plan busy for minutes, to
 * show a diff that nobody can read.
 */
const MAX_EDITS = 2000

/** Compares two bodies as text. */
export function diffBody(older: string, newer: string): BodyDiff {
  const [before, after] = [endLine(older), endLine(newer)]
  const patch = structuredPatch('', '', before, after, undefined, undefined, { context: 2, maxEditLength: MAX_EDITS })
  if (patch === undefined) return { added: countLines(after), removed: countLines(before), hunks: [] }
  const hunks = patch.hunks.map((hunk) => ({
    header: `@@ -${hunk.oldStart},${hunk.oldLines} +${hunk.newStart},${hunk.newLines} @@`,
    lines: hunk.lines.flatMap(readLine),
  }))
  const count = (sign: BodyLine['sign']) =>
    hunks.flatMap(({ lines }) => lines).filter((line) => line.sign === sign).length
  return { added: count('+'), removed: count('-'), hunks }
}

/** Whether a text ends in a line end says nothing about a post, and must not show up as a changed last line. */
function endLine(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function countLines(text: string): number {
  return text.split('\n').length - 1
}

function readLine(line: string): BodyLine[] {
  const sign = line[0]
  return sign === ' ' || sign === '+' || sign === '-' ? [{ sign, text: line.slice(1) }] : []
}
