import { buildCard } from './convert/build-card.ts'
import { buildElement } from './convert/build-element.ts'
import type { ConvertOptions } from './convert/conversion.ts'
import { convertBlocks } from './convert-blocks.ts'
import type { LexicalRoot } from './lexical.ts'
import type { MarkdownDocument } from './markdown-document.ts'

export type { ConvertOptions } from './convert/conversion.ts'

/** The document as Ghost's editor would have written it. Pure: the same document and answers give the same bytes. */
export function convertMarkdown(document: MarkdownDocument, options: ConvertOptions): LexicalRoot {
  const { blocks, footnotes } = convertBlocks(document, options)
  const children = blocks.flatMap(({ nodes }) => nodes)
  if (footnotes !== undefined) children.push(buildCard('html', { html: footnotes }))
  // Ghost refuses a root without children.
  const filled = children.length === 0 ? [buildElement('paragraph', {}, [])] : children
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: filled }
}
