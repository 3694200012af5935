import { renderCaption } from '../directives/read-directive.ts'
import { readToken } from '../document/markdown-token.ts'
import { numberFootnotes } from '../document/number-footnotes.ts'
import { identifyHeadings } from '../inline/heading-ids.ts'
import { parseMarkdown } from '../syntax/parse-markdown.ts'
import { createHtmlRenderer } from './create-html-renderer.ts'

/**
 * Converts the caption of a feature image, which Ghost keeps as inline HTML: Jekyll's and Hugo's themes take Markdown there. Text without marks stays
 * as it is, and so does what is HTML already, such as a caption that was pulled.
 */
export function convertCaption(text: string): string {
  if (!/[*_`[~=]/.test(text) || /<[a-z/!]|&#?\w+;/i.test(text)) return text
  const document = parseMarkdown(text, 1, { math: false, emoji: false })
  const [block, ...others] = document.tokens.map(readToken)
  if (block?.type !== 'paragraph' || others.length > 0) return text
  const hasMark = block.tokens.some(({ type }) => type !== 'text' && type !== 'escape')
  // A path leads nowhere from here: nothing in front matter but a picture is resolved.
  const isWhole = document.references.every(({ target }) => /^(?:https?:|mailto:|\/)/i.test(target))
  if (!hasMark || !isWhole) return text
  const shared = {
    resolve: (url: string) => ({ url }),
    headings: identifyHeadings(document.tokens),
    footnotes: numberFootnotes(document.tokens),
  }
  return renderCaption(text, block.tokens, { ...shared, renderer: createHtmlRenderer(shared) })
}
