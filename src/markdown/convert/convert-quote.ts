import type { Tokens } from 'marked'
import { buildInline } from '../inline/build-inline.ts'
import { joinParagraphs } from '../inline/join-paragraphs.ts'
import { renderPieces } from '../inline/render-pieces.ts'
import type { LexicalNode } from '../lexical.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { type AlertKind, readAlert } from '../tokens/read-alert.ts'
import { buildCard } from './build-card.ts'
import { buildElement } from './build-element.ts'
import type { Conversion } from './conversion.ts'

const CALLOUTS: Readonly<Record<AlertKind, { readonly emoji: string; readonly color: string }>> = {
  note: { emoji: 'ℹ️', color: 'blue' },
  tip: { emoji: '💡', color: 'green' },
  important: { emoji: '❗', color: 'purple' },
  warning: { emoji: '⚠️', color: 'yellow' },
  caution: { emoji: '🛑', color: 'red' },
}

/** A quote of paragraphs, or a GitHub alert as a callout. Undefined when the quote holds other blocks, which Ghost would flatten. */
export function convertQuote(quote: Tokens.Blockquote, conversion: Conversion): LexicalNode | undefined {
  const alert = readAlert(quote)
  if (alert !== undefined) return convertAlert(alert, conversion)
  const pieces = joinParagraphs(quote.tokens.map(readToken))
  return pieces && buildElement('extended-quote', {}, buildInline(pieces, conversion))
}

function convertAlert(alert: NonNullable<ReturnType<typeof readAlert>>, conversion: Conversion): LexicalNode {
  const { emoji, color } = CALLOUTS[alert.kind]
  const pieces = joinParagraphs(alert.tokens.map(readToken))
  const calloutText = pieces && renderPieces(pieces, conversion)
  if (calloutText !== undefined) {
    return buildCard('callout', { calloutText, calloutEmoji: emoji, backgroundColor: color })
  }
  // A callout card keeps simple inline HTML only. The same markup by hand looks the same: Ghost loads the cards' styles on every page.
  const html = `<div class="kg-card kg-callout-card kg-callout-card-${color}">
<div class="kg-callout-emoji">${emoji}</div>
<div class="kg-callout-text">
${conversion.renderer.renderBlocks(alert.tokens)}
</div>
</div>`
  return buildCard('html', { html })
}
