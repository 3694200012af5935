import { parseHtml } from '../../html/parse-html.ts'
import { softenBreaks } from '../../tokens/soften-breaks.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { joinParagraphs } from '../write-text.ts'
import type { Writing } from '../writing.ts'
import { readInlineHtml } from './read-inline-html.ts'

/** Inline HTML as paragraphs, parted where two line breaks stand. Undefined when it holds blocks. */
export function writeHtmlParagraphs(html: string, style: InlineStyle, writing: Writing): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, writing)
  return pieces && joinParagraphs(pieces, style)
}
