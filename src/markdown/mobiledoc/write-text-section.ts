import type { LexicalNode } from '../document/lexical.ts'
import type {
  CardPayload,
  MobiledocDialect,
  MobiledocDocument,
  WrittenMarker,
  WrittenSection,
} from '../document/mobiledoc.ts'
import { canonicaliseInline } from '../inline/canonicalise-inline.ts'
import { readPieces } from '../inline/inline-nodes.ts'
import type { BreakPiece, InlinePiece, TextPiece } from '../inline/inline-piece.ts'

/** Writes a block of text, or a flat list, as a section. Undefined where there is no section that shows all of it. */
export function writeTextSection(
  node: LexicalNode,
  dialect: MobiledocDialect,
  parts: PartCollector,
): WrittenSection | undefined {
  if (node.type === 'list') return writeList(node, dialect, parts)
  const tag = chooseTag(node, dialect)
  const markers = tag === undefined ? undefined : writeInline(node, dialect, parts)
  return tag === undefined || markers === undefined ? undefined : [1, tag, markers]
}

function chooseTag({ type, tag }: LexicalNode, dialect: MobiledocDialect): string | undefined {
  switch (type) {
    case 'paragraph':
      return 'p'
    case 'extended-heading':
    case 'heading':
      return typeof tag === 'string' && /^h[1-6]$/.test(tag) ? tag : undefined
    case 'extended-quote':
    case 'quote':
      return 'blockquote'
    case 'aside':
      // Ghost 3 makes an `<aside>` of it, which no theme of its time shows as a quote.
      return dialect === 4 ? 'aside' : undefined
    default:
      return undefined
  }
}

function writeList(list: LexicalNode, dialect: MobiledocDialect, parts: PartCollector): WrittenSection | undefined {
  const items: (readonly WrittenMarker[])[] = []
  for (const item of list.children ?? []) {
    const markers = item.type === 'listitem' ? writeInline(item, dialect, parts) : undefined
    if (markers === undefined) return undefined
    items.push(markers)
  }
  return [3, list.listType === 'number' ? 'ol' : 'ul', items]
}

function writeInline(node: LexicalNode, dialect: MobiledocDialect, parts: PartCollector): WrittenMarker[] | undefined {
  const pieces = readPieces(node.children ?? [])
  return pieces && writeMarkers(canonicaliseInline(pieces), dialect, parts)
}

/** The tags that Mobiledoc's renderer knows, by Lexical's bits. There is none for a highlight: of what it does not know it shows the text alone. */
const TAGS: readonly (readonly [bit: number, tag: string])[] = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
]
const SHOWN = TAGS.reduce((all, [bit]) => all | bit, 0)

/** Written as `unsafe:…`. Source: mobiledoc-dom-renderer 0.7.2, `sanitizeHref`. */
const REFUSED = /^ *(?:j *a *v *a *s *c *r *i *p *t|v *b *s *c *r *i *p *t) *:/i

/** Addresses that mean the same on every page. */
const FIXED = /^(?:[a-z][a-z\d+.-]*:|[/#])/i

/** A text or a break with what stands around it, from the outside in. */
interface Unit {
  readonly piece: TextPiece | BreakPiece
  /** The number of the link around it. */
  readonly link: number | undefined
  readonly bits: number
}

/**
 * Pieces in canonical form as markers. Undefined where Ghost would not show one of them as it is; or where Ghost 3 would give it back otherwise: a link that is
 * relative to the post comes back with the address that the post has now, which is another one once it is published (seen on 3.42).
 */
function writeMarkers(
  pieces: readonly InlinePiece[],
  dialect: MobiledocDialect,
  parts: PartCollector,
): WrittenMarker[] | undefined {
  const links = new Map<number, number>()
  const units: Unit[] = []
  for (const [place, piece] of pieces.entries()) {
    if (piece.kind === 'image') return undefined
    if (piece.kind !== 'link') units.push(...listUnits(piece, pieces[place - 1], pieces[place + 1], undefined))
    else if (REFUSED.test(piece.target) || (dialect === 3 && !FIXED.test(piece.target))) return undefined
    else {
      const title = piece.title === null ? [] : ['title', piece.title]
      links.set(place, parts.markup('a', ['href', piece.target, ...title]))
      const inside = piece.pieces
      units.push(...inside.flatMap((part, at) => listUnits(part, inside[at - 1], inside[at + 1], place)))
    }
  }
  if (!units.every(({ piece }) => piece.kind === 'break' || isShown(piece))) return undefined
  const open: { readonly bit: number; readonly link: number | undefined }[] = []
  return units.map((unit, index) => {
    const opened: number[] = []
    const isInLink = open.some(({ bit }) => bit === 0)
    if (unit.link !== undefined && !isInLink) {
      opened.push(links.get(unit.link) ?? 0)
      open.push({ bit: 0, link: unit.link })
    }
    const added = TAGS.filter(([bit]) => (unit.bits & bit) !== 0 && !open.some((one) => one.bit === bit))
    for (const [bit, tag] of added.sort(([one], [other]) => reach(units, index, other) - reach(units, index, one))) {
      opened.push(parts.markup(tag))
      open.push({ bit, link: unit.link })
    }
    const next = units[index + 1]
    const kept = open.findIndex(
      ({ bit, link }) => next === undefined || next.link !== link || (bit !== 0 && (next.bits & bit) === 0),
    )
    const closed = kept < 0 ? 0 : open.length - kept
    open.length -= closed
    return unit.piece.kind === 'break' ? [1, opened, closed, parts.softReturn()] : [0, opened, closed, unit.piece.text]
  })
}

/** Ghost shows a tab as a wide space. */
function isShown({ text, format }: TextPiece): boolean {
  return (format & ~SHOWN) === 0 && !text.includes('\t')
}

/** A break has the formats that the texts around it share, so that none is closed for it. */
function listUnits(
  piece: TextPiece | BreakPiece,
  before: InlinePiece | undefined,
  after: InlinePiece | undefined,
  link: number | undefined,
): Unit[] {
  if (piece.kind === 'text') return splitSpaces(piece).map((part) => ({ piece: part, link, bits: piece.format }))
  const bits = before?.kind === 'text' && after?.kind === 'text' ? before.format & after.format : 0
  return [{ piece, link, bits }]
}

/** Splits text between two spaces: Ghost turns one of two spaces in one text into a no-break space, and does not do so across two texts. */
function splitSpaces(piece: TextPiece): TextPiece[] {
  return piece.text.split(/(?<= )(?= )/).map((text) => ({ ...piece, text }))
}

/** Counts how many more units a format covers. The longest one is opened first and closed last. */
function reach(units: readonly Unit[], from: number, bit: number): number {
  const link = units[from]?.link
  let at = from
  while (units[at]?.link === link && ((units[at]?.bits ?? 0) & bit) !== 0) at += 1
  return at - from
}

/** Collects the parts that sections name by number. Each stands in the document once. */
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
