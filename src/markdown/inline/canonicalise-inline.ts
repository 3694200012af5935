import { softenBreaks } from '../document/spaces.ts'
import { type InlinePiece, TEXT_FORMAT, type TextPiece } from './inline-piece.ts'
import { findInvisible, findShownForm, predictFormats } from './native-inline.ts'
import { tidyInline } from './tidy-inline.ts'

/** `stored`: as the document has them. `shown`: as Ghost renders them, which stamps before generation 3 compared. */
export type ComparedFormats = 'stored' | 'shown'

/**
 * Brings pieces to one form for all that says the same. Line ends are spaces, the block has no space at its ends, and neighbours are joined.
 * White space is bold or italic only where the texts on both sides are: people type bold words with the space after them, for which Markdown
 * has no natural form, and nobody sees the difference.
 *
 * Formats are those of the document, also where Ghost renders others (see `predictFormats`), so that a pull does not make bold of what its
 * author made italic. Only where formats overlap within a word are they what Ghost renders: no Markdown gives such a document again.
 */
export function canonicaliseInline(pieces: readonly InlinePiece[], formats: ComparedFormats = 'stored'): InlinePiece[] {
  const tidy = tidyInline(pieces.map(softenText))
  const stored = tidyInline(formatSpaces(tidy))
  if (formats === 'stored' && findShownForm(stored) !== undefined) return stored
  return tidyInline(formatSpaces(showFormats(tidy), 'without visible formats'))
}

function softenText(piece: InlinePiece): InlinePiece {
  if (piece.kind === 'link') return { ...piece, pieces: piece.pieces.map((part) => softenText(part) as typeof part) }
  if (piece.kind !== 'text' || !piece.text.includes('\n')) return piece
  const isCode = (piece.format & TEXT_FORMAT.code) !== 0
  return { ...piece, text: isCode ? piece.text.replaceAll('\n', ' ') : softenBreaks(piece.text) }
}

function showFormats<P extends InlinePiece>(pieces: readonly P[]): P[] {
  const shown = predictFormats(pieces)
  return pieces.map((piece, index) => {
    if (piece.kind === 'text') return { ...piece, format: shown[index] ?? piece.format }
    return piece.kind === 'link' ? { ...piece, pieces: showFormats(piece.pieces) } : piece
  })
}

/** @param which spaces get the formats of both neighbours that do not show on them */
function formatSpaces<P extends InlinePiece>(
  pieces: readonly P[],
  which: 'all' | 'without visible formats' = 'all',
): P[] {
  // Pieces of white space and pieces of words; the formats of a space depend on its neighbours only.
  const parts = pieces.flatMap((piece): P[] => {
    if (piece.kind === 'link') return [{ ...piece, pieces: formatSpaces(piece.pieces, which) }]
    if (piece.kind !== 'text' || (piece.format & TEXT_FORMAT.code) !== 0) return [piece]
    return piece.text.split(/([ \t]+)/).map((text) => ({ ...piece, text }))
  })
  const filled = parts.filter((part) => part.kind !== 'text' || part.text !== '')
  return filled.map((part, index) => {
    if (!isSpace(part)) return part
    const changeable = findInvisible(part.format)
    if (which !== 'all' && (part.format & ~changeable) !== 0) return part
    const around = readFormat(findWord(filled, index, -1)) & readFormat(findWord(filled, index, 1))
    return { ...part, format: (part.format & ~changeable) | (around & changeable) }
  })
}

function isSpace(piece: InlinePiece): piece is TextPiece {
  return piece.kind === 'text' && (piece.format & TEXT_FORMAT.code) === 0 && /^[ \t]+$/.test(piece.text)
}

/** The next piece in a direction that is not white space. */
function findWord(pieces: readonly InlinePiece[], index: number, step: 1 | -1): InlinePiece | undefined {
  let at = index + step
  for (let piece = pieces[at]; piece !== undefined && isSpace(piece); piece = pieces[at]) at += step
  return pieces[at]
}

/** A link has the formats that all its text has. */
function readFormat(piece: InlinePiece | undefined): number {
  if (piece?.kind === 'text') return piece.format
  if (piece?.kind !== 'link') return 0
  const formats = piece.pieces.flatMap((part) => (part.kind === 'text' ? [part.format] : []))
  return formats.length === 0 ? 0 : formats.reduce((all, format) => all & format)
}
