import type { Edit } from './edit.ts'

/** A text with the edits made; every other character, line end and byte order mark stays as it is. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : ''
  // Odd pieces are the line ends.
  const pieces = text.slice(mark.length).split(/(\r\n|\r|\n)/)
  for (const { line, column, from, to } of [...edits].sort((one, other) => other.column - one.column)) {
    const at = (line - 1) * 2
    const piece = pieces[at] ?? ''
    if (!piece.startsWith(from, column)) throw new Error(`Line ${line} has no ${JSON.stringify(from)} at ${column}.`)
    pieces[at] = piece.slice(0, column) + to + piece.slice(column + from.length)
  }
  return mark + pieces.join('')
}
