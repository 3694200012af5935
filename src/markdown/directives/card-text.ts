import type { Token } from 'marked'
import { decodeEntities } from '../document/characters.ts'
import { escapeHtml } from '../document/escape.ts'
import { readToken } from '../document/markdown-token.ts'
import type { Conversion } from '../html/conversion.ts'
import { joinParagraphs, readNativeInline } from '../inline/native-inline.ts'
import { renderPieces } from '../inline/render-pieces.ts'

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

/**
 * Blocks as inline HTML for a card's small editor: paragraphs parted by an empty line. Anything else as the blocks that it is, so that at
 * least nothing of it is lost.
 */
export function renderText(tokens: readonly Token[], conversion: Conversion): string {
  const pieces = joinParagraphs(tokens.map(readToken))
  const html = pieces && renderPieces(pieces, conversion, 'with highlight')
  return html ?? conversion.renderer.renderBlocks(tokens)
}

/** A leading heading and what follows it, each as inline HTML. */
export function renderHeaded(
  tokens: readonly Token[],
  conversion: Conversion,
): { readonly header: string; readonly subheader: string } {
  const blocks = tokens.filter((token) => token.type !== 'space' && token.type !== 'def')
  const [first, ...others] = blocks
  const heading = first && readToken(first)
  if (heading?.type !== 'heading') return { header: '', subheader: renderText(blocks, conversion) }
  const line: Token = { type: 'paragraph', raw: heading.raw, text: heading.text, tokens: heading.tokens }
  return { header: renderText([line], conversion), subheader: renderText(others, conversion) }
}

/** The last part of a path, to name a file after. */
export function nameFile(target: string): string {
  return (
    target
      .replace(/[?#].*$/s, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  )
}
