import { diffWordsWithSpace } from 'diff'
import picocolors from 'picocolors'
import { makePrintable } from './make-printable.ts'

/** A replaced line and the one in its place, printable, with what differs in them set off. */
export interface HighlightedPair {
  readonly older: string
  readonly newer: string
}

/** More than this and the two lines have little to do with each other: one block of emphasis helps nobody. */
const MAX_EDITS = 60

/** Sets off, by inverse colours, the words in which two lines differ; undefined without colours, or when they have little in common. */
export function highlightWords(
  older: string,
  newer: string | undefined,
  { colour }: { readonly colour: boolean },
): HighlightedPair | undefined {
  if (!colour || newer === undefined) return undefined
  // Cleaned first and whole: a key or an escape sequence must not slip through in pieces.
  const parts = diffWordsWithSpace(makePrintable(older), makePrintable(newer), { maxEditLength: MAX_EDITS })
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
