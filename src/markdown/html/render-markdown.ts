import { createRequire } from 'node:module'
import type MarkdownIt from 'markdown-it'
import type footnotes from 'markdown-it-footnote'
import type lazyHeadings from 'markdown-it-lazy-headers'
import type marks from 'markdown-it-mark'
import type subscripts from 'markdown-it-sub'
import type superscripts from 'markdown-it-sup'
import { makeGhostSlug } from '../inline/heading-ids.ts'
import { passThroughDom } from './dom-html.ts'

const require = createRequire(import.meta.url)

/**
 * Ghost's Markdown card: its own dialect, by the same library with the same extensions. Source: @tryghost/kg-markdown-html-renderer 7.
 *
 * @param isOld as Ghost 3 and 4 read it, which know no `H~2~O` and `x^2^`; the ids of headings are today's all the same
 */
export function renderMarkdown(markdown: string, { isOld = false } = {}): string {
  return passThroughDom(createParser(isOld).render(markdown))
}

const parsers = new Map<boolean, MarkdownIt>()

function createParser(isOld: boolean): MarkdownIt {
  const known = parsers.get(isOld)
  if (known !== undefined) return known
  // Read on first use: few posts hold a Markdown card, and reading the library takes longer than reading them.
  const Parser = require('markdown-it') as typeof MarkdownIt
  const parser = new Parser({ html: true, breaks: true, linkify: true })
    .use(require('markdown-it-footnote') as typeof footnotes)
    .use(require('markdown-it-lazy-headers') as typeof lazyHeadings)
    .use(require('markdown-it-mark') as typeof marks)
  if (!isOld) {
    parser.use(require('markdown-it-sub') as typeof subscripts).use(require('markdown-it-sup') as typeof superscripts)
  }
  parsers.set(isOld, parser)
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
