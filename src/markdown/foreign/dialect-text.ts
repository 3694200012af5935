import type { TextRange } from '../document/text-range.ts'

/** A Markdown text on its way through the passes of the dialects. Every line knows the line of the file that it comes from. */
export interface DialectText {
  readonly text: string
  /** For each line of `text`, the 0-based line of the body in the file. Never decreases. */
  readonly lines: readonly number[]
}

/** Replaces a part of a text. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

export function openSource(text: string): DialectText {
  return { text, lines: Array.from({ length: countBreaks(text) + 1 }, (_, index) => index) }
}

/**
 * Applies edits that do not overlap; of two that do, the first one counts. A line that an edit adds comes from the line of the file at which the
 * edit begins, so that every later message has a line that its author knows.
 */
export function rewriteRanges(source: DialectText, edits: readonly Edit[]): DialectText {
  if (edits.length === 0) return source
  const ordered = [...edits].sort((one, other) => one.start - other.start || one.end - other.end)
  const pieces: string[] = []
  const lines: number[] = [source.lines[0] ?? 0]
  let at = 0
  let line = 0
  const copy = (end: number): void => {
    const piece = source.text.slice(at, end)
    pieces.push(piece)
    for (let count = countBreaks(piece); count > 0; count--) lines.push(source.lines[++line] ?? 0)
    at = end
  }
  for (const edit of ordered) {
    if (edit.start < at) continue
    copy(edit.start)
    const replaced = countBreaks(source.text.slice(edit.start, edit.end))
    pieces.push(edit.text)
    for (let count = 1, added = countBreaks(edit.text); count <= added; count++)
      lines.push(source.lines[line + Math.min(count, replaced)] ?? 0)
    line += replaced
    at = edit.end
  }
  copy(source.text.length)
  return { text: pieces.join(''), lines }
}

/** Finds the 0-based line of the file for offsets. The offsets have to be asked for in order. */
export function createLineTracker({ text, lines }: DialectText): (offset: number) => number {
  let line = 0
  let end = text.indexOf('\n')
  return (offset) => {
    for (; end >= 0 && end < offset; end = text.indexOf('\n', end + 1)) line++
    return lines[line] ?? 0
  }
}

function countBreaks(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

/**
 * Puts a block in the place of a range: with the indentation of its line, and blank lines where its neighbours are none. In the middle of a line
 * there is no place for a block; there `inline` is put, as it is.
 *
 * @param sides where blank lines are added: an opening line has its text right below it
 */
export function placeBlock(
  text: string,
  { start, end }: TextRange,
  block: string,
  { inline = block, sides = 'both' }: { readonly inline?: string; readonly sides?: 'both' | 'above' | 'below' } = {},
): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const lead = text.slice(lineStart, start)
  const next = text.indexOf('\n', end)
  const lineEnd = next < 0 ? text.length : next
  if (lead.trim() !== '' || text.slice(end, lineEnd).trim() !== '') return { start, end, text: inline }
  const indented = block.replaceAll('\n', `\n${lead}`)
  const above = lineStart === 0 ? '' : text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart - 1)
  const below = next < 0 ? '' : text.slice(next + 1, findLineEnd(text, next + 1))
  const before = sides === 'below' || above.trim() === '' ? '' : `\n${lead}`
  const after = sides === 'above' || below.trim() === '' ? '' : '\n'
  return { start, end, text: `${before}${indented}${after}` }
}

function findLineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
