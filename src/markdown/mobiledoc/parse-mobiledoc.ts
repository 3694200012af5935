import { MAX_JSON_DEPTH, measureDepth } from '../document/json-depth.ts'
import { readLinkTitles } from './link-titles.ts'

/** A Mobiledoc 0.3, as far as its outline has been checked. */
export interface Mobiledoc {
  /** Whether headings have the ids of Ghost 3 and older: what Ghost 4 has written says so by its version. */
  readonly hasOldIds: boolean
  /** Of links, by URL, where an editor has dropped them. */
  readonly titles: ReadonlyMap<string, string>
  readonly markups: readonly (readonly unknown[])[]
  readonly atoms: readonly (readonly unknown[])[]
  readonly cards: readonly (readonly unknown[])[]
  readonly sections: readonly (readonly unknown[])[]
}

/** 0 text or 1 atom, the markups that open here, how many close after it, the text or the atom's index. */
export type MobiledocMarker = readonly [kind: number, opened: readonly number[], closed: number, value: unknown]

/** @throws SyntaxError when the text is not JSON, TypeError when it is no Mobiledoc */
export function parseMobiledoc(text: string): Mobiledoc {
  const document: unknown = JSON.parse(text)
  if (typeof document !== 'object' || document === null || !('sections' in document)) {
    throw new TypeError('A Mobiledoc has sections; this has none.')
  }
  if (measureDepth(document) > MAX_JSON_DEPTH) throw new TypeError('This Mobiledoc is nested too deep.')
  const part = (key: string): readonly (readonly unknown[])[] => {
    const value: unknown = (document as Readonly<Record<string, unknown>>)[key]
    return Array.isArray(value) ? value.map((entry: unknown) => (Array.isArray(entry) ? entry : [])) : []
  }
  const version = 'ghostVersion' in document ? Number.parseInt(String(document.ghostVersion), 10) : 0
  const hasOldIds = !(version >= 4)
  const [atoms, cards] = [part('atoms'), part('cards')]
  const titles = readLinkTitles(
    document,
    [...cards, ...atoms].map((entry) => entry.at(-1)),
  )
  return { hasOldIds, titles, markups: part('markups'), atoms, cards, sections: part('sections') }
}
