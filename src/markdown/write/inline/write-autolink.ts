import type { WrittenLink, WrittenPiece } from './written-piece.ts'

/**
 * A link whose text is its URL, as the URL alone (`https://a.b/c`), or in angle brackets where its neighbours would be read as a part of it.
 * Undefined for other links, and for one that is all of its block: a URL alone asks for an embed or a bookmark.
 */
export function writeAutolink(
  link: WrittenLink,
  before: WrittenPiece | undefined,
  after: WrittenPiece | undefined,
): string | undefined {
  const [only] = link.pieces
  if (link.pieces.length !== 1 || only?.kind !== 'text' || only.format !== 0 || link.title !== null) return undefined
  if (before === undefined && after === undefined) return undefined
  const isMail = link.target === `mailto:${only.text}` && /^[\w.+-]+@[a-z\d-]+(?:\.[a-z\d-]+)+$/i.test(only.text)
  if (isMail) return `<${only.text}>`
  if (link.target !== only.text || !/^https?:\/\/[^\s<>\\`|]+$/.test(only.text)) return undefined
  const isBare =
    /^https?:\/\/[\w-]+(?:\.[\w-]+)+(?:\/[\w/.%=-]*[\w/])?$/.test(only.text) &&
    !only.text.includes('__') &&
    endsOpen(before) &&
    startsOpen(after)
  return isBare ? only.text : `<${only.text}>`
}

function endsOpen(piece: WrittenPiece | undefined): boolean {
  return (
    piece === undefined ||
    piece.kind === 'break' ||
    (piece.kind === 'text' && piece.format === 0 && /\s$/.test(piece.text))
  )
}

function startsOpen(piece: WrittenPiece | undefined): boolean {
  return (
    piece === undefined ||
    piece.kind === 'break' ||
    (piece.kind === 'text' && piece.format === 0 && /^(?:\s|[.,;!?](?:\s|$))/.test(piece.text))
  )
}
