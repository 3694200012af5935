import fc from 'fast-check'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { anyDocument, makeRoot } from '../../markdown/write/any-lexical.ts'

/** What Ghost's editor keeps, and readers do not see. */
const unseen = fc.record(
  {
    direction: fc.constantFrom('ltr', 'rtl', null),
    indent: fc.nat(3),
    style: fc.constantFrom('', 'color: red'),
    mode: fc.constant('normal'),
  },
  { requiredKeys: [] },
)

/** Documents with it. */
export const decorated = fc.tuple(anyDocument, fc.array(unseen, { minLength: 5, maxLength: 5 })).map(([root, extras]) =>
  makeRoot(
    root.children.map((node, nth): LexicalNode => {
      const decoration = { ...extras[nth % extras.length], ...(node.type === 'paragraph' && { format: 'center' }) }
      // Keys in another order, as another version of the editor writes them.
      return { ...decoration, ...Object.fromEntries(Object.entries(node).reverse()), ...decoration } as LexicalNode
    }),
  ),
)
