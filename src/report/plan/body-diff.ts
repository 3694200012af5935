import { diffWordsWithSpace, structuredPatch } from 'diff'
import picocolors from 'picocolors'
import { makePrintable } from '../../model/text.ts'

/** The differences between two bodies, line by line, from the older side to the newer one. */
interface BodyDiff {
  readonly added: number
  readonly removed: number
  /** With two lines of context. Empty when the texts are equal, or so different that a diff would show both in full. */
  readonly hunks: readonly BodyHunk[]
}

export interface BodyHunk {
  /** `@@ -3,4 +3,6 @@`, line numbers of the readable text, not of the Markdown file. */
  readonly header: string
  readonly lines: readonly BodyLine[]
}

interface BodyLine {
  readonly sign: ' ' | '+' | '-'
  /** The line of the text, not yet printable. */
  readonly text: string
}

/**
 * The diff gives up after this many edits. Its cost grows with their square: two unrelated novels would keep a plan busy for minutes, to show a diff
 * that nobody can read.
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

/** Adds a missing line end: it says nothing about a post, and must not show up as a changed last line. */
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

/** A replaced line and the line in its place, printable, with their differences highlighted. */
export interface HighlightedPair {
  readonly older: string
  readonly newer: string
}

/** With more edits than this the two lines have little in common, and highlighting would mark everything. */
const MAX_WORD_EDITS = 60

/**
 * Highlights with inverse colours the words in which two lines differ. Returns undefined without colours, or when the lines have little in common.
 */
export function highlightWords(
  older: string,
  newer: string | undefined,
  { colour }: { readonly colour: boolean },
): HighlightedPair | undefined {
  if (!colour || newer === undefined) return undefined
  // Both lines are made printable first, each as a whole: a key or an escape sequence must not slip through in pieces.
  const parts = diffWordsWithSpace(makePrintable(older), makePrintable(newer), { maxEditLength: MAX_WORD_EDITS })
  if (parts === undefined || !parts.some(({ added, removed, value }) => !added && !removed && value.trim() !== ''))
    return undefined
  const { inverse } = picocolors.createColors(colour)
  const side = (other: 'added' | 'removed', own: 'added' | 'removed') =>
    parts
      .filter((part) => !part[other])
      .map((part) => (part[own] ? inverse(part.value) : part.value))
      .join('')
  return { older: side('added', 'removed'), newer: side('removed', 'added') }
}

/**
 * Renders a body diff as text, a line per entry: `+` is green, `-` red. In a replaced line the changed words stand out, because a paragraph is one
 * long line.
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
    const removed = readRun(lines, index, '-')
    const added = readRun(lines, index + removed.length, '+')
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

function readRun(lines: readonly BodyLine[], start: number, sign: '+' | '-'): string[] {
  let end = start
  while (lines[end]?.sign === sign) end += 1
  return lines.slice(start, end).map(({ text }) => text)
}
