import type { Token } from 'marked'
import { buildHtmlCard } from '../cards/html.ts'
import { readAsIsAddress } from '../document/as-is-address.ts'
import { buildRoot, type LexicalNode, type LexicalRoot } from '../document/lexical.ts'
import type { ConvertOptions, MarkdownDocument } from '../document/markdown-document.ts'
import { readToken } from '../document/markdown-token.ts'
import { numberFootnotes } from '../document/number-footnotes.ts'
import { renderFootnotes } from '../html/block-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { resolveHtml } from '../html/html-references.ts'
import { identifyHeadings } from '../inline/heading-ids.ts'
import { convertBlock } from './convert-block.ts'
import { createHtmlRenderer } from './create-html-renderer.ts'
import { groupOpenCode, joinHtmlBlocks } from './join-html-blocks.ts'

/** Converts a document to Lexical, as Ghost's editor would have written it. Pure: the same document and resolved references give the same bytes. */
export function convertMarkdown(document: MarkdownDocument, options: ConvertOptions): LexicalRoot {
  const { blocks, footnotes } = convertBlocks(document, options)
  const children = blocks.flatMap(({ nodes }) => nodes)
  if (footnotes !== undefined) children.push(buildHtmlCard(footnotes))
  return buildRoot(children)
}

/** The nodes that one block of the text became, or several blocks that are one piece of HTML. */
export interface ConvertedBlock {
  /** The top-level tokens that it was made of. */
  readonly tokens: MarkdownDocument['tokens']
  /** In order; empty where nothing of it shows. */
  readonly nodes: readonly LexicalNode[]
}

export interface ConvertedBlocks {
  readonly blocks: readonly ConvertedBlock[]
  /** The HTML of the notes, for the end of the document; undefined when none is referred to. */
  readonly footnotes: string | undefined
}

/** Converts a document and keeps which block became which nodes. Blank lines are not blocks. */
export function convertBlocks(document: MarkdownDocument, options: ConvertOptions): ConvertedBlocks {
  const shared: Pick<Conversion, 'resolve' | 'headings' | 'footnotes'> = {
    resolve: (target, kind) => {
      const asIs = readAsIsAddress(target)
      return asIs === undefined ? options.resolve(target, kind) : { url: asIs }
    },
    headings: identifyHeadings(document.tokens),
    footnotes: numberFootnotes(document.tokens),
  }
  const conversion: Conversion = { ...shared, renderer: createHtmlRenderer(shared) }
  const blocks = groupOpenCode(joinHtmlBlocks(document.tokens)).map((group) => {
    const tokens = group.map(({ token }) => token)
    return { tokens: group.flatMap(({ from }) => from), nodes: convertGroup(tokens, conversion) }
  })
  return { blocks: separateLists(blocks), footnotes: renderFootnotes(conversion) }
}

function convertGroup(group: readonly Token[], conversion: Conversion): readonly LexicalNode[] {
  const [only] = group
  if (only !== undefined && group.length === 1) return convertBlock(only, conversion)
  const { renderer, resolve } = conversion
  const parts = group.map((token) => {
    const known = readToken(token)
    return known.type === 'html' ? resolveHtml(known.text.trimEnd(), resolve) : renderer.renderBlocks([token])
  })
  return [buildHtmlCard(parts.join('\n'))]
}

/**
 * Ghost's editor joins two lists of one kind in a row as soon as somebody saves the post. An HTML card with an empty comment between them,
 * which is CommonMark's own way to part lists, keeps them apart and shows nothing.
 */
function separateLists(blocks: readonly ConvertedBlock[]): ConvertedBlock[] {
  let previous: LexicalNode | undefined
  return blocks.map((block) => {
    const nodes = block.nodes.flatMap((node) => {
      const joins = node.type === 'list' && previous?.type === 'list' && previous.listType === node.listType
      previous = node
      return joins ? [buildHtmlCard('<!-- -->'), node] : [node]
    })
    return { ...block, nodes }
  })
}
