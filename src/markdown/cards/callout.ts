import type { Token } from 'marked'
import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { type WriteCard, writeAsDirective } from '../directives/write-directive.ts'
import { escapeHtml, escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { type DirectiveToken, readToken } from '../document/markdown-token.ts'
import { readString, readText } from '../document/node-properties.ts'
import type { AlertKind } from '../document/read-tokens.ts'
import { indentLines } from '../document/spaces.ts'
import { createPropertyReader, PLAIN_BOX } from '../html/card-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { keepSimpleHtml, writeElement } from '../html/dom-html.ts'
import { writeHtmlParagraphs } from '../html/inline-html.ts'
import { joinParagraphs } from '../inline/native-inline.ts'
import { renderPieces } from '../inline/render-pieces.ts'
import { type Card, payloadIf } from './card.ts'
import { buildHtmlCard } from './html.ts'

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

const DEFAULTS = { calloutEmoji: '💡', backgroundColor: 'blue' } as const
const { readFilled } = createPropertyReader(DEFAULTS)

const FORM: DirectiveForm = {
  name: 'callout',
  body: { kind: 'paragraphs', property: 'calloutText' },
  attributes: [
    attribute('emoji', 'text', 'calloutEmoji', { always: true }),
    attribute('color', 'text', 'backgroundColor'),
  ],
  convert: (token, _, conversion) => buildCallout(token.tokens, readLook(token), conversion),
  nest: (token, { parse }) => `${renderCallout(parse(token.tokens).trimEnd(), readLook(token))}\n`,
}
const writeDirective = writeAsDirective(FORM, DEFAULTS)

/** A text in a coloured box. `calloutText` is inline HTML; Ghost takes block tags out of it. */
export const calloutCard: Card = {
  type: 'callout',
  docs: '| `callout` | `emoji` (💡; `""` for none), `color` (blue; grey white green yellow red pink purple accent) | text |',
  defaults: DEFAULTS,
  smallTexts: { calloutText: 'line' },
  directives: [...Object.keys(ALERT_LOOKS).map((name) => ({ ...FORM, name, attributes: [] })), FORM],
  write,
  renderHtml,
  mobiledoc: {
    name: 'callout',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      payloadIf(readText(node, 'calloutText') !== '', {
        calloutText: keepSimpleHtml(readText(node, 'calloutText')),
        calloutEmoji: readEmoji(node),
        backgroundColor: readFilled(node, 'backgroundColor'),
      }),
    // Colours of its own were an `rgba(…)` before Ghost had names for them; Ghost shows them as white.
    restore: (payload) =>
      'backgroundColor' in payload
        ? {
            ...payload,
            backgroundColor: isColorName(String(payload.backgroundColor)) ? payload.backgroundColor : 'white',
          }
        : payload,
  },
  renderPlain,
  countsWhenEmpty: ['calloutEmoji'],
}

/** Builds a callout card. The card keeps simple inline HTML only: a text with more than that becomes an HTML card that looks the same. */
export function buildCallout(tokens: readonly Token[], look: CalloutLook, conversion: Conversion): LexicalNode {
  const pieces = joinParagraphs(tokens.map(readToken))
  const calloutText = pieces && renderPieces(pieces, conversion)
  if (calloutText !== undefined)
    return buildCard('callout', { calloutText, calloutEmoji: look.emoji, backgroundColor: look.color })
  return buildHtmlCard(renderCallout(conversion.renderer.renderBlocks(tokens), look))
}

/** Writes the HTML of Ghost's callout card, for a text that the card itself would not keep. Ghost loads the cards' styles on every page. */
export function renderCallout(html: string, { emoji, color }: CalloutLook): string {
  const icon = emoji === '' ? '' : `<div class="kg-callout-emoji">${escapeHtml(emoji)}</div>\n`
  return `<div class="kg-card kg-callout-card kg-callout-card-${escapeHtml(color)}">
${icon}<div class="kg-callout-text">
${html}
</div>
</div>`
}

/** How a directive looks that is a callout; undefined when it is none. */
export function findLook(token: DirectiveToken): CalloutLook | undefined {
  return token.name === FORM.name || Object.hasOwn(ALERT_LOOKS, token.name) ? readLook(token) : undefined
}

function readLook({ name, attributes }: DirectiveToken): CalloutLook {
  const alert = Object.entries(ALERT_LOOKS).find(([kind]) => kind === name)?.[1]
  if (alert !== undefined) return alert
  const read = (key: string, otherwise: string): string => {
    const value = attributes?.values.get(key)
    return typeof value === 'string' ? value : otherwise
  }
  return { emoji: read('emoji', DEFAULTS.calloutEmoji), color: read('color', DEFAULTS.backgroundColor) }
}

/** Writes a callout as each GitHub alert, of which the one that reads back as the same is kept, and last with its emoji and colour. */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  const text = writeHtmlParagraphs(readString(node, 'calloutText'), style, context)
  if (text !== undefined && readString(node, 'calloutEmoji') !== '') {
    for (const alert of Object.keys(ALERT_LOOKS)) yield indentLines(`[!${alert.toUpperCase()}]\n${text}`, '> ')
  }
  yield* writeDirective(node, style, context)
}

function renderHtml(node: LexicalNode): string {
  const emoji = readEmoji(node)
  const sign = emoji === '' ? '' : writeElement('div', { class: 'kg-callout-emoji' }, escapeText(emoji))
  const text = writeElement('div', { class: 'kg-callout-text' }, keepSimpleHtml(readText(node, 'calloutText')))
  return writeElement('div', { class: `kg-card kg-callout-card kg-callout-card-${readColor(node)}` }, sign + text)
}

function renderPlain(node: LexicalNode): string {
  const look = { emoji: readEmoji(node), color: readColor(node) }
  const html = renderCallout(keepSimpleHtml(readText(node, 'calloutText')), look)
  return html.replace('<div ', `<div style="${PLAIN_BOX}" `)
}

/** The emoji of a callout. Empty when it has none on purpose. */
function readEmoji(node: LexicalNode): string {
  return node.calloutEmoji === undefined ? readFilled(node, 'calloutEmoji') : readText(node, 'calloutEmoji')
}

function readColor(node: LexicalNode): string {
  const color = readFilled(node, 'backgroundColor')
  return isColorName(color) ? color : 'white'
}

function isColorName(color: string): boolean {
  return /^[a-zA-Z\d-]+$/.test(color)
}
