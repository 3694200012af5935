import type { LexicalNode } from '../lexical.ts'
import type { CodeToken } from '../tokens/markdown-token.ts'

export type GhostCard =
  | { readonly kind: 'node'; readonly node: LexicalNode }
  /** `cause`: a sentence. */
  | { readonly kind: 'bad'; readonly cause: string }

/**
 * Fenced code of the language `ghost-card`: a node of Ghost, verbatim. The way in for nodes that have no notation, those of a Ghost newer
 * than this program included. Undefined for any other code.
 */
export function readGhostCard({ lang, text }: CodeToken): GhostCard | undefined {
  if (lang === undefined || /^\S*/.exec(lang)?.[0] !== 'ghost-card') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { kind: 'bad', cause: `It is no JSON: ${error instanceof Error ? error.message : String(error)}.` }
  }
  if (!isNode(value))
    return { kind: 'bad', cause: 'It is no node: an object with a `type`, and with nodes as `children`.' }
  if (value.type === 'root') return { kind: 'bad', cause: 'It is a whole document, not one block of it.' }
  return { kind: 'node', node: value }
}

/** Ghost answers 500 to children that are no nodes, and keeps nothing of the post from a node without a type on. */
function isNode(value: unknown): value is LexicalNode {
  const open: unknown[] = [value]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null || !('type' in node)) return false
    if (typeof node.type !== 'string' || node.type === '') return false
    if (!('children' in node)) continue
    if (!Array.isArray(node.children)) return false
    const children: readonly unknown[] = node.children
    if (children.includes(undefined)) return false
    open.push(...children)
  }
  return true
}
