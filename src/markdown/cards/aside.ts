import type { DirectiveForm } from '../directives/directive-form.ts'
import { buildElement } from '../document/lexical.ts'
import { readToken } from '../document/markdown-token.ts'
import { buildInline } from '../inline/inline-nodes.ts'
import { joinParagraphs } from '../inline/native-inline.ts'
import { buildHtmlCard } from './html.ts'

/** Ghost's second style of quote: no card, but a block of text that only a directive can ask for. */
export const asideDirective: DirectiveForm = {
  name: 'aside',
  body: { kind: 'children' },
  attributes: [],
  convert: (token, _, conversion) => {
    const pieces = joinParagraphs(token.tokens.map(readToken))
    if (pieces === undefined) return buildHtmlCard(conversion.renderer.renderBlocks([token]))
    return buildElement('aside', {}, buildInline(pieces, conversion))
  },
  nest: (token, { parse }) => `<blockquote class="kg-blockquote-alt">\n${parse(token.tokens)}</blockquote>\n`,
}
