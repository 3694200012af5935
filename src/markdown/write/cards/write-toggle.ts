import type { LexicalNode } from '../../lexical.ts'
import { softenBreaks } from '../../tokens/soften-breaks.ts'
import { rewriteHtml } from '../html/rewrite-html.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { readString } from '../read-property.ts'
import type { Writing } from '../writing.ts'

/** A toggle as `<details>`, its content as Markdown, or as HTML where that says more. */
export function* writeToggle(node: LexicalNode, style: InlineStyle, writing: Writing): Generator<string> {
  const heading = softenBreaks(rewriteHtml(readString(node, 'heading'), writing))
  const content = readString(node, 'content')
  for (const body of [writeHtmlBlocks(content, style, writing), rewriteHtml(content, writing)]) {
    if (body !== undefined) yield `<details>\n<summary>${heading}</summary>\n\n${body}\n\n</details>`
  }
}
