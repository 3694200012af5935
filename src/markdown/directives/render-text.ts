import type { Token } from 'marked'
import type { Conversion } from '../convert/conversion.ts'
import { joinParagraphs } from '../inline/join-paragraphs.ts'
import { renderPieces } from '../inline/render-pieces.ts'
import { readToken } from '../tokens/markdown-token.ts'

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
