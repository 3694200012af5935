import type { DirectiveForm } from '../directives/directive-form.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import type { MobiledocOptions } from '../document/mobiledoc.ts'
import { readText } from '../document/node-properties.ts'
import { renderMarkdown } from '../html/render-markdown.ts'
import { type Card, payloadIf } from './card.ts'

const FORM: DirectiveForm = {
  name: 'markdown',
  body: { kind: 'raw', property: 'markdown' },
  attributes: [],
  convert: (token) => buildCard('markdown', { markdown: token.content }),
}

/** Ghost's own Markdown, in its own dialect. */
export const markdownCard: Card = {
  type: 'markdown',
  docs: "| `markdown` | | Markdown for Ghost's own Markdown card, as it is written: nothing in it is uploaded or linked |",
  defaults: {},
  smallTexts: {},
  directives: [FORM],
  write: writeAsDirective(FORM, {}),
  renderHtml: (node) => renderMarkdown(readText(node, 'markdown')),
  mobiledoc: {
    name: 'markdown',
    oldNames: ['card-markdown'],
    since: 3,
    adapt: (node, options) => payloadIf(keepsMarkdown(node, options)),
  },
  renderPlain: undefined,
}

/**
 * Whether Ghost 3 and 4 show this Markdown as Ghost 5 does. They do not know `H~2~O` and `x^2^`, and Ghost 3 removes the site's URL from
 * links whose text is that URL (seen on 3.42: `<https://site/a/>` was stored as `</a/>`, a text).
 */
function keepsMarkdown(node: LexicalNode, { dialect, siteUrl }: MobiledocOptions): boolean {
  const markdown = readText(node, 'markdown')
  if (renderMarkdown(markdown) !== renderMarkdown(markdown, { isOld: true })) return false
  const host = siteUrl.replace(/^https?:/, '')
  return dialect === 4 || host === '' || !String(node.markdown).includes(host)
}
