import { gateHtml } from '../ghost-html/gate-html.ts'
import { renderLexicalHtml } from '../ghost-html/render-lexical-html.ts'
import { escapeText } from '../html/escape-dom.ts'
import type { LexicalNode } from '../lexical.ts'
import type { MobiledocDialect } from './mobiledoc-document.ts'
import { NATIVE_CARDS } from './native-cards.ts'
import { renderPlainCard } from './render-plain-card.ts'

/**
 * HTML that shows what Ghost 5 shows for a node, for a card in its place.
 * @param headingId the id that a heading is to have
 */
export function renderStandIn(node: LexicalNode, dialect: MobiledocDialect, headingId: string | undefined): string {
  // What not everybody may see, these Ghosts would show to everybody.
  if (gateHtml(node, '-') !== '-') return explain(node, 'is not for everybody')
  const html = hasStyles(node, dialect)
    ? renderToday(node, headingId)
    : (renderPlainCard(node) ?? renderToday(node, headingId))
  // An empty card is one that Ghost's editor removes.
  return html.trim() === '' ? explain(node, 'shows nothing here') : html
}

/** Ghost loads the styles and the script of each card that it has; others stand in the page undressed. */
function hasStyles({ type, version }: LexicalNode, dialect: MobiledocDialect): boolean {
  if (type === 'header' && version === 2) return false
  const card = Object.hasOwn(NATIVE_CARDS, type) ? NATIVE_CARDS[type] : undefined
  return card !== undefined && card.since <= dialect
}

function renderToday(node: LexicalNode, headingId: string | undefined): string {
  const root = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [node] } as const
  const html = renderLexicalHtml(root, { ghost: 5, isUpload: () => false, hasLinkTitles: true }).trim()
  return headingId === undefined
    ? html
    : html.replace(/^(<h\d id=")[^"]*/, (_, start: string) => `${start}${headingId}`)
}

function explain({ type }: LexicalNode, why: string): string {
  return `<!-- ${escapeText(type.replaceAll('--', '- -'))}: ${why} -->`
}
