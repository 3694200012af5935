import { isUrlProperty } from '../cards/registry.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { canonicaliseInline } from '../inline/canonicalise-inline.ts'
import { makeGhostSlug } from '../inline/heading-ids.ts'
import { readPieces } from '../inline/inline-nodes.ts'
import type { InlinePiece } from '../inline/inline-piece.ts'

/** A heading of a document. Ghost chooses the id of a native one; in a card we write it. */
export interface PlacedHeading {
  readonly heading: LexicalNode
  readonly isNative: boolean
}

export interface MatchedAnchor {
  /** The id by which documents of ours know it: that of Ghost 5 and later. */
  readonly today: string
  /** The id that it has in the HTML of this Mobiledoc. */
  readonly there: string
}

/**
 * Matches the ids that headings have today with those in a Mobiledoc. Links to them are written with the one and read with the other. Ghost
 * counts repeats among native headings only.
 * @param hasOldIds whether this Mobiledoc has the ids of Ghost 3
 */
export function matchAnchors(headings: readonly PlacedHeading[], hasOldIds: boolean): readonly MatchedAnchor[] {
  const [countToday, countThere] = [countRepeats(), countRepeats()]
  const today = headings.map(({ heading }) => countToday(makeGhostSlug(readContent(heading, '\n').toWellFormed())))
  const natives = headings.map(({ heading, isNative }) => {
    if (!isNative) return undefined
    const text = readContent(heading, '').toWellFormed()
    return countThere(hasOldIds ? makeOldSlug(text) : makeGhostSlug(text))
  })
  const taken = new Set(natives)
  return today.map((id, index) => {
    const native = natives[index]
    if (native !== undefined) return { today: id, there: native }
    let there = id
    for (let nth = 2; taken.has(there); nth += 1) there = `${id}-${nth}`
    taken.add(there)
    return { today: id, there }
  })
}

/** Source: @tryghost/kg-mobiledoc-html-renderer 3.0.1, and `slugify` of @tryghost/kg-utils for a `ghostVersion` below 4. */
function makeOldSlug(text: string): string {
  return text
    .replace(/[<>&"?]/g, '')
    .trim()
    .replace(/\W/g, '-')
    .replace(/-{2,}/g, '-')
    .toLowerCase()
}

function countRepeats(): (id: string) => string {
  const repeats = new Map<string, number>()
  return (id) => {
    const times = repeats.get(id)
    repeats.set(id, (times ?? 0) + 1)
    return times === undefined ? id : `${id}-${times}`
  }
}

/** @param lineBreak what a line break counts for: nothing in a Mobiledoc */
function readContent({ children = [] }: LexicalNode, lineBreak: string): string {
  const pieces = readPieces(children)
  const read = (piece: InlinePiece): string => {
    if (piece.kind === 'text') return piece.text
    return piece.kind === 'link' ? piece.pieces.map(read).join('') : lineBreak
  }
  return pieces === undefined ? '' : canonicaliseInline(pieces).map(read).join('')
}

/** Properties that hold no link of ours: text that is shown as it is written, and Ghost's own Markdown. */
const VERBATIM = new Set(['text', 'code', 'markdown', 'alt', 'title'])

/**
 * A node whose links within the page lead to other ids: in links, in the URLs of cards, and in HTML.
 * @param ids the new id by the one that stands there
 */
export function rewriteAnchors(node: LexicalNode, ids: ReadonlyMap<string, string>): LexicalNode {
  return ids.size === 0 ? node : (rewrite(node, ids, '') as LexicalNode)
}

function rewrite(value: unknown, ids: ReadonlyMap<string, string>, key: string): unknown {
  if (typeof value === 'string') return VERBATIM.has(key) ? value : rewriteText(value, ids, isUrlProperty(key))
  if (Array.isArray(value)) return value.map((entry) => rewrite(entry, ids, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, rewrite(entry, ids, name)]))
}

function rewriteText(text: string, ids: ReadonlyMap<string, string>, isUrl: boolean): string {
  if (isUrl) return text.startsWith('#') ? `#${ids.get(text.slice(1)) ?? text.slice(1)}` : text
  return text.replace(
    /(\shref=(["'])#)([^"'\s]*)(?=\2)/g,
    (_, start: string, _quote: string, id: string) => `${start}${ids.get(id) ?? id}`,
  )
}
