import { encodeUrl, escapeHtml } from '../document/escape.ts'
import type { ConvertOptions } from '../document/markdown-document.ts'
import { type InlinePiece, TEXT_FORMAT } from './inline-piece.ts'

/** What Ghost's editor reads back in the small editors inside cards. It drops every other tag: a `<mark>`, and `<del>` for `<s>`. */
const TAGS: readonly (readonly [number, string])[] = [
  [TEXT_FORMAT.bold, 'strong'],
  [TEXT_FORMAT.italic, 'em'],
  [TEXT_FORMAT.strikethrough, 's'],
  [TEXT_FORMAT.underline, 'u'],
  [TEXT_FORMAT.subscript, 'sub'],
  [TEXT_FORMAT.superscript, 'sup'],
  [TEXT_FORMAT.highlight, 'mark'],
  [TEXT_FORMAT.code, 'code'],
]

/**
 * Pieces as HTML for a card's own small editor, such as that of a callout. Undefined when it would lose something of them as soon as
 * somebody saves the post in Ghost Admin (seen on 5.130.6).
 *
 * @param highlight Whether `<mark>` is wanted all the same: where there is no other way to show it.
 */
export function renderPieces(
  pieces: readonly InlinePiece[],
  conversion: ConvertOptions,
  highlight?: 'with highlight',
): string | undefined {
  const parts = pieces.map((piece) => renderPiece(piece, conversion, highlight))
  return parts.includes(undefined) ? undefined : parts.join('')
}

function renderPiece(
  piece: InlinePiece,
  conversion: ConvertOptions,
  highlight: 'with highlight' | undefined,
): string | undefined {
  switch (piece.kind) {
    case 'text': {
      if ((piece.format & TEXT_FORMAT.highlight) !== 0 && highlight === undefined) return undefined
      const tags = TAGS.flatMap(([bit, tag]) => ((piece.format & bit) === 0 ? [] : [tag]))
      const ends = [...tags].reverse()
      return `${tags.map((tag) => `<${tag}>`).join('')}${escapeHtml(piece.text)}${ends.map((tag) => `</${tag}>`).join('')}`
    }
    case 'break':
      return '<br>'
    case 'link': {
      const text = renderPieces(piece.pieces, conversion, highlight)
      if (text === undefined) return undefined
      const url = piece.target === '' ? '' : encodeUrl(conversion.resolve(piece.target, 'link').url)
      const title = piece.title ? ` title="${escapeHtml(piece.title)}"` : ''
      return `<a href="${escapeHtml(url)}"${title}>${text}</a>`
    }
    case 'image':
      return undefined
    default:
      return piece satisfies never
  }
}
