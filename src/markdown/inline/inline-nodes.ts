import { encodeUrl } from '../document/escape.ts'
import { buildElement, type LexicalNode } from '../document/lexical.ts'
import type { ConvertOptions } from '../document/markdown-document.ts'
import type { BreakPiece, InlinePiece, TextPiece } from './inline-piece.ts'

/** Builds Lexical nodes from pieces. Images have no inline node; the caller has removed them before. */
export function buildInline(pieces: readonly InlinePiece[], conversion: ConvertOptions): LexicalNode[] {
  return pieces.flatMap((piece) => {
    switch (piece.kind) {
      case 'text':
        return [
          {
            type: 'extended-text',
            version: 1,
            text: piece.text,
            format: piece.format,
            detail: 0,
            mode: 'normal',
            style: '',
          },
        ]
      case 'break':
        return [{ type: 'linebreak', version: 1 }]
      case 'link': {
        const url = piece.target === '' ? '' : encodeUrl(conversion.resolve(piece.target, 'link').url)
        const children = buildInline(piece.pieces, conversion)
        return [buildElement('link', { url, rel: null, target: null, title: piece.title }, children)]
      }
      case 'image':
        return []
      default:
        return piece satisfies never
    }
  })
}

/**
 * Reads inline nodes as pieces. A tab is read as text, and TK as a word like any other. Undefined when there is a node that Ghost drops
 * here or that we do not know.
 */
export function readPieces(nodes: readonly LexicalNode[]): InlinePiece[] | undefined {
  const pieces: InlinePiece[] = []
  for (const node of nodes) {
    const piece = readPiece(node)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  return pieces
}

function readPiece(node: LexicalNode): InlinePiece | undefined {
  if (node.type !== 'link') return readSimple(node)
  const pieces: (TextPiece | BreakPiece)[] = []
  for (const child of Array.isArray(node.children) ? node.children : []) {
    const piece = readSimple(child)
    if (piece === undefined) return undefined
    pieces.push(piece)
  }
  const title = typeof node.title === 'string' && node.title !== '' ? node.title : null
  return { kind: 'link', target: typeof node.url === 'string' ? node.url : '', title, pieces }
}

function readSimple(node: LexicalNode): TextPiece | BreakPiece | undefined {
  switch (node.type) {
    case 'extended-text':
    case 'text':
    case 'tk':
    case 'tab': {
      const text = typeof node.text === 'string' ? node.text : node.type === 'tab' ? '\t' : ''
      return { kind: 'text', text, format: typeof node.format === 'number' ? node.format & 0xff : 0 }
    }
    case 'linebreak':
      return { kind: 'break' }
    default:
      return undefined
  }
}
