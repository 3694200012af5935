import { buildElement } from '../document/lexical.ts'
import { readToken } from '../document/markdown-token.ts'
import { buildInline } from '../inline/inline-nodes.ts'
import { joinParagraphs } from '../inline/native-inline.ts'
import type { DirectiveForm } from './directive-form.ts'

/** Ghost's second style of quote: no card, but a block of text that only a directive can ask for. */
export const asideDirective: DirectiveForm = {
  name: 'aside',
  body: { kind: 'children' },
  attributes: [],
  convert: (token, _, conversion) => {
    const pieces = joinParagraphs(token.tokens.map(readToken))
    return pieces && buildElement('aside', {}, buildInline(pieces, conversion))
  },
  nest: (token, { parse }) => `<blockquote class="kg-blockquote-alt">\n${parse(token.tokens)}</blockquote>\n`,
}
