import type { TextRange } from '../document/text-range.ts'
import type { Edit } from './dialect-text.ts'

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
