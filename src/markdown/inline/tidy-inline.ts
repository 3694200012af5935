import { trimSpacesEnd, trimSpacesStart } from '../document/spaces.ts'
import { type InlinePiece, TEXT_FORMAT, type TextPiece } from './inline-piece.ts'

/**
 * Pieces as an editor would have left them: neighbours of one format joined, no space at the ends of the block or around line breaks, no
 * empty text.
 */
export function tidyInline(pieces: readonly InlinePiece[]): InlinePiece[] {
  return trimSpaces(joinTexts(pieces.map(tidyLink)))
}

function tidyLink(piece: InlinePiece): InlinePiece {
  if (piece.kind !== 'link') return piece
  const pieces = joinTexts(piece.pieces)
  const [only] = pieces
  // A link without text cannot be seen or followed, so only its space is kept.
  const blank = pieces.every((part) => part.kind === 'text' && isTrimmed(part) && part.text.trim() === '')
  if (blank) return { kind: 'text', text: only?.kind === 'text' ? ' ' : '', format: 0 }
  return { ...piece, pieces }
}

function joinTexts<P extends InlinePiece>(pieces: readonly P[]): P[] {
  const joined: P[] = []
  let run: string[] = []
  const last = (): P | undefined => joined.at(-1)
  const flush = (): void => {
    const piece = last()
    if (piece?.kind === 'text' && run.length > 1) joined[joined.length - 1] = { ...piece, text: run.join('') }
    run = []
  }
  for (const piece of pieces) {
    if (piece.kind === 'text' && piece.text === '') continue
    const previous = last()
    if (piece.kind === 'text' && previous?.kind === 'text' && previous.format === piece.format) {
      run.push(piece.text)
      continue
    }
    flush()
    joined.push(piece)
    if (piece.kind === 'text') run = [piece.text]
  }
  flush()
  return joined
}

function trimSpaces(pieces: readonly InlinePiece[]): InlinePiece[] {
  const trimmed: InlinePiece[] = []
  for (const piece of pieces) {
    const previous = trimmed.at(-1)
    const atStart = previous === undefined || previous.kind === 'break' || previous.kind === 'image'
    if (piece.kind === 'break' || piece.kind === 'image') trimEnd(trimmed)
    const kept = atStart && isTrimmed(piece) ? { ...piece, text: trimSpacesStart(piece.text) } : piece
    if (kept.kind !== 'text' || kept.text !== '') trimmed.push(kept)
  }
  trimEnd(trimmed)
  return trimmed
}

function trimEnd(pieces: InlinePiece[]): void {
  for (let last = pieces.pop(); last !== undefined; last = pieces.pop()) {
    const kept = isTrimmed(last) ? { ...last, text: trimSpacesEnd(last.text) } : last
    if (kept.kind === 'text' && kept.text === '') continue
    pieces.push(kept)
    return
  }
}

/** The spaces in a code span are its author's. */
function isTrimmed(piece: InlinePiece): piece is TextPiece {
  return piece.kind === 'text' && (piece.format & TEXT_FORMAT.code) === 0
}
