import { findMobiledocCard } from '../cards/registry.ts'
import { MAX_JSON_DEPTH, measureDepth } from '../document/json-depth.ts'
import { buildElement, buildRoot, type LexicalNode, type LexicalRoot } from '../document/lexical.ts'
import { ELEMENT_FORMATS } from '../html/read-inline-nodes.ts'
import { buildInline } from '../inline/inline-nodes.ts'
import type { InlinePiece, TextPiece } from '../inline/inline-piece.ts'
import { MARK_KEY, readLinkTitles, readStandIn } from './card-mark.ts'
import { matchAnchors, rewriteAnchors } from './match-anchors.ts'

/** Section types of Mobiledoc 0.3. */
const SECTION = { text: 1, image: 2, list: 3, card: 10 } as const

/** A block as it was read. Where an HTML card of ours stood for it, it is unchanged, and its links are too. */
type ReadBlock = ReadSection

/**
 * A document of Ghost 1 to 4, as Lexical: what Ghost's own converter makes of it when somebody opens the post (`@tryghost/kg-converters`), and
 * what that one loses besides: `<i>`, `<b>` and highlights, images of Ghost 1, a link that no marker closes, and where links within the page lead, since
 * headings have other ids today. Cards that ghost-sync wrote for something else are what they stand for.
 *
 * @param siteUrl the site's public URL, where it may have moved
 * @throws SyntaxError when it is not JSON, TypeError when it is no Mobiledoc
 */
export function readMobiledoc(text: string, { siteUrl }: { readonly siteUrl?: string } = {}): LexicalRoot {
  const mobiledoc = parseMobiledoc(text)
  return buildRoot(readBlocks(mobiledoc, siteUrl).map(({ node }) => node))
}

/** A section of a document, and the block that it is read as. */
export interface ReadSection {
  readonly section: readonly unknown[]
  readonly node: LexicalNode
  /** Whether it is an HTML card of ours that stands for the block. */
  readonly isStandIn: boolean
}

/** A document that was taken apart. The titles of links that an editor has dropped are not read: the sections do not say them. */
export interface ReadSections extends Pick<Mobiledoc, 'markups' | 'atoms' | 'cards'> {
  /** Without those that show nothing. */
  readonly sections: readonly ReadSection[]
}

/** @throws SyntaxError when it is not JSON, TypeError when it is no Mobiledoc */
export function readSections(text: string, siteUrl: string): ReadSections {
  const mobiledoc: Mobiledoc = { ...parseMobiledoc(text), titles: new Map() }
  const { markups, atoms, cards } = mobiledoc
  return { markups, atoms, cards, sections: readBlocks(mobiledoc, siteUrl) }
}

function readBlocks(mobiledoc: Mobiledoc, siteUrl?: string): readonly ReadBlock[] {
  const blocks = mobiledoc.sections.flatMap((section) => readBlock(section, mobiledoc, siteUrl) ?? [])
  const nodes = leadToday(blocks, mobiledoc)
  return blocks.map((block, index) => ({ ...block, node: nodes[index] ?? block.node }))
}

function readBlock(section: readonly unknown[], mobiledoc: Mobiledoc, siteUrl?: string): ReadBlock | undefined {
  const card = section[0] === SECTION.card ? mobiledoc.cards[Number(section[1])] : undefined
  const standIn = card && readStandIn({ ...(card[1] as object) }, siteUrl)
  if (standIn !== undefined) return { section, node: standIn, isStandIn: true }
  if (isCarrier(section, mobiledoc)) return undefined
  const node = readSection(section, mobiledoc)
  return node && { section, node, isStandIn: false }
}

/** Whether a paragraph only carries our stamp. */
function isCarrier([kind, , markers]: readonly unknown[], mobiledoc: Mobiledoc): boolean {
  const [marker, ...others]: readonly unknown[] = Array.isArray(markers) ? markers : []
  if (kind !== SECTION.text || others.length > 0 || !Array.isArray(marker) || marker[0] !== 1) return false
  return carriesMark(mobiledoc.atoms[Number(marker[3])])
}

/** Whether an atom carries a mark of ours. */
export function carriesMark(atom: readonly unknown[] | undefined): boolean {
  const payload = atom?.[2]
  return typeof payload === 'object' && payload !== null && MARK_KEY in payload
}

/** Links within the page, to the ids that its headings have today. */
function leadToday(blocks: readonly ReadBlock[], { hasOldIds }: Mobiledoc): LexicalNode[] {
  const headings = blocks.filter(({ node: { type } }) => type === 'extended-heading' || type === 'heading')
  const anchors = matchAnchors(
    headings.map(({ node, isStandIn }) => ({ heading: node, isNative: !isStandIn })),
    hasOldIds,
  )
  const isMoved = anchors.some(({ today, there }) => today !== there)
  const ids = new Map(isMoved ? [...anchors].reverse().map(({ today, there }) => [there, today]) : [])
  return blocks.map(({ node, isStandIn }) => (isStandIn ? node : rewriteAnchors(node, ids)))
}

