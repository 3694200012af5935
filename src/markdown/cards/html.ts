import { writeCard } from '../directives/write-directive.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { rewriteHtml } from '../html/html-references.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'

/** Longer ones were not made from Markdown; trying would take time for nothing. */
const MAX_LENGTH = 100_000

/** What the converter makes of Markdown that Lexical has no node for begins with one of these. */
const OURS = /^<(?:p|h[1-6] id=|ul|ol|blockquote|pre|table|dl|div class="kg-card|math|span class="katex)/

/** HTML as the Markdown that it was made from, as raw HTML, or between `:::html` lines, where anything may stand. */
export function* writeHtmlCard(node: LexicalNode, style: InlineStyle, context: WriteContext): Generator<string> {
  const html = readString(node, 'html')
  if (OURS.test(html) && html.length < MAX_LENGTH) {
    const blocks = writeHtmlBlocks(html, style, context)
    if (blocks !== undefined && blocks !== '') yield blocks
  }
  const raw = rewriteHtml(html, context)
  // Text at the start would be a paragraph, an empty card nothing at all.
  if (/^ {0,3}</.test(html)) yield raw
  yield* writeCard(node, style, context)
}
