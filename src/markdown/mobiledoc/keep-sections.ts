import { isDeepStrictEqual } from 'node:util'
import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload, MobiledocDocument, MobiledocOptions, WrittenSection } from '../document/mobiledoc.ts'
import { canonicaliseNodes } from '../lexical/canonicalise-nodes.ts'
import { MARK_KEY } from './card-mark.ts'
import { carriesMark, type ReadSection, type ReadSections, readMobiledoc, readSections } from './read-mobiledoc.ts'

/**
 * Returns a document with Ghost's own section in place of each that says the same: with the marks, atoms and payloads as an editor left them. What
 * sections name by number is collected anew.
 *
 * @param stored the document as the site has it, as JSON text
 * @param wanted as `writeMobiledoc` wrote it
 */
export function keepStoredSections(
  stored: string,
  wanted: MobiledocDocument,
  { siteUrl }: Pick<MobiledocOptions, 'siteUrl'>,
): MobiledocDocument {
  const text = JSON.stringify(wanted)
  const after = readSections(text, siteUrl)
  const before = readStored(stored, siteUrl)
  // A section that shows nothing (an empty document) would be left out.
  if (before === undefined || after.sections.length !== wanted.sections.length) return wanted
  const matches = matchSections(before, after)
  const parts = collectStoredParts()
  const sections = after.sections.map(({ section }, index) => {
    const match = matches[index]
    return match === undefined ? parts.add(section, after) : parts.add(match.section, before)
  })
  const kept: MobiledocDocument = { ...wanted, ...parts.parts, sections }
  const [one, other] = [JSON.stringify(kept), text].map((each) =>
    canonicaliseNodes(readMobiledoc(each, { siteUrl }).children),
  )
  return isDeepStrictEqual(one, other) ? kept : wanted
}

function readStored(stored: string, siteUrl: string): ReadSections | undefined {
  try {
    return readSections(stored, siteUrl)
  } catch (error) {
    // What cannot be read has nothing that could be kept.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** Finds for each section the stored one that says the same: those at both ends by their place, the others in their order. */
function matchSections(before: ReadSections, after: ReadSections): readonly (ReadSection | undefined)[] {
  const [stored, wanted] = [before.sections, after.sections]
  const [olds, news] = [stored, wanted].map((sections) => sections.map(({ node }) => describe(node)))
  const matches: (ReadSection | undefined)[] = wanted.map(() => undefined)
  const take = (index: number, one: ReadSection | undefined) => {
    if (one !== undefined && isKept(one, before)) matches[index] = one
  }
  const shorter = Math.min(stored.length, wanted.length)
  let start = 0
  for (; start < shorter && olds?.[start] === news?.[start]; start += 1) take(start, stored[start])
  let end = 0
  for (; end < shorter - start && olds?.at(-1 - end) === news?.at(-1 - end); end += 1) {
    take(wanted.length - 1 - end, stored.at(-1 - end))
  }
  const left = new Map<string | undefined, ReadSection[]>()
  for (const [index, one] of stored.entries()) {
    if (index < start || index >= stored.length - end) continue
    const same = left.get(olds?.[index]) ?? []
    same.push(one)
    left.set(olds?.[index], same)
  }
  for (const same of left.values()) same.reverse()
  for (let index = start; index < wanted.length - end; index += 1) take(index, left.get(news?.[index])?.pop())
  return matches
}

function describe(node: LexicalNode): string {
  return JSON.stringify(canonicaliseNodes([node]))
}

/** A card that stands for a block of ours is written as today; a text that our stamp got into is written without it. */
function isKept({ section, isStandIn }: ReadSection, { atoms }: ReadSections): boolean {
  return (
    !isStandIn && !listMarkers(section).some(([kind, , , value]) => kind === 1 && carriesMark(atoms[Number(value)]))
  )
}

type Marker = readonly [kind: unknown, opened: unknown, closed: unknown, value: unknown, ...more: unknown[]]

function listMarkers([kind, , content]: readonly unknown[]): readonly Marker[] {
  if (!Array.isArray(content)) return []
  const lines: readonly unknown[] = kind === LIST ? content : [content]
  return lines.flatMap((line) =>
    Array.isArray(line) ? line.filter(Array.isArray).map((marker) => marker as unknown as Marker) : [],
  )
}

const LIST = 3
const CARD = 10

interface StoredParts {
  /** A section with the numbers that its parts have here. */
  readonly add: (section: readonly unknown[], source: ReadSections) => WrittenSection
  readonly parts: Pick<MobiledocDocument, 'markups' | 'atoms' | 'cards'>
}

function collectStoredParts(): StoredParts {
  const markups = collect()
  const atoms = collect()
  const cards: unknown[] = []
  const line = (content: unknown, source: ReadSections): unknown =>
    Array.isArray(content)
      ? content.map((marker: unknown) => {
          if (!Array.isArray(marker)) return marker
          const [kind, opened, closed, value, ...more] = marker as unknown as Marker
          const marks = Array.isArray(opened) ? opened.map((at) => markups.add(source.markups[Number(at)])) : opened
          return [kind, marks, closed, kind === 1 ? atoms.add(source.atoms[Number(value)]) : value, ...more]
        })
      : content
  return {
    add: ([kind, second, third, ...more], source) => {
      if (kind === CARD) return [CARD, cards.push(withoutStamp(source.cards[Number(second)])) - 1]
      const content =
        kind === LIST && Array.isArray(third) ? third.map((item: unknown) => line(item, source)) : line(third, source)
      // A stored section is what some editor wrote; only its numbers are known to be right.
      return (third === undefined ? [kind, second] : [kind, second, content, ...more]) as unknown as WrittenSection
    },
    parts: { markups: markups.list, atoms: atoms.list, cards } as StoredParts['parts'],
  }
}

/** A list in which equal entries stand once. */
function collect(): { readonly list: unknown[]; readonly add: (entry: unknown) => number } {
  const list: unknown[] = []
  const known = new Map<string, number>()
  return {
    list,
    add: (entry) => {
      const key = JSON.stringify(entry)
      const index = known.get(key) ?? list.push(entry) - 1
      known.set(key, index)
      return index
    },
  }
}

/** A stamp stands in the first and the last card of a document, which may be other ones now. */
function withoutStamp(card: readonly unknown[] | undefined): unknown {
  const [name, payload, ...more] = card ?? []
  if (typeof payload !== 'object' || payload === null || !(MARK_KEY in payload)) return card
  const { [MARK_KEY]: mark, ...rest } = payload as CardPayload
  const { stamp: _stamp, owner: _owner, titles: _titles, ...own } = { ...(mark as object) } as Record<string, unknown>
  return [name, Object.keys(own).length > 0 ? { ...rest, [MARK_KEY]: own } : rest, ...more]
}
