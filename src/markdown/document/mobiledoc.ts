/** Which Ghost reads it: they render different cards, and give headings different ids. */
export type MobiledocDialect = 3 | 4

/** 0 text or 1 atom, the markups that open here, how many close after it, the text or the atom's index. */
export type WrittenMarker = readonly [kind: 0 | 1, opened: readonly number[], closed: number, value: string | number]

export type WrittenSection =
  | readonly [kind: 1, tag: string, markers: readonly WrittenMarker[]]
  | readonly [kind: 3, tag: 'ul' | 'ol', items: readonly (readonly WrittenMarker[])[]]
  | readonly [kind: 10, card: number]

export type CardPayload = Readonly<Record<string, unknown>>

/** A Mobiledoc 0.3.1 as Ghost 3 and 4 keep it: the API field `mobiledoc` is its JSON text. */
export interface MobiledocDocument {
  readonly version: '0.3.1'
  /** Ghost 4 gives headings today's ids where it stands, and those of Ghost 3 where an older number does. */
  readonly ghostVersion?: '4.0'
  readonly markups: readonly (readonly [tag: string, attributes?: readonly string[]])[]
  readonly atoms: readonly (readonly [name: string, text: string, payload: object])[]
  readonly cards: readonly (readonly [name: string, payload: CardPayload])[]
  readonly sections: readonly WrittenSection[]
}

export interface MobiledocOptions {
  readonly dialect: MobiledocDialect
  /** The site's public URL without a trailing slash; empty where it is not known. */
  readonly siteUrl: string
}
