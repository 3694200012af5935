import stringWidth from 'string-width'

/** Characters that are measured at once. */
const PIECE = 500

/**
 * Columns that a printable text takes on a terminal. A long one is measured in pieces: `Intl.Segmenter`, which parts a text into what counts as one
 * character, copies all of the text for each of them (Node 20 to 24), so that 200 KB would take a minute and gigabytes.
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

/** Before a character that cannot belong to the plain one before it; where there is no such place, at `end`. */
function findCut(text: string, start: number, end: number): number {
  for (let at = end; at > start + 1; at--) {
    const before = text.charCodeAt(at - 1)
    if (before >= 0x20 && before < 0x7f && BASE.test(text.slice(at, at + 2))) return at
  }
  return end
}

/** No accent, joiner or other sign that changes what stands before it. */
const BASE = /^[\p{Lu}\p{Ll}\p{Lo}\p{N}\p{P}\p{Zs}\p{So}]/u
