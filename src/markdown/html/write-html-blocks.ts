import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { writeFence } from '../document/attributes.ts'
import { indentLines } from '../document/spaces.ts'
import type { InlineStyle, MarkdownWriteContext } from '../inline/write-context.ts'
import { writeInline } from '../inline/write-inline.ts'
import { readInlineHtml, writeMath } from './inline-html.ts'
import { parseHtml, readAttribute, readElement } from './parse-html.ts'

/** What the parts of one piece of HTML share. */
interface HtmlContext {
  readonly source: string
  readonly style: InlineStyle
  readonly context: MarkdownWriteContext
}

/**
 * Writes HTML as the Markdown that would make it, block by block. What Markdown has no notation for stays HTML. Undefined when there is
 * text between the blocks. The caller has to check that the Markdown does make this HTML.
 */
export function writeHtmlBlocks(html: string, style: InlineStyle, context: MarkdownWriteContext): string | undefined {
  const nodes = parseHtml(html)
  return nodes && writeBlocks(nodes, { source: html, style, context })
}

function writeBlocks(nodes: readonly Tree.ChildNode[], html: HtmlContext): string | undefined {
  const blocks: string[] = []
  for (const node of nodes) {
    if (node.nodeName === '#text' && (node as Tree.TextNode).value.trim() === '') continue
    const block = writeBlock(node, html)
    if (block === undefined) return undefined
    // An empty paragraph shows nothing, and the next writing would drop its blank lines.
    if (block !== '') blocks.push(block)
  }
  return blocks.join('\n\n')
}

