import stringWidth from 'string-width'

/** UTF-16 units of what counts as one character; a family of four has 11. */
const LONGEST_CHARACTER = 30

const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * Cuts printable text to `width` terminal columns, with `…` in place of the rest. Counts columns, not characters: a Chinese title is twice
 * as wide as it is long, and an emoji made of five code points must not be cut in two.
 */
export function shortenText(text: string, width: number): string {
  let columns = 0
  let kept = ''
  // The segmenter copies all that it is given for each character that it finds.
  const near = text.slice(0, LONGEST_CHARACTER * (width + 1))
  for (const { segment } of GRAPHEMES.segment(near)) {
    const size = stringWidth(segment)
    if (columns + size > width) return `${cutTo(kept, Math.max(0, width - 1))}…`
    columns += size
    kept += segment
  }
  return near.length < text.length ? `${cutTo(kept, Math.max(0, width - 1))}…` : kept
}

/** `text` without its last graphemes, so that it fills `width` columns at most. */
function cutTo(text: string, width: number): string {
  const parts = [...GRAPHEMES.segment(text)].map(({ segment }) => segment)
  while (parts.length > 0 && stringWidth(parts.join('')) > width) parts.pop()
  return parts.join('').trimEnd()
}
