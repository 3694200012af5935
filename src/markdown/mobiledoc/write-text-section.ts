import { canonicaliseInline } from '../canonical/canonicalise-inline.ts'
import { readPieces } from '../canonical/read-pieces.ts'
import type { LexicalNode } from '../lexical.ts'
import type { PartCollector } from './collect-parts.ts'
import type { MobiledocDialect, WrittenMarker, WrittenSection } from './mobiledoc-document.ts'
import { writeMarkers } from './write-markers.ts'

/** A block of text, or a flat list, as a section of its own. Undefined for what has none, or none that shows all of it. */
export function writeTextSection(
  node: LexicalNode,
  dialect: MobiledocDialect,
  parts: PartCollector,
): WrittenSection | undefined {
  if (node.type === 'list') return writeList(node, dialect, parts)
  const tag = chooseTag(node, dialect)
  const markers = tag === undefined ? undefined : writeInline(node, dialect, parts)
  return tag === undefined || markers === undefined ? undefined : [1, tag, markers]
}

function chooseTag({ type, tag }: LexicalNode, dialect: MobiledocDialect): string | undefined {
  switch (type) {
    case 'paragraph':
      return 'p'
    case 'extended-heading':
    case 'heading':
      return typeof tag === 'string' && /^h[1-6]$/.test(tag) ? tag : undefined
    case 'extended-quote':
    case 'quote':
      return 'blockquote'
    case 'aside':
      // Ghost 3 makes an `<aside>` of it, which no theme of its day dresses as a quote.
      return dialect === 4 ? 'aside' : undefined
    default:
      return undefined
  }
}

function writeList(list: LexicalNode, dialect: MobiledocDialect, parts: PartCollector): WrittenSection | undefined {
  const items: (readonly WrittenMarker[])[] = []
  for (const item of list.children ?? []) {
    const markers = item.type === 'listitem' ? writeInline(item, dialect, parts) : undefined
    if (markers === undefined) return undefined
    items.push(markers)
  }
  return [3, list.listType === 'number' ? 'ol' : 'ul', items]
}

function writeInline(node: LexicalNode, dialect: MobiledocDialect, parts: PartCollector): WrittenMarker[] | undefined {
  const pieces = readPieces(node.children ?? [])
  return pieces && writeMarkers(canonicaliseInline(pieces), dialect, parts)
}
