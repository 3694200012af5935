import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { buildElement, buildRoot, type LexicalNode, type LexicalRoot } from '../document/lexical.ts'
import { parseHtml } from './parse-html.ts'
import { readHtmlBlock } from './read-html-block.ts'
import { readInlineNodes } from './read-inline-nodes.ts'

const CARD_BEGIN = /^\s*kg-card-begin:/
const CARD_END = /^\s*kg-card-end:/
const PAYWALL = /^\s*members-only\s*$/

/**
 * Converts HTML to Lexical: text blocks, lists, code, images and rules become native nodes, and every other element an HTML card, byte for
 * byte. Nothing is dropped: Ghost's own import (`?source=html`) loses marks, keyboard keys, definition lists and more.
 */
export function readHtml(html: string): LexicalRoot {
  const childNodes = parseHtml(html)
  // An HTML parser moves content from places where it is not allowed (text in a table). Pieces that are cut from the source would then hold
  // it twice or not at all.
  if (childNodes === undefined || !standsInOrder(childNodes)) return buildRoot([buildHtmlNode(html)])
  const nodes: LexicalNode[] = []
  let loose: Tree.ChildNode[] = []
  const flush = (): void => {
    nodes.push(...readLoose(loose, html))
    loose = []
  }
  for (let at = 0; at < childNodes.length; at++) {
    const child = childNodes[at]
    if (child === undefined) break
    const comment = child.nodeName === '#comment' ? (child as Tree.CommentNode).data : undefined
    if (comment !== undefined && CARD_BEGIN.test(comment)) {
      const end = childNodes.findIndex((node, index) => index > at && isCardEnd(node))
      const last = childNodes[end < 0 ? childNodes.length - 1 : end]
      const from = child.sourceCodeLocation?.endOffset ?? 0
      const to = end < 0 ? html.length : (last?.sourceCodeLocation?.startOffset ?? html.length)
      flush()
      nodes.push(buildHtmlNode(html.slice(from, to).replace(/^\n|\n$/g, '')))
      at = end < 0 ? childNodes.length : end
    } else if (comment !== undefined && PAYWALL.test(comment)) {
      flush()
      nodes.push({ type: 'paywall', version: 1 })
    } else {
      const block = readHtmlBlock(child, html)
      if (block === undefined) loose.push(child)
      else {
        flush()
        nodes.push(...block)
      }
    }
  }
  flush()
  return buildRoot(nodes)
}

function standsInOrder(nodes: readonly Tree.ChildNode[]): boolean {
  let end = 0
  return nodes.every(({ sourceCodeLocation: place }) => {
    const follows = place !== undefined && place !== null && place.startOffset >= end
    end = place?.endOffset ?? end
    return follows
  })
}

function isCardEnd(node: Tree.ChildNode): boolean {
  return node.nodeName === '#comment' && CARD_END.test((node as Tree.CommentNode).data)
}

/** Text and inline elements between blocks are a paragraph. */
function readLoose(nodes: readonly Tree.ChildNode[], html: string): LexicalNode[] {
  const [first] = nodes
  if (first === undefined || nodes.every((node) => node.nodeName === '#text' && readValue(node).trim() === ''))
    return []
  const children = readInlineNodes(nodes)
  if (children !== undefined) return children.length === 0 ? [] : [buildElement('paragraph', {}, children)]
  const from = first.sourceCodeLocation?.startOffset ?? 0
  return [buildHtmlNode(html.slice(from, nodes.at(-1)?.sourceCodeLocation?.endOffset ?? html.length).trim())]
}

function buildHtmlNode(html: string): LexicalNode {
  return { type: 'html', version: 1, html }
}

function readValue(node: Tree.ChildNode): string {
  return 'value' in node ? node.value : ''
}
