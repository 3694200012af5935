import type { CardPayload, MobiledocDocument } from './mobiledoc-document.ts'

/** What sections name by number: each is said once in the document, and told by its place. */
export interface PartCollector {
  readonly markup: (tag: string, attributes?: readonly string[]) => number
  readonly softReturn: () => number
  readonly card: (name: string, payload: CardPayload) => number
  readonly parts: Pick<MobiledocDocument, 'markups' | 'atoms' | 'cards'>
}

export function collectParts(): PartCollector {
  const markups: [string, (readonly string[])?][] = []
  const known = new Map<string, number>()
  const atoms: [string, string, object][] = []
  const cards: [string, CardPayload][] = []
  return {
    markup: (tag, attributes) => {
      const key = JSON.stringify([tag, attributes])
      const index = known.get(key) ?? markups.push(attributes === undefined ? [tag] : [tag, attributes]) - 1
      known.set(key, index)
      return index
    },
    softReturn: () => (atoms.length === 0 ? atoms.push(['soft-return', '', {}]) : atoms.length) - 1,
    card: (name, payload) => cards.push([name, payload]) - 1,
    parts: { markups, atoms, cards },
  }
}
