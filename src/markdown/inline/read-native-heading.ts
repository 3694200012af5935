import type { Tokens } from 'marked'
import type { InlinePiece } from './inline-piece.ts'
import { readNativeInline } from './read-native-inline.ts'

/** A heading's pieces when it can be a native node, else undefined. */
export function readNativeHeading(heading: Tokens.Heading): InlinePiece[] | undefined {
  const pieces = readNativeInline(heading.tokens)
  return pieces?.some((piece) => piece.kind === 'image') ? undefined : pieces
}
