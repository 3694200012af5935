import { softenBreaks } from '../document/spaces.ts'
import type { WriteContext } from '../inline/write-context.ts'
import { writeInline, writePieces } from '../inline/write-inline.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { parseHtml } from './parse-html.ts'
import { readInlineHtml } from './read-inline-html.ts'

/** Inline HTML of a card (a caption, a heading) as Markdown on one line. Undefined when it holds blocks. */
export function writeCaption(html: string, style: InlineStyle, context: WriteContext): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, context)
  return pieces && writeInline(pieces, { ...style, lines: false })
}

/** Inline HTML as paragraphs, parted where two line breaks stand. Undefined when it holds blocks. */
export function writeHtmlParagraphs(html: string, style: InlineStyle, context: WriteContext): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, context)
  return pieces && writePieces(pieces, style)
}
