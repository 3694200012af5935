import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { indentLines } from '../indent-lines.ts'
import { writeInline } from '../inline/write-inline.ts'
import { readAttribute, readElement } from './read-attribute.ts'
import { readInlineHtml } from './read-inline-html.ts'
import { type HtmlWriting, writeBlocks } from './write-html-blocks.ts'

/** A list with whatever blocks in its items: loose when their text stands in paragraphs. */
export function writeHtmlList(list: Tree.Element, html: HtmlWriting): string | undefined {
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
function writeItem(item: Tree.Element, html: HtmlWriting): string | undefined {
  const [first, ...rest] = item.childNodes
  const paragraph = readElement(first)
  const box = readCheckbox(first) ?? (paragraph?.tagName === 'p' ? readCheckbox(paragraph.childNodes[0]) : undefined)
  const nodes = box !== undefined && readCheckbox(first) !== undefined ? rest : item.childNodes
  const start = nodes.findIndex(isBlock)
  const inline = start < 0 ? nodes : nodes.slice(0, start)
  const blocks = start < 0 ? [] : nodes.slice(start)
  const pieces = readInlineHtml(trimNodes(inline), html.source, html.writing)
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
