import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { LexicalNode } from '../document/lexical.ts'
import { buildInline } from '../inline/inline-nodes.ts'
import type { BreakPiece, InlinePiece, TextPiece } from '../inline/inline-piece.ts'
import { tidyInline } from '../inline/tidy-inline.ts'

/** Inline HTML as inline nodes. Undefined when it holds an element or an attribute that Lexical has no form for. */
export function readInlineNodes(nodes: readonly Tree.ChildNode[]): LexicalNode[] | undefined {
  const pieces = readPieces(nodes, 0)
  return pieces && buildInline(tidyInline(collapse(pieces)), { resolve: (url) => ({ url }) })
}

function readPieces(nodes: readonly Tree.ChildNode[], format: number): InlinePiece[] | undefined {
  const pieces: InlinePiece[] = []
  for (const node of nodes) {
    const read = readNode(node, format)
    if (read === undefined) return undefined
    pieces.push(...read)
  }
  return pieces
}

function readNode(node: Tree.ChildNode, format: number): InlinePiece[] | undefined {
  if ('value' in node) return [{ kind: 'text', text: node.value, format }]
  if (!('tagName' in node)) return node.nodeName === '#comment' ? [] : undefined
  const { tagName: name, attrs } = node
  if (name === 'br') return [{ kind: 'break' }]
  if (name === 'a') return readLink(node, format)
  // A class or id of the author's may mean something to the theme; `white-space` is what Ghost's editor writes.
  const isPlain = attrs.every((attribute) => attribute.name === 'style' && /^white-space:/.test(attribute.value))
  const own = name === 'span' ? 0 : Object.hasOwn(ELEMENT_FORMATS, name) ? ELEMENT_FORMATS[name] : undefined
  return isPlain && own !== undefined ? readPieces(node.childNodes, format | own) : undefined
}

function readLink(link: Tree.Element, format: number): InlinePiece[] | undefined {
  const known = ['href', 'title', 'rel', 'target']
  const inside = readPieces(link.childNodes, format)
  if (inside === undefined || link.attrs.some(({ name }) => !known.includes(name))) return undefined
  const pieces = inside.filter(
    (piece): piece is TextPiece | BreakPiece => piece.kind === 'text' || piece.kind === 'break',
  )
  const read = (name: string): string | undefined => link.attrs.find((attribute) => attribute.name === name)?.value
  const href = read('href')
  if (href === undefined || pieces.length < inside.length) return undefined
  return [{ kind: 'link', target: href, title: read('title') ?? null, pieces }]
}

/** White space as a browser shows it. */
function collapse(pieces: readonly InlinePiece[]): InlinePiece[] {
  return pieces.map((piece) => {
    if (piece.kind === 'link') return { ...piece, pieces: piece.pieces.map((part) => collapseText(part)) }
    return collapseText(piece)
  })
}

function collapseText<P extends InlinePiece>(piece: P): P {
  return piece.kind === 'text' ? { ...piece, text: piece.text.replace(/[ \t\n\r\f]+/g, ' ') } : piece
}

/** Lexical's bit for each element that may stand around text, under all of its names. */
export const ELEMENT_FORMATS: Readonly<Record<string, number>> = {
  strong: 1,
  b: 1,
  em: 2,
  i: 2,
  s: 4,
  del: 4,
  strike: 4,
  u: 8,
  code: 16,
  sub: 32,
  sup: 64,
  mark: 128,
}
