import type { Token } from 'marked'
import { writeCard } from '../directives/write-directive.ts'
import { escapeHtml } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { type DirectiveToken, readToken } from '../document/markdown-token.ts'
import { readString } from '../document/node-properties.ts'
import type { AlertKind } from '../document/read-tokens.ts'
import { indentLines } from '../document/spaces.ts'
import type { Conversion } from '../html/conversion.ts'
import { writeHtmlParagraphs } from '../html/write-html-text.ts'
import { joinParagraphs } from '../inline/native-inline.ts'
import { renderPieces } from '../inline/render-pieces.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { buildCard } from './build-card.ts'

/** A callout card; where its text is more than simple inline HTML, which is all that the card keeps, an html card that looks the same. */
export function buildCallout(tokens: readonly Token[], look: CalloutLook, conversion: Conversion): LexicalNode {
  const pieces = joinParagraphs(tokens.map(readToken))
  const calloutText = pieces && renderPieces(pieces, conversion)
  if (calloutText !== undefined)
    return buildCard('callout', { calloutText, calloutEmoji: look.emoji, backgroundColor: look.color })
  return buildCard('html', { html: renderCallout(conversion.renderer.renderBlocks(tokens), look) })
}

interface CalloutLook {
  /** Empty for none. */
  readonly emoji: string
  /** Ghost's name of it. */
  readonly color: string
}

/** GitHub's alerts in Ghost's colours. */
export const ALERT_LOOKS: Readonly<Record<AlertKind, CalloutLook>> = {
  note: { emoji: 'ℹ️', color: 'blue' },
  tip: { emoji: '💡', color: 'green' },
  important: { emoji: '❗', color: 'purple' },
  warning: { emoji: '⚠️', color: 'yellow' },
  caution: { emoji: '🛑', color: 'red' },
}

/** Ghost's callout card by hand, for what the card itself would not keep: Ghost loads the cards' styles on every page. */
export function renderCallout(html: string, { emoji, color }: CalloutLook): string {
  const icon = emoji === '' ? '' : `<div class="kg-callout-emoji">${escapeHtml(emoji)}</div>\n`
  return `<div class="kg-card kg-callout-card kg-callout-card-${escapeHtml(color)}">
${icon}<div class="kg-callout-text">
${html}
</div>
</div>`
}

/** How a directive looks that is a callout; undefined when it is none. */
export function findLook({ name, attributes }: DirectiveToken): CalloutLook | undefined {
  if (name !== 'callout') return Object.entries(ALERT_LOOKS).find(([kind]) => kind === name)?.[1]
  const read = (key: string, otherwise: string): string => {
    const value = attributes?.values.get(key)
    return typeof value === 'string' ? value : otherwise
  }
  return { emoji: read('emoji', '💡'), color: read('color', 'blue') }
}

const ALERTS = ['NOTE', 'TIP', 'IMPORTANT', 'WARNING', 'CAUTION'] as const

/** A callout as a GitHub alert, for whichever of them becomes the same; else with its emoji and colour. */
export function* writeCallout(node: LexicalNode, style: InlineStyle, context: WriteContext): Generator<string> {
  const text = writeHtmlParagraphs(readString(node, 'calloutText'), style, context)
  const emoji = readString(node, 'calloutEmoji')
  if (text !== undefined && emoji !== '') {
    for (const alert of ALERTS) yield indentLines(`[!${alert}]\n${text}`, '> ')
  }
  yield* writeCard(node, style, context)
}