function writeBlock(node: Tree.ChildNode, html: HtmlContext): string | undefined {
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
function writeLine(element: Tree.Element, { source, style, context }: HtmlContext): string | undefined {
  const pieces = readInlineHtml(element.childNodes, source, context)
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

function readSource(node: Tree.ChildNode, { source }: HtmlContext): string | undefined {
  const place = node.sourceCodeLocation
  return place ? source.slice(place.startOffset, place.endOffset) : undefined
}

/** A list with whatever blocks in its items: loose when their text stands in paragraphs. */
function writeHtmlList(list: Tree.Element, html: HtmlContext): string | undefined {
  const isOrdered = list.tagName === 'ol'
  let number = Number(readAttribute(list, 'start') ?? '1')
  const items: string[] = []
  let isLoose = false
  for (const child of list.childNodes) {
    const item = readElement(child)
    if (item === undefined) {
      if (child.nodeName === '#text' && (child as Tree.TextNode).value.trim() === '') continue
      return undefined
    }
    if (item.tagName !== 'li') return undefined
    const text = writeItem(item, html)
    if (text === undefined) return undefined
    const sign = isOrdered ? `${number} `.replace(' ', '. ') : '- '
    const indent = ' '.repeat(sign.length)
    items.push((sign + indentLines(text, indent).slice(indent.length)).trimEnd())
    isLoose ||= item.childNodes.some((part) => readElement(part)?.tagName === 'p')
    number++
  }
  return items.join(isLoose ? '\n\n' : '\n')
}

/** Inline content first, then blocks; a check box as `[x]`. */
function writeItem(item: Tree.Element, html: HtmlContext): string | undefined {
  const [first, ...rest] = item.childNodes
  const paragraph = readElement(first)
  const box = readCheckbox(first) ?? (paragraph?.tagName === 'p' ? readCheckbox(paragraph.childNodes[0]) : undefined)
  const nodes = box !== undefined && readCheckbox(first) !== undefined ? rest : item.childNodes
  const start = nodes.findIndex(isBlock)
  const inline = start < 0 ? nodes : nodes.slice(0, start)
  const blocks = start < 0 ? [] : nodes.slice(start)
  const pieces = readInlineHtml(trimNodes(inline), html.source, html.context)
  const below = writeBlocks(blocks, html)
  if (pieces === undefined || below === undefined) return undefined
  const text = writeInline(trimPieces(pieces), html.style)
  const mark = box === undefined || readCheckbox(first) === undefined ? '' : `[${box ? 'x' : ' '}] `
  const isList = /^(?:[-*]|1[.)]) /.test(below)
  return [mark + text, below].filter((part) => part !== '').join(isList && text !== '' ? '\n' : '\n\n')
}

function readCheckbox(node: Tree.ChildNode | undefined): boolean | undefined {
  const element = readElement(node)
  if (element?.tagName !== 'input' || readAttribute(element, 'type') !== 'checkbox') return undefined
  return readAttribute(element, 'checked') !== undefined
}

function isBlock(node: Tree.ChildNode): boolean {
  return [
    'p',
    'ul',
    'ol',
    'pre',
    'blockquote',
    'table',
    'hr',
    'dl',
    'div',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
  ].includes(node.nodeName)
}

function trimNodes(nodes: readonly Tree.ChildNode[]): readonly Tree.ChildNode[] {
  return nodes.every((node) => node.nodeName === '#text' && (node as Tree.TextNode).value.trim() === '') ? [] : nodes
}

function trimPieces<P extends { readonly kind: string }>(pieces: readonly P[]): P[] {
  return pieces.map((piece, index) => {
    if (!('text' in piece) || typeof piece.text !== 'string') return piece
    const start = index === 0 ? piece.text.trimStart() : piece.text
    return { ...piece, text: index === pieces.length - 1 ? start.trimEnd() : start }
  })
}

const RULES: Readonly<Record<string, string>> = { left: ':--', center: ':-:', right: '--:' }

/** A table of one head row and body rows of inline content. Undefined for others. */
function writeTable(table: Tree.Element, html: HtmlContext): string | undefined {
  if (table.attrs.some(({ name }) => name !== 'style')) return undefined
  const [head, ...body] = findRows(table)
  if (head === undefined) return undefined
  const rules = head.map(
    (cell) => RULES[/^text-align:(\w+)$/.exec(readAttribute(cell, 'style') ?? '')?.[1] ?? ''] ?? '---',
  )
  const rows = [head, ...body].map((row) => writeRow(row, html))
  if (rows.includes(undefined)) return undefined
  const [first, ...others] = rows
  return [first, `| ${rules.join(' | ')} |`, ...others].join('\n')
}

function findRows(element: Tree.Element): Tree.Element[][] {
  return element.childNodes.flatMap((child) => {
    const inner = readElement(child)
    if (inner === undefined) return []
    if (inner.tagName !== 'tr') return findRows(inner)
    return [inner.childNodes.map(readElement).filter((cell) => cell !== undefined)]
  })
}

function writeRow(cells: readonly Tree.Element[], html: HtmlContext): string | undefined {
  const style = { ...html.style, lines: false, cell: true }
  const written = cells.map((cell) => writeLine(cell, { ...html, style }))
  return written.includes(undefined) ? undefined : `| ${written.join(' | ')} |`.replaceAll('|  |', '| |')
}

/** `<dl>` as terms with `: text` below. Undefined when it holds anything else. */
function writeDefinitions(list: Tree.Element, html: HtmlContext): string | undefined {
  let result = ''
  let previous = ''
  for (const child of list.childNodes) {
    const element = readElement(child)
    if (element === undefined) continue
    const { tagName } = element
    const hasBlocks = element.childNodes.some((part) => readElement(part)?.tagName === 'p')
    const text = hasBlocks ? writeBlocks(element.childNodes, html) : writeLine(element, html)
    if (text === undefined || (tagName !== 'dt' && tagName !== 'dd')) return undefined
    if (tagName === 'dt') result += `${previous === '' ? '' : previous === 'dd' ? '\n\n' : '\n'}${text}`
    else result += `${hasBlocks ? '\n\n' : '\n'}: ${indentLines(text, '  ').slice(2)}`
    previous = tagName
  }
  return result
}
