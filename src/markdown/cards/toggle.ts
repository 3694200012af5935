import type { LexicalNode } from '../document/lexical.ts'
import type { DetailsToken } from '../document/markdown-token.ts'
import { readString } from '../document/node-properties.ts'
import { softenBreaks } from '../document/spaces.ts'
import type { Conversion } from '../html/conversion.ts'
import { resolveHtml, rewriteHtml } from '../html/html-references.ts'
import { fitsSmallEditor } from '../html/small-editor.ts'
import { writeHtmlBlocks } from '../html/write-html-blocks.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { buildCard } from './build-card.ts'

/**
 * `<details>` as a toggle. Undefined where Ghost's editor would not keep all of it: as an HTML card a browser opens and closes it as well,
 * and nothing is lost when somebody saves the post in Ghost Admin.
 */
export function convertDetails(details: DetailsToken, { renderer, resolve }: Conversion): LexicalNode | undefined {
  const heading = resolveHtml(details.summary.text, resolve)
  const content = renderer.renderBlocks(details.tokens)
  return fitsSmallEditor(heading) && fitsSmallEditor(content) ? buildCard('toggle', { heading, content }) : undefined
}

/** A toggle as `<details>`, its content as Markdown, or as HTML where that says more. */
export function* writeToggle(node: LexicalNode, style: InlineStyle, context: WriteContext): Generator<string> {
  const heading = softenBreaks(rewriteHtml(readString(node, 'heading'), context))
  const content = readString(node, 'content')
  for (const body of [writeHtmlBlocks(content, style, context), rewriteHtml(content, context)]) {
    if (body !== undefined) yield `<details>\n<summary>${heading}</summary>\n\n${body}\n\n</details>`
  }
}
