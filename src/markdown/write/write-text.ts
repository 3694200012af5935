import type { LexicalNode } from '../document/lexical.ts'
import { readChildren } from '../document/node-properties.ts'
import { canonicaliseInline } from '../inline/canonicalise-inline.ts'
import { readPieces } from '../inline/inline-nodes.ts'
import type { InlinePiece } from '../inline/inline-piece.ts'
import type { Writing } from '../inline/write-context.ts'
import { writeInline } from '../inline/write-inline.ts'
import type { InlineStyle, WrittenPiece } from '../inline/written-piece.ts'

/** The pieces of a block of text, as Ghost shows them. Undefined when a node in it has no Markdown. */
export function readText(node: LexicalNode, writing: Writing): WrittenPiece[] | undefined {
  const pieces = readPieces(readChildren(node))
  return pieces && canonicaliseInline(pieces).flatMap((piece) => rewritePiece(piece, writing))
}

/** Text of one paragraph or heading. */
export function writeText(node: LexicalNode, style: InlineStyle, writing: Writing): string | undefined {
  const pieces = readText(node, writing)
  return pieces && writeInline(pieces, style)
}

/** Text of a quote or list item, where an empty line stands for two line breaks. */
export function writeParagraphs(node: LexicalNode, style: InlineStyle, writing: Writing): string | undefined {
  const pieces = readText(node, writing)
  return pieces && joinParagraphs(pieces, style)
}

/** Pieces as paragraphs, parted where two line breaks stand. */
export function joinParagraphs(pieces: readonly WrittenPiece[], style: InlineStyle): string {
  return partParagraphs(pieces)
    .map((paragraph) => writeInline(paragraph, style))
    .join('\n\n')
}

function partParagraphs(pieces: readonly WrittenPiece[]): WrittenPiece[][] {
  const paragraphs: WrittenPiece[][] = [[]]
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at]
    const last = paragraphs.at(-1)
    if (piece === undefined || last === undefined) break
    const parts =
      piece.kind === 'break' && pieces[at + 1]?.kind === 'break' && last.length > 0 && at + 2 < pieces.length
    if (!parts) {
      last.push(piece)
      continue
    }
    paragraphs.push([])
    at++
  }
  return paragraphs
}

function rewritePiece(piece: InlinePiece, writing: Writing): WrittenPiece[] {
  if (piece.kind === 'image') return []
  if (piece.kind !== 'link') return [piece]
  return [{ ...piece, target: writing.rewrite(piece.target, 'link') }]
}
