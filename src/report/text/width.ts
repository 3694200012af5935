import stringWidth from 'string-width'

/** Text is measured in pieces of this many characters. */
const PIECE = 500

/**
 * Measures the columns that a printable text takes on a terminal. A long text is measured in pieces: `Intl.Segmenter`, which finds the graphemes,
 * copies the whole text for each of them (Node 20 to 24), so that 200 KB would take a minute and gigabytes.
 */
export function measureWidth(text: string): number {
  let columns = 0
  for (let at = 0; at < text.length; ) {
    const end = at + PIECE >= text.length ? text.length : findCut(text, at, at + PIECE)
    columns += stringWidth(text.slice(at, end))
    at = end
  }
  return columns
}

/** Finds a cut before a character that cannot belong to the plain one before it; returns `end` where there is no such place. */
function findCut(text: string, start: number, end: number): number {
  for (let at = end; at > start + 1; at--) {
    const before = text.charCodeAt(at - 1)
    if (before >= 0x20 && before < 0x7f && BASE.test(text.slice(at, at + 2))) return at
  }
  return end
}

/** A character that is no accent, joiner or other sign that changes the one before it. */
const BASE = /^[\p{Lu}\p{Ll}\p{Lo}\p{N}\p{P}\p{Zs}\p{So}]/u

/** The longest grapheme that is expected, in UTF-16 units; an emoji of a family of four has 11. */
const LONGEST_CHARACTER = 30

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Cuts printable text to `width` terminal columns, with `…` in place of the rest. Counts columns, not characters: a Chinese title is twice
 * as wide as it is long, and an emoji made of five code points must not be cut in two.
 */
export function shortenText(text: string, width: number): string {
  let columns = 0
  let kept = ''
  // The segmenter copies its whole input for each grapheme that it finds.
  const near = text.slice(0, LONGEST_CHARACTER * (width + 1))
  for (const { segment } of GRAPHEMES.segment(near)) {
    const size = stringWidth(segment)
    if (columns + size > width) return `${cutTo(kept, Math.max(0, width - 1))}…`
    columns += size
    kept += segment
  }
  return near.length < text.length ? `${cutTo(kept, Math.max(0, width - 1))}…` : kept
}

/** Cuts graphemes off the end of `text` until it fits `width` columns. */
function cutTo(text: string, width: number): string {
  const parts = [...GRAPHEMES.segment(text)].map(({ segment }) => segment)
  while (parts.length > 0 && stringWidth(parts.join('')) > width) parts.pop()
  return parts.join('').trimEnd()
}

/** Two values, shortened so that both fit beside each other and still look different. */
export interface ShortPair {
  readonly first: string
  readonly second: string
}

/**
 * Shortens two different printable values to `width` columns together. The room that one does not need goes to the other. If they begin alike for
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

/** Counts the UTF-16 units of the common beginning to leave out, so that the first difference shows within `width` columns. */
function countHidden(first: string, second: string, width: number): number {
  const common = commonStart(first, second)
  const columns = measureWidth(first.slice(0, common))
  if (columns <= (width * 2) / 3) return 0
  const rest = Math.max(measureWidth(first.slice(common)), measureWidth(second.slice(common)))
  const context = Math.max(Math.floor(width / 3), width - 1 - rest)
  return wholeUnits(first, common - Math.floor((context * common) / columns))
}

/** Counts the UTF-16 units that both begin with, without ending inside a surrogate pair. */
function commonStart(first: string, second: string): number {
  let length = 0
  while (length < Math.min(first.length, second.length) && first[length] === second[length]) length += 1
  return wholeUnits(first, length)
}

/** Returns `length`, or one less where it would end inside a surrogate pair. */
function wholeUnits(text: string, length: number): number {
  const last = text.charCodeAt(length - 1)
  return last >= 0xd800 && last <= 0xdbff ? length - 1 : length
}
