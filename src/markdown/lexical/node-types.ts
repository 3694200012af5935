import { CARDS } from '../cards/registry.ts'

/**
 * Every node type that the converter may write. Closed on purpose: a type that a Ghost version does not know makes it answer 201 and drop
 * the rest of the post's HTML from there on. All of these are known to Ghost 5 and 6, but for `transistor`, which only Ghost 6 knows and a plan for
 * Ghost 5 refuses, and the pending embed, which the publisher replaces by what Ghost shows for the URL.
 */
export const NODE_TYPES: readonly string[] = [
  'paragraph',
  'extended-heading',
  'extended-quote',
  'aside',
  'list',
  'listitem',
  'extended-text',
  'linebreak',
  'link',
  ...CARDS.map(({ type }) => type),
]

export function isNodeType(type: string): boolean {
  return NODE_TYPES.includes(type)
}
