import MarkdownIt from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import lazyHeadings from 'markdown-it-lazy-headers'
import marks from 'markdown-it-mark'
import subscripts from 'markdown-it-sub'
import superscripts from 'markdown-it-sup'
import { makeGhostSlug } from '../inline/heading-ids.ts'
import { settleHtml } from './dom-html.ts'

/**
 * Ghost's Markdown card: its own dialect, by the same library with the same extensions. Source: @tryghost/kg-markdown-html-renderer 7.
 *
 * @param isOld as Ghost 3 and 4 read it, which know no `H~2~O` and `x^2^`; the ids of headings are today's all the same
 */
export function renderMarkdown(markdown: string, { isOld = false } = {}): string {
  return settleHtml(createParser(isOld).render(markdown))
}

const parsers = new Map<boolean, MarkdownIt>()

function createParser(isOld: boolean): MarkdownIt {
  const known = parsers.get(isOld)
  if (known !== undefined) return known
  const parser = new MarkdownIt({ html: true, breaks: true, linkify: true }).use(footnotes).use(lazyHeadings).use(marks)
  if (!isOld) parser.use(subscripts).use(superscripts)
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
