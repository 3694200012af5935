import type { Token } from 'marked'
import { flattenInline } from './flatten-inline.ts'
import type { InlinePiece } from './inline-piece.ts'
import { partFormats } from './part-formats.ts'
import { predictFormats } from './predict-formats.ts'
import { tidyInline } from './tidy-inline.ts'

/**
 * Inline tokens as the pieces of native nodes. Undefined when native nodes would not show them right, and the block has to become an
 * html card. Images are pieces too: what to do with them is the block's business.
 */
export function readNativeInline(tokens: readonly Token[]): InlinePiece[] | undefined {
  const flat = flattenInline(tokens, 0)
  if (flat === undefined) return undefined
  const pieces = tidyInline(flat)
  return [pieces, partFormats(pieces)].find(showsFormats)
}

function showsFormats(pieces: readonly InlinePiece[]): boolean {
  const shown = predictFormats(pieces)
  return pieces.every((piece, index) => {
    if (piece.kind === 'link') return showsFormats(piece.pieces)
    return piece.kind !== 'text' || piece.format === shown[index]
  })
}
