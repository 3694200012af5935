import { isDeepStrictEqual } from 'node:util'
import type { LexicalNode } from '../../markdown/index.ts'
import { keepStoredText } from './keep-stored-text.ts'

/** How nodes are compared. */
export interface NodeComparison {
  /** What a block says, as a text. */
  readonly describe: (node: LexicalNode) => string
  /** The block without what no reader sees; undefined for one that nobody sees. */
  readonly canonicalise: (node: LexicalNode) => LexicalNode | undefined
}

/**
 * Returns a block that changed with everything of the former one that the file does not speak of: its alignment and direction, the TK marks in its
 * text, keys of the editor. None of it is shown by any Ghost, so that it is right for the new text as well; where that would say anything else than
 * what was wanted, the wanted block is returned.
 *
 * @param children of the result, where they are known already
 */
export function keepStoredNode(
  stored: LexicalNode,
  wanted: LexicalNode,
  { describe, canonicalise }: NodeComparison,
  children?: readonly LexicalNode[],
): LexicalNode {
  const [before, after] = [canonicalise(stored), canonicalise(wanted)]
  // A card of another page or picture is another card: nothing that was stored with the former one belongs to it.
  const isOther = ['url', 'src'].some((key) => !isDeepStrictEqual(before?.[key], after?.[key]))
  if (before === undefined || after === undefined || before.type !== after.type || isOther) return wanted
  const isSame = (key: string): boolean => isDeepStrictEqual(before[key], after[key])
  const kept = Object.entries(stored).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'children') return [[key, value]]
    if (isSame(key)) return [[key, value]]
    return Object.hasOwn(wanted, key) ? [[key, wanted[key]]] : []
  })
  const added = Object.entries(wanted).filter(
    ([key]) => !Object.hasOwn(stored, key) && (key === 'children' || !isSame(key)),
  )
  const merged: LexicalNode = { ...Object.fromEntries([...kept, ...added]), type: stored.type }
  const inside = children ?? keepChildren(stored, wanted)
  const result = inside === undefined ? merged : { ...merged, children: inside }
  return describe(result) === describe(wanted) ? result : wanted
}

function keepChildren(stored: LexicalNode, wanted: LexicalNode): readonly LexicalNode[] | undefined {
  if (wanted.children === undefined) return undefined
  return keepStoredText(stored.children ?? [], wanted.children)
}
