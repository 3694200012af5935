import { TEXT_FORMAT } from './inline-piece.ts'
import type { WrittenLink, WrittenPiece } from './write-context.ts'

/** Inline pieces in a row, with the places where formats begin and end. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string; readonly inLink: boolean }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'verbatim'; readonly markdown: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'mark'; readonly mark: Mark; readonly opens: boolean }
  | { readonly kind: 'link'; readonly link: WrittenLink; readonly opens: boolean }

/** One format over some pieces. */
export interface Mark {
  readonly bit: number
  /** The text that it covers; undefined when it covers more than one piece of text. */
  readonly text: string | undefined
}

/** Outermost first where two begin and end together. */
const BITS = [
  TEXT_FORMAT.bold,
  TEXT_FORMAT.italic,
  TEXT_FORMAT.strikethrough,
  TEXT_FORMAT.underline,
  TEXT_FORMAT.highlight,
  TEXT_FORMAT.subscript,
  TEXT_FORMAT.superscript,
] as const

/** Nests the formats: the one that reaches furthest is the outermost. @param active formats that are open around the pieces */
export function nestFormats(pieces: readonly WrittenPiece[], active = 0, inLink = false): Segment[] {
  const segments: Segment[] = []
  let at = 0
  while (at < pieces.length) {
    const { bit, end } = findFurthest(pieces, at, active)
    const piece = pieces[at]
    if (piece === undefined) break
    if (bit === 0) {
      segments.push(...nestPiece(piece, active, inLink))
      at++
      continue
    }
    const inside = pieces.slice(at, end)
    const mark = { bit, text: readText(inside) }
    segments.push({ kind: 'mark', mark, opens: true })
    segments.push(...nestFormats(inside, active | bit, inLink))
    segments.push({ kind: 'mark', mark, opens: false })
    at = end
  }
  return segments
}

function nestPiece(piece: WrittenPiece, active: number, inLink: boolean): Segment[] {
  switch (piece.kind) {
    case 'text':
      if ((piece.format & TEXT_FORMAT.code) !== 0) return [{ kind: 'code', text: piece.text }]
      return [{ kind: 'text', text: piece.text, inLink }]
    case 'break':
      return [{ kind: 'break' }]
    case 'verbatim':
      return [{ kind: 'verbatim', markdown: piece.markdown }]
    case 'link':
      return [
        { kind: 'link', link: piece, opens: true },
        ...nestFormats(piece.pieces, active, true),
        { kind: 'link', link: piece, opens: false },
      ]
    default:
      return piece satisfies never
  }
}

function findFurthest(pieces: readonly WrittenPiece[], at: number, active: number): { bit: number; end: number } {
  let best = { bit: 0, end: at }
  const own = readFormat(pieces[at]) & ~active
  for (const bit of BITS) {
    if ((own & bit) === 0) continue
    let end = at + 1
    for (let next = end; next < pieces.length; next++) {
      if (pieces[next]?.kind === 'break') continue
      if ((readFormat(pieces[next]) & bit) === 0) break
      end = next + 1
    }
    if (end > best.end) best = { bit, end }
  }
  return best
}

/** A link has the formats that all in it have. */
function readFormat(piece: WrittenPiece | undefined): number {
  if (piece === undefined || piece.kind === 'break') return 0
  if (piece.kind !== 'link') return piece.format
  const inside = piece.pieces.filter((part) => part.kind !== 'break').map(readFormat)
  return inside.length === 0 ? 0 : inside.reduce((all, format) => all & format)
}

function readText(pieces: readonly WrittenPiece[]): string | undefined {
  const [only] = pieces
  return pieces.length === 1 && only?.kind === 'text' && (only.format & TEXT_FORMAT.code) === 0 ? only.text : undefined
}
