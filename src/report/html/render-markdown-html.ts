import MarkdownIt from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import lazyHeadings from 'markdown-it-lazy-headers'
import marks from 'markdown-it-mark'
import subscripts from 'markdown-it-sub'
import superscripts from 'markdown-it-sup'
import { settleHtml } from '../../markdown/html/settle-html.ts'
import type { LexicalNode } from '../../markdown/lexical.ts'
import { makeGhostSlug } from '../../markdown/parse/make-slugs.ts'
import { readText } from './read-property.ts'

/** Ghost's Markdown card: its own dialect, by the same library with the same extensions. Source: @tryghost/kg-markdown-html-renderer 7. */
export function renderMarkdownHtml(node: LexicalNode): string {
  return settleHtml(createParser().render(readText(node, 'markdown')))
}

let parser: MarkdownIt | undefined

function createParser(): MarkdownIt {
  if (parser !== undefined) return parser
  parser = new MarkdownIt({ html: true, breaks: true, linkify: true })
    .use(footnotes)
    .use(lazyHeadings)
    .use(marks)
    .use(subscripts)
    .use(superscripts)
  parser.linkify.set({ fuzzyLink: false })
  parser.core.ruler.push('ghost', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'heading_open') {
        const title = (tokens[index + 1]?.children ?? []).map(({ content }) => content).join('')
        token.attrPush(['id', makeGhostSlug(title.toWellFormed())])
      }
      for (const child of token.children ?? []) if (child.type === 'image') child.attrSet('loading', 'lazy')
    }
  })
  return parser
}
