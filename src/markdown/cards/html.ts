import type { DirectiveForm } from '../directives/directive-form.ts'
import { readVisibility, VISIBILITY_ATTRIBUTES } from '../directives/visibility-attributes.ts'
import { type WriteCard, writeAsDirective } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readString, readText } from '../document/node-properties.ts'
import { resolveHtml, rewriteHtml } from '../html/html-references.ts'
import { FOR_EVERYBODY, gateHtml } from '../html/visibility.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import { type Card, payloadIf } from './card.ts'

const FORM: DirectiveForm = {
  name: 'html',
  body: { kind: 'html', property: 'html' },
  attributes: VISIBILITY_ATTRIBUTES,
  convert: (token, read, { resolve }) => buildHtmlCard(resolveHtml(token.content, resolve), readVisibility(read)),
  nest: (token, { resolve }) => `${resolveHtml(token.content, resolve)}\n`,
}

/** HTML as it is. The converter makes one wherever Ghost has no node. */
export const htmlCard: Card = {
  type: 'html',
  docs: '| `html` | `web`, `email` (everyone), or `visibility` (JSON) | raw HTML, blank lines and all |',
  defaults: {},
  smallTexts: {},
  directives: [FORM],
  write,
  renderHtml,
  mobiledoc: {
    name: 'html',
    since: 3,
    // Ghost 3 and 4 would show the card to everybody.
    adapt: (node) => payloadIf(readText(node, 'html') !== '' && gateHtml(node, '-') === '-'),
  },
  renderPlain: undefined,
  skipsDom: true,
}

export function buildHtmlCard(html: string, visibility: object = FOR_EVERYBODY): LexicalNode {
  return buildCard('html', { html, visibility })
}

/** A longer card was not made from Markdown, so that no time is spent on trying. */
const MAX_LENGTH = 100_000

/** What the converter makes of Markdown that Lexical has no node for begins with one of these. */
const OURS = /^<(?:p|h[1-6] id=|ul|ol|blockquote|pre|table|dl|div class="kg-card|math|span class="katex)/

const writeDirective: WriteCard = writeAsDirective(FORM, {})

/** HTML as the Markdown that it was made from, as raw HTML, or between `:::html` lines, where anything may stand. */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  const html = readString(node, 'html')
  if (OURS.test(html) && html.length < MAX_LENGTH) {
    const blocks = writeHtmlBlocks(html, style, context)
    if (blocks !== undefined && blocks !== '') yield blocks
  }
  const raw = rewriteHtml(html, context)
  // HTML that begins with text would be read as a paragraph, and an empty card as nothing.
  if (/^ {0,3}</.test(html)) yield raw
  yield* writeDirective(node, style, context)
}

function renderHtml(node: LexicalNode): string {
  const html = readText(node, 'html')
  return html === '' ? '' : gateHtml(node, `\n<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->\n`)
}
