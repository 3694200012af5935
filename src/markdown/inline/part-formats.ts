import { type InlinePiece, TEXT_FORMAT, type TextPiece } from './inline-piece.ts'

/** Formats that do not show on a space. */
const INVISIBLE_ON_SPACE = TEXT_FORMAT.bold | TEXT_FORMAT.italic

/**
 * Takes the format off spaces where one format ends and another goes on, as in `***bold `code`** italic*`. A piece without format makes
 * Ghost close all tags, so that it cannot close the wrong one (see `predictFormats`), and on a space nobody sees the difference.
 */
export function partFormats(pieces: readonly InlinePiece[]): InlinePiece[] {
  return partTexts(pieces).map((piece) =>
    piece.kind === 'link' ? { ...piece, pieces: partTexts(piece.pieces) } : piece,
  )
}

function partTexts<P extends InlinePiece>(pieces: readonly P[]): (P | TextPiece)[] {
  return pieces.flatMap((piece, index): readonly (P | TextPiece)[] => {
    return piece.kind === 'text' ? partText(piece, pieces[index - 1], pieces[index + 1]) : [piece]
  })
}

function partText(piece: TextPiece, previous: InlinePiece | undefined, next: InlinePiece | undefined): TextPiece[] {
  if ((piece.format & ~INVISIBLE_ON_SPACE) !== 0) return [piece]
  const start = overlaps(previous, piece) ? (/^ +/.exec(piece.text)?.[0] ?? '') : ''
  const end = overlaps(piece, next) && start !== piece.text ? (/(?<! ) +$/.exec(piece.text)?.[0] ?? '') : ''
  const middle = piece.text.slice(start.length, piece.text.length - end.length)
  const plain = (text: string): TextPiece => ({ kind: 'text', text, format: 0 })
  return [plain(start), { ...piece, text: middle }, plain(end)].filter(({ text }) => text !== '')
}

/** Whether between two texts one format ends and another goes on. */
function overlaps(left: InlinePiece | undefined, right: InlinePiece | undefined): boolean {
  if (left?.kind !== 'text' || right?.kind !== 'text') return false
  return (left.format & right.format) !== 0 && (left.format & ~right.format) !== 0
}