function readSection(section: readonly unknown[], mobiledoc: Mobiledoc): LexicalNode | undefined {
  const [kind, second, third] = section
  switch (kind) {
    case SECTION.text: {
      const children = readMarkers(third, mobiledoc)
      const tag = String(second).toLowerCase()
      if (/^h[1-6]$/.test(tag)) return buildElement('extended-heading', { tag }, children)
      if (tag === 'blockquote') return buildElement('extended-quote', {}, children)
      if (tag === 'aside' || tag === 'pull-quote') return buildElement('aside', {}, children)
      return buildElement('paragraph', {}, children)
    }
    case SECTION.image:
      return { type: 'image', version: 1, src: String(second) }
    case SECTION.list: {
      const isOrdered = second === 'ol'
      const kinds = isOrdered
        ? ({ listType: 'number', tag: 'ol' } as const)
        : ({ listType: 'bullet', tag: 'ul' } as const)
      const items = (Array.isArray(third) ? third : []).map((markers: unknown, index) =>
        buildElement('listitem', { value: index + 1, indent: 0 }, readMarkers(markers, mobiledoc)),
      )
      return buildElement('list', { ...kinds, start: 1 }, items)
    }
    case SECTION.card: {
      const card = typeof second === 'number' ? mobiledoc.cards[second] : undefined
      return card && readMobiledocCard(card)
    }
    default:
      return undefined
  }
}

/** Text and atoms of a section; each marker opens and closes elements around it. */
function readMarkers(markers: unknown, mobiledoc: Mobiledoc): LexicalNode[] {
  const pieces: InlinePiece[] = []
  const open: (readonly unknown[])[] = []
  for (const marker of Array.isArray(markers) ? markers : []) {
    if (!Array.isArray(marker)) continue
    const [kind, opened, closed, value] = marker as unknown as MobiledocMarker
    for (const index of opened) open.push(mobiledoc.markups[index] ?? [])
    const piece = kind === 0 ? readText(value, open) : readAtom(value, open, mobiledoc)
    if (piece !== undefined) addPiece(pieces, piece, readLink(open, mobiledoc))
    open.length = Math.max(0, open.length - closed)
  }
  // References are URLs of the site already.
  return buildInline(pieces, { resolve: (url) => ({ url }) })
}

function readText(value: unknown, open: readonly (readonly unknown[])[]): TextPiece {
  const format = open.reduce((all, [tag]) => all | (ELEMENT_FORMATS[String(tag).toLowerCase()] ?? 0), 0)
  return { kind: 'text', text: typeof value === 'string' ? value : '', format }
}

/** A soft return is a line break. Any other atom is shown as its text. */
function readAtom(
  value: unknown,
  open: readonly (readonly unknown[])[],
  { atoms }: Mobiledoc,
): InlinePiece | undefined {
  const atom = typeof value === 'number' ? atoms[value] : undefined
  if (atom === undefined || carriesMark(atom)) return undefined
  return atom[0] === 'soft-return' ? { kind: 'break' } : readText(atom[1], open)
}

interface OpenLink {
  readonly target: string
  readonly title: string | null
}

/** The attributes of a markup are one list of alternating names and values. */
function readLink(open: readonly (readonly unknown[])[], { titles }: Mobiledoc): OpenLink | undefined {
  const link = open.findLast(([tag]) => tag === 'a')
  const attributes = Array.isArray(link?.[1]) ? link[1] : []
  const read = (name: string): unknown => {
    const at = attributes.findIndex((entry: unknown, index: number) => index % 2 === 0 && entry === name)
    return at < 0 ? undefined : attributes[at + 1]
  }
  const target = String(read('href') ?? '')
  const title = read('title') ?? titles.get(target)
  return link && { target, title: typeof title === 'string' ? title : null }
}

function addPiece(pieces: InlinePiece[], piece: InlinePiece, link: OpenLink | undefined): void {
  const last = pieces.at(-1)
  if (link === undefined || piece.kind === 'link' || piece.kind === 'image') pieces.push(piece)
  else if (last?.kind === 'link' && last.target === link.target && last.title === link.title) {
    pieces[pieces.length - 1] = { ...last, pieces: [...last.pieces, piece] }
  } else pieces.push({ kind: 'link', ...link, pieces: [piece] })
}

/** A card, `[name, payload]`, as the node that it became. Undefined when it has no name. */
function readMobiledocCard([name, payload]: readonly unknown[]): LexicalNode | undefined {
  if (typeof name !== 'string') return undefined
  const card = findMobiledocCard(name)
  const type = card?.type ?? name
  const properties = typeof payload === 'object' && payload !== null ? { ...payload } : {}
  const { type: ownType, [MARK_KEY]: _mark, ...rest } = properties as Readonly<Record<string, unknown>>
  return { type, version: 1, ...(card?.mobiledoc?.restore?.(rest, ownType) ?? rest) }
}

/** A Mobiledoc 0.3. Only its outline has been checked. */
interface Mobiledoc {
  /** Whether headings have the ids of Ghost 3 and older. A document that Ghost 4 wrote has a `ghostVersion`. */
  readonly hasOldIds: boolean
  /** The titles of links, by URL, where an editor has dropped them. */
  readonly titles: ReadonlyMap<string, string>
  readonly markups: readonly (readonly unknown[])[]
  readonly atoms: readonly (readonly unknown[])[]
  readonly cards: readonly (readonly unknown[])[]
  readonly sections: readonly (readonly unknown[])[]
}

/** 0 text or 1 atom, the markups that open here, how many close after it, the text or the atom's index. */
type MobiledocMarker = readonly [kind: number, opened: readonly number[], closed: number, value: unknown]

/** @throws SyntaxError when the text is not JSON, TypeError when it is no Mobiledoc */
function parseMobiledoc(text: string): Mobiledoc {
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
