import { softenBreaks } from '../document/spaces.ts'
import { type InlinePiece, TEXT_FORMAT, type TextPiece } from './inline-piece.ts'
import { predictFormats } from './native-inline.ts'
import { tidyInline } from './tidy-inline.ts'

/** Formats that do not show on white space. */
const INVISIBLE = TEXT_FORMAT.bold | TEXT_FORMAT.italic | TEXT_FORMAT.subscript | TEXT_FORMAT.superscript

/**
 * Brings pieces to one form for all that Ghost shows alike. Formats are those that Ghost renders (see `predictFormats`), line ends are
 * spaces, the block has no space at its ends, and neighbours are joined. White space is bold or italic only where the texts on both sides
 * are: people type bold words with the space after them, for which Markdown has no natural form, and nobody sees the difference.
 */
export function canonicaliseInline(pieces: readonly InlinePiece[]): InlinePiece[] {
  return tidyInline(formatSpaces(showFormats(tidyInline(pieces.map(softenText)))))
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

function formatSpaces<P extends InlinePiece>(pieces: readonly P[]): P[] {
  // Pieces of white space and pieces of words; the formats of a space depend on its neighbours only.
  const parts = pieces.flatMap((piece): P[] => {
    if (piece.kind === 'link') return [{ ...piece, pieces: formatSpaces(piece.pieces) }]
    if (piece.kind !== 'text' || (piece.format & TEXT_FORMAT.code) !== 0) return [piece]
    return piece.text.split(/([ \t]+)/).map((text) => ({ ...piece, text }))
  })
  const filled = parts.filter((part) => part.kind !== 'text' || part.text !== '')
  return filled.map((part, index) => {
    // An underlined space does show, and without its other formats Ghost would close the wrong tags after it.
    if (!isSpace(part) || (part.format & ~INVISIBLE) !== 0) return part
    const around = readFormat(findWord(filled, index, -1)) & readFormat(findWord(filled, index, 1))
    return { ...part, format: around & INVISIBLE }
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
