import stringWidth from 'string-width'
import { shortenText } from './shorten-text.ts'

/** What two values are shortened to, so that both fit beside each other and still look different. */
export interface ShortPair {
  readonly first: string
  readonly second: string
}

/**
 * Shortens two printable values that differ to `width` columns together. What one does not need the other gets. Where they begin alike for
 * longer than fits, the common beginning is left out: `"Lorem ipsum…" -> "Lorem ipsum…"` would tell the reader nothing.
 */
export function shortenPair(first: string, second: string, width: number): ShortPair {
  const widths = [stringWidth(first), stringWidth(second)] as const
  if (widths[0] + widths[1] <= width) return { first, second }
  const half = Math.max(8, Math.floor(width / 2))
  const room = [
    Math.max(half, width - Math.min(widths[1], half)),
    Math.max(half, width - Math.min(widths[0], half)),
  ] as const
  const skip = Math.max(0, commonStart(first, second) - Math.floor(half / 3))
  const lead = skip > Math.floor(half / 3) ? skip : 0
  const cut = (text: string, columns: number) =>
    lead === 0 ? shortenText(text, columns) : `…${shortenText(text.slice(lead), columns - 1)}`
  return { first: cut(first, room[0]), second: cut(second, room[1]) }
}

/** How many UTF-16 units both begin with, without ending inside a surrogate pair. */
function commonStart(first: string, second: string): number {
  let length = 0
  while (length < Math.min(first.length, second.length) && first[length] === second[length]) length += 1
  const last = first.charCodeAt(length - 1)
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}
