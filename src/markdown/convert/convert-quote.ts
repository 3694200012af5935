import type { Tokens } from 'marked'
import { ALERT_LOOKS } from '../html/render-callout.ts'
import { buildInline } from '../inline/build-inline.ts'
import { joinParagraphs } from '../inline/join-paragraphs.ts'
import type { LexicalNode } from '../lexical.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { readAlert } from '../tokens/read-alert.ts'
import { buildCallout } from './build-callout.ts'
import { buildElement } from './build-element.ts'
import type { Conversion } from './conversion.ts'

/** A quote of paragraphs, or a GitHub alert as a callout. Undefined when the quote holds other blocks, which Ghost would flatten. */
export function convertQuote(quote: Tokens.Blockquote, conversion: Conversion): LexicalNode | undefined {
  const alert = readAlert(quote)
  if (alert !== undefined) return buildCallout(alert.tokens, ALERT_LOOKS[alert.kind], conversion)
  const pieces = joinParagraphs(quote.tokens.map(readToken))
  return pieces && buildElement('extended-quote', {}, buildInline(pieces, conversion))
}
