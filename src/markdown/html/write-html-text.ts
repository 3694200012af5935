import { softenBreaks } from '../document/spaces.ts'
import type { Writing } from '../inline/write-context.ts'
import { writeInline } from '../inline/write-inline.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { joinParagraphs } from '../write/write-text.ts'
import { parseHtml } from './parse-html.ts'
import { readInlineHtml } from './read-inline-html.ts'

/** Inline HTML of a card (a caption, a heading) as Markdown on one line. Undefined when it holds blocks. */
export function writeCaption(html: string, style: InlineStyle, writing: Writing): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, writing)
  return pieces && writeInline(pieces, { ...style, lines: false })
}

/** Inline HTML as paragraphs, parted where two line breaks stand. Undefined when it holds blocks. */
export function writeHtmlParagraphs(html: string, style: InlineStyle, writing: Writing): string | undefined {
  if (html === '') return ''
  const source = softenBreaks(html)
  const nodes = parseHtml(source)
  const pieces = nodes && readInlineHtml(nodes, source, writing)
  return pieces && joinParagraphs(pieces, style)
}
