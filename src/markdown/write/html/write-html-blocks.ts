import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { parseHtml } from '../../html/parse-html.ts'
import { writeFence } from '../cards/write-fence.ts'
import { indentLines } from '../indent-lines.ts'
import { writeInline } from '../inline/write-inline.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import type { Writing } from '../writing.ts'
import { readAttribute, readElement } from './read-attribute.ts'
import { readInlineHtml } from './read-inline-html.ts'
import { writeDefinitions } from './write-definitions.ts'
import { writeHtmlList } from './write-html-list.ts'
import { writeMath } from './write-math.ts'
import { writeTable } from './write-table.ts'

/** What the parts of one piece of HTML share. */
export interface HtmlWriting {
  readonly source: string
  readonly style: InlineStyle
  readonly writing: Writing
}

/**
 * HTML as the Markdown that would make it, block by block; what Markdown cannot say stays HTML. Undefined when there is text between the
 * blocks. Whether it does make it, the caller has to see.
 */
export function writeHtmlBlocks(html: string, style: InlineStyle, writing: Writing): string | undefined {
  const nodes = parseHtml(html)
  return nodes && writeBlocks(nodes, { source: html, style, writing })
}

export function writeBlocks(nodes: readonly Tree.ChildNode[], html: HtmlWriting): string | undefined {
  const blocks: string[] = []
  for (const node of nodes) {
    if (node.nodeName === '#text' && (node as Tree.TextNode).value.trim() === '') continue
    const block = writeBlock(node, html)
    if (block === undefined) return undefined
    // An empty paragraph says nothing, and its blank lines would be gone with the next writing.
    if (block !== '') blocks.push(block)
  }
  return blocks.join('\n\n')
}

function writeBlock(node: Tree.ChildNode, html: HtmlWriting): string | undefined {
  const element = readElement(node)
  if (element === undefined) return node.nodeName === '#comment' ? readSource(node, html) : undefined
  switch (element.tagName) {
    case 'p':
      return element.attrs.length === 0 ? writeLine(element, html) : readSource(node, html)
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const text = writeLine(element, { ...html, style: { ...html.style, lines: false } })
      return text === undefined ? undefined : `${'#'.repeat(Number(element.tagName[1]))} ${text}`
    }
    case 'ul':
    case 'ol':
      return writeHtmlList(element, html)
    case 'blockquote': {
      const inside = writeBlocks(element.childNodes, html)
      return inside === undefined ? undefined : indentLines(inside, '> ')
    }
    case 'pre':
      return writePre(element) ?? readSource(node, html)
    case 'hr':
      return '---'
    case 'table':
      return writeTable(element, html) ?? readSource(node, html)
    case 'dl':
      return writeDefinitions(element, html) ?? readSource(node, html)
    default:
      return writeMath(element) ?? readSource(node, html)
  }
}

/** The text of a block that holds inline elements only. */
export function writeLine(element: Tree.Element, { source, style, writing }: HtmlWriting): string | undefined {
  const pieces = readInlineHtml(element.childNodes, source, writing)
  return pieces && writeInline(pieces, style)
}

function writePre(pre: Tree.Element): string | undefined {
  const code = readElement(pre.childNodes[0])
  const [text] = code?.childNodes ?? []
  if (code?.tagName !== 'code' || pre.childNodes.length > 1 || code.childNodes.length > 1) return undefined
  const language = /^language-(\S+)$/.exec(readAttribute(code, 'class') ?? '')?.[1] ?? ''
  const value = text?.nodeName === '#text' ? (text as Tree.TextNode).value : ''
  return writeFence('`', language, value.replace(/\n$/, ''))
}

function readSource(node: Tree.ChildNode, { source }: HtmlWriting): string | undefined {
  const place = node.sourceCodeLocation
  return place ? source.slice(place.startOffset, place.endOffset) : undefined
}
