import { measureWidth } from './measure-width.ts'
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
  const widths = [measureWidth(first), measureWidth(second)] as const
  if (widths[0] + widths[1] <= width) return { first, second }
  const half = Math.max(8, Math.floor(width / 2))
  const room = [
    Math.max(half, width - Math.min(widths[1], half)),
    Math.max(half, width - Math.min(widths[0], half)),
  ] as const
  const lead = countHidden(first, second, half)
  const cut = (text: string, columns: number) =>
    lead === 0 ? shortenText(text, columns) : `…${shortenText(text.slice(lead), columns - 1)}`
  return { first: cut(first, room[0]), second: cut(second, room[1]) }
}

/** How many UTF-16 units of the common beginning to leave out, so that the first difference shows within `width` columns. */
function countHidden(first: string, second: string, width: number): number {
  const common = commonStart(first, second)
  const columns = measureWidth(first.slice(0, common))
  if (columns <= (width * 2) / 3) return 0
  const rest = Math.max(measureWidth(first.slice(common)), measureWidth(second.slice(common)))
  const context = Math.max(Math.floor(width / 3), width - 1 - rest)
  return wholeUnits(first, common - Math.floor((context * common) / columns))
}

/** How many UTF-16 units both begin with, without ending inside a surrogate pair. */
function commonStart(first: string, second: string): number {
  let length = 0
  while (length < Math.min(first.length, second.length) && first[length] === second[length]) length += 1
  return wholeUnits(first, length)
}

/** `length`, or one less where it would end inside a surrogate pair. */
function wholeUnits(text: string, length: number): number {
  const last = text.charCodeAt(length - 1)
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}
