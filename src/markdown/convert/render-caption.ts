import type { Token } from 'marked'
import { escapeHtml } from '../html/escape-html.ts'
import { readNativeInline } from '../inline/read-native-inline.ts'
import { renderPieces } from '../inline/render-pieces.ts'
import { decodeEntities } from '../tokens/decode-entities.ts'
import { readToken } from '../tokens/markdown-token.ts'
import type { Conversion } from './conversion.ts'

/** HTML elements that people write into a line. A name that is none of them is not HTML but text in angle brackets: `Vec<T>`. */
const INLINE_ELEMENTS = new Set(
  'a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr'.split(
    ' ',
  ),
)

/**
 * The caption of a card as inline HTML.
 *
 * @param text As written, for when `tokens` is undefined because there is no markup in it.
 */
export function renderCaption(
  text: string | null | undefined,
  tokens: readonly Token[] | undefined,
  conversion: Conversion,
): string {
  const plain = escapeHtml(decodeEntities(text ?? ''))
  if (tokens === undefined) return plain
  const pieces = readNativeInline(tokens)
  const html = pieces && renderPieces(pieces, conversion, 'with highlight')
  if (html !== undefined) return html
  return tokens.every(isInlineHtml) ? conversion.renderer.renderInline(tokens) : plain
}

function isInlineHtml(token: Token): boolean {
  const known = readToken(token)
  return known.type !== 'html' || INLINE_ELEMENTS.has(/^<\/?([a-z]+)/i.exec(known.raw)?.[1]?.toLowerCase() ?? '')
}
