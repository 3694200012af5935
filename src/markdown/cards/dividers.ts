import { buildCard, type LexicalNode } from '../document/lexical.ts'
import type { Card } from './card.ts'

/** A rule across the text. */
export const dividerCard: Card = {
  type: 'horizontalrule',
  docs: '| `---` | divider |',
  defaults: {},
  smallTexts: {},
  directives: [],
  write: () => ['---'],
  renderHtml: () => '<hr>',
  mobiledoc: { name: 'hr', since: 3 },
  renderPlain: undefined,
}

/** Where the text ends for those who may not read all of it. */
export const paywallCard: Card = {
  type: 'paywall',
  docs: '| `<!--members-only-->` on its own line | public preview ends here |',
  defaults: {},
  smallTexts: {},
  directives: [],
  write: () => ['<!--members-only-->'],
  renderHtml: () => '<!--members-only-->',
  mobiledoc: { name: 'paywall', since: 4 },
  renderPlain: undefined,
}

export function buildDivider(): LexicalNode {
  return buildCard('horizontalrule', {})
}

export function buildPaywall(): LexicalNode {
  return buildCard('paywall', {})
}
