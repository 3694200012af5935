import type { LexicalNode } from '../lexical.ts'
import { MARK_KEY } from '../mobiledoc/card-mark.ts'

/** Names that changed. Source: @tryghost/kg-converters; `card-markdown` and `image-card` are of Ghost 1. */
const NAMES: Readonly<Record<string, string>> = {
  code: 'codeblock',
  hr: 'horizontalrule',
  'card-markdown': 'markdown',
  'image-card': 'image',
}

/** A card, `[name, payload]`, as the node that it became. Undefined when it has no name. */
export function readMobiledocCard([name, payload]: readonly unknown[]): LexicalNode | undefined {
  if (typeof name !== 'string') return undefined
  const type = Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name
  const properties = typeof payload === 'object' && payload !== null ? { ...payload } : {}
  const { type: embedType, [MARK_KEY]: _mark, ...rest } = properties as Readonly<Record<string, unknown>>
  const node = { ...rest, ...(type === 'embed' && embedType !== undefined ? { embedType } : {}) }
  if (type !== 'callout' || !('backgroundColor' in node)) return { type, version: 1, ...node }
  // Colours of its own were an `rgba(…)` before Ghost had names for them; Ghost shows them as white.
  const isName = /^[a-zA-Z\d-]+$/.test(String(node.backgroundColor))
  return { type, version: 1, ...node, backgroundColor: isName ? node.backgroundColor : 'white' }
}
