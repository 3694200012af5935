import type { Token } from 'marked'
import { type CalloutLook, renderCallout } from '../html/render-callout.ts'
import { joinParagraphs } from '../inline/join-paragraphs.ts'
import { renderPieces } from '../inline/render-pieces.ts'
import type { LexicalNode } from '../lexical.ts'
import { readToken } from '../tokens/markdown-token.ts'
import { buildCard } from './build-card.ts'
import type { Conversion } from './conversion.ts'

/** A callout card; where its text is more than simple inline HTML, which is all that the card keeps, an html card that looks the same. */
export function buildCallout(tokens: readonly Token[], look: CalloutLook, conversion: Conversion): LexicalNode {
  const pieces = joinParagraphs(tokens.map(readToken))
  const calloutText = pieces && renderPieces(pieces, conversion)
  if (calloutText !== undefined)
    return buildCard('callout', { calloutText, calloutEmoji: look.emoji, backgroundColor: look.color })
  return buildCard('html', { html: renderCallout(conversion.renderer.renderBlocks(tokens), look) })
}
