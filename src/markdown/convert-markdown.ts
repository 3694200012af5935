import type { Token } from 'marked'
import { buildCard } from './convert/build-card.ts'
import { buildElement } from './convert/build-element.ts'
import type { Conversion, ConvertOptions } from './convert/conversion.ts'
import { convertBlock } from './convert/convert-block.ts'
import { groupOpenCode } from './convert/group-open-code.ts'
import { joinHtmlBlocks } from './convert/join-html-blocks.ts'
import { createHtmlRenderer } from './html/create-html-renderer.ts'
import { numberFootnotes } from './html/number-footnotes.ts'
import { renderFootnotes } from './html/render-footnotes.ts'
import { resolveHtml } from './html/resolve-html.ts'
import type { LexicalNode, LexicalRoot } from './lexical.ts'
import type { MarkdownDocument } from './markdown-document.ts'
import { identifyHeadings } from './parse/identify-headings.ts'

export type { ConvertOptions } from './convert/conversion.ts'

/** The document as Ghost's editor would have written it. Pure: the same document and answers give the same bytes. */
export function convertMarkdown(document: MarkdownDocument, options: ConvertOptions): LexicalRoot {
  const shared = {
    resolve: options.resolve,
    headings: identifyHeadings(document.tokens),
    footnotes: numberFootnotes(document.tokens),
  }
  const conversion: Conversion = { ...shared, renderer: createHtmlRenderer(shared) }
  const groups = groupOpenCode(joinHtmlBlocks(document.tokens))
  const blocks = separateLists(groups.flatMap((group) => convertGroup(group, conversion)))
  const footnotes = renderFootnotes(conversion)
  const children = footnotes === undefined ? blocks : [...blocks, buildCard('html', { html: footnotes })]
  // Ghost refuses a root without children.
  const filled = children.length === 0 ? [buildElement('paragraph', {}, [])] : children
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: filled }
}

function convertGroup(group: readonly Token[], conversion: Conversion): readonly LexicalNode[] {
  const [only] = group
  if (only !== undefined && group.length === 1) return convertBlock(only, conversion)
  const { renderer, resolve } = conversion
  const parts = group.map((token) =>
    token.type === 'html' ? resolveHtml(token.raw.trimEnd(), resolve) : renderer.renderBlocks([token]),
  )
  return [buildCard('html', { html: parts.join('\n') })]
}

/**
 * Two lists of one kind in a row are one list as soon as somebody saves the post in Ghost Admin: its editor joins them. A card with an
 * empty comment between them, CommonMark's own way to part lists, keeps them apart and shows nothing.
 */
function separateLists(blocks: readonly LexicalNode[]): LexicalNode[] {
  return blocks.flatMap((block, index) => {
    const previous = blocks[index - 1]
    const joins = block.type === 'list' && previous?.type === 'list' && previous.listType === block.listType
    return joins ? [buildCard('html', { html: '<!-- -->' }), block] : [block]
  })
}
