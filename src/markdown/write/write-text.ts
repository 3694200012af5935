import type { LexicalNode } from '../document/lexical.ts'
import { readChildren } from '../document/node-properties.ts'
import { canonicaliseInline } from '../inline/canonicalise-inline.ts'
import { readPieces } from '../inline/inline-nodes.ts'
import type { InlinePiece } from '../inline/inline-piece.ts'
import type { WriteContext } from '../inline/write-context.ts'
import { writeInline, writePieces } from '../inline/write-inline.ts'
import type { InlineStyle, WrittenPiece } from '../inline/written-piece.ts'

/** The pieces of a block of text, as Ghost shows them. Undefined when a node in it has no Markdown. */
export function readWrittenPieces(node: LexicalNode, context: WriteContext): WrittenPiece[] | undefined {
  const pieces = readPieces(readChildren(node))
  return pieces && canonicaliseInline(pieces).flatMap((piece) => rewritePiece(piece, context))
}

/** Text of one paragraph or heading. */
export function writeText(node: LexicalNode, style: InlineStyle, context: WriteContext): string | undefined {
  const pieces = readWrittenPieces(node, context)
  return pieces && writeInline(pieces, style)
}

/** Text of a quote or list item, where an empty line stands for two line breaks. */
export function writeParagraphs(node: LexicalNode, style: InlineStyle, context: WriteContext): string | undefined {
  const pieces = readWrittenPieces(node, context)
  return pieces && writePieces(pieces, style)
}

function rewritePiece(piece: InlinePiece, context: WriteContext): WrittenPiece[] {
  if (piece.kind === 'image') return []
  if (piece.kind !== 'link') return [piece]
  return [{ ...piece, target: context.rewrite(piece.target, 'link') }]
}
