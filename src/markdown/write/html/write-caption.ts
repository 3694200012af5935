import { parseHtml } from '../../html/parse-html.ts'
import { softenBreaks } from '../../tokens/soften-breaks.ts'
import { writeInline } from '../inline/write-inline.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import type { Writing } from '../writing.ts'
import { readInlineHtml } from './read-inline-html.ts'

/** Inline HTML of a card (a caption, a heading) as Markdown on one line. Undefined when it holds blocks. */
export function writeCaption(html: string, style: InlineStyle, writing: Writing): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, writing)
  return pieces && writeInline(pieces, { ...style, lines: false })
}
