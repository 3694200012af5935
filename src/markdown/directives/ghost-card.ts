import { writeFence } from '../document/attributes.ts'
import { MAX_JSON_DEPTH, measureDepth } from '../document/json-depth.ts'
import type { LexicalNode } from '../document/lexical.ts'
import type { UnplacedProblem } from '../document/markdown-document.ts'
import type { CodeToken } from '../document/markdown-token.ts'

export type GhostCard =
  | { readonly kind: 'node'; readonly node: LexicalNode }
  /** `cause`: a sentence. */
  | { readonly kind: 'bad'; readonly cause: string }

/**
 * Fenced code of the language `ghost-card`: a node of Ghost, verbatim. It lets authors keep nodes that have no notation, also those of a
 * Ghost that is newer than this program. Undefined for any other code.
 */
export function readGhostCard({ lang, text }: CodeToken): GhostCard | undefined {
  if (lang === undefined || /^\S*/.exec(lang)?.[0] !== 'ghost-card') return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { kind: 'bad', cause: `It is no JSON: ${error instanceof Error ? error.message : String(error)}.` }
  }
  if (measureDepth(value) > MAX_JSON_DEPTH)
    return { kind: 'bad', cause: `It is nested deeper than ${MAX_JSON_DEPTH} lists and objects.` }
  if (!isNode(value))
    return { kind: 'bad', cause: 'It is no node: an object with a `type`, and with nodes as `children`.' }
  if (value.type === 'root') return { kind: 'bad', cause: 'It is a whole document, not one block of it.' }
  return { kind: 'node', node: value }
}

/** No editor nests deeper. Ghost and this program walk documents by recursion, so that deeper ones could overflow the stack. */
const MAX_DEPTH = 100

/** Ghost answers 500 to children that are no nodes, 422 to a document within one, and keeps nothing of the post from a node without a type on. */
function isNode(value: unknown, depth = 0): value is LexicalNode {
  if (depth > MAX_DEPTH || typeof value !== 'object' || value === null || !('type' in value)) return false
  if (typeof value.type !== 'string' || value.type === '' || (depth > 0 && value.type === 'root')) return false
  if (!('children' in value)) return true
  if (!Array.isArray(value.children)) return false
  const children: readonly unknown[] = value.children
  return children.every((child) => isNode(child, depth + 1))
}

/** @param isTopLevel False in a list, a quote, or a directive. */
export function checkGhostCard(token: CodeToken, isTopLevel: boolean): readonly UnplacedProblem[] {
  const card = readGhostCard(token)
  if (card === undefined) return []
  if (card.kind === 'bad') {
    return [
      {
        code: 'ghost-card/json',
        message: `What is in this \`ghost-card\` cannot be sent to Ghost. ${card.cause}`,
        hint: 'Restore it as it was pulled from Ghost.',
      },
    ]
  }
  if (isTopLevel) return []
  return [
    {
      code: 'ghost-card/place',
      message: 'A `ghost-card` stands inside a list, a quote or another block, where Ghost has no cards.',
      hint: 'Move it out.',
    },
  ]
}

/** Writes any node as its own JSON, for nodes that Markdown has no notation for and for those of newer Ghosts. It is sent back unchanged. */
export function writeGhostCard(node: LexicalNode): string {
  return writeFence('`', 'ghost-card', JSON.stringify(node, null, 2))
}
