import { buildElement } from '../convert/build-element.ts'
import { buildInline } from '../inline/build-inline.ts'
import type { InlinePiece, TextPiece } from '../inline/inline-piece.ts'
import type { LexicalNode, LexicalRoot } from '../lexical.ts'
import { buildRoot } from './build-root.ts'
import { ELEMENT_FORMATS } from './element-formats.ts'
import { type Mobiledoc, type MobiledocMarker, parseMobiledoc } from './parse-mobiledoc.ts'
import { readMobiledocCard } from './read-mobiledoc-card.ts'

/** Section types of Mobiledoc 0.3. */
const SECTION = { text: 1, image: 2, list: 3, card: 10 } as const

/**
 * A document of Ghost 1 to 4, as Lexical: what Ghost's own converter makes of it when somebody opens the post (`@tryghost/kg-converters`), and
 * what that one loses besides: `<i>`, `<b>` and highlights, images of Ghost 1, a link that no marker closes.
 *
 * @throws SyntaxError when it is not JSON, TypeError when it is no Mobiledoc
 */
export function readMobiledoc(text: string): LexicalRoot {
  const mobiledoc = parseMobiledoc(text)
  return buildRoot(
    mobiledoc.sections.map((section) => readSection(section, mobiledoc)).filter((node) => node !== undefined),
  )
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
    if (piece !== undefined) addPiece(pieces, piece, readHref(open))
    open.length = Math.max(0, open.length - closed)
  }
  // References are URLs of the site already.
  return buildInline(pieces, { resolve: (url) => ({ url }) })
}

function readText(value: unknown, open: readonly (readonly unknown[])[]): TextPiece {
  const format = open.reduce((all, [tag]) => all | (ELEMENT_FORMATS[String(tag).toLowerCase()] ?? 0), 0)
  return { kind: 'text', text: typeof value === 'string' ? value : '', format }
}

/** A soft return is a line break; of any other atom the text is shown. */
function readAtom(
  value: unknown,
  open: readonly (readonly unknown[])[],
  { atoms }: Mobiledoc,
): InlinePiece | undefined {
  const atom = typeof value === 'number' ? atoms[value] : undefined
  if (atom === undefined) return undefined
  return atom[0] === 'soft-return' ? { kind: 'break' } : readText(atom[1], open)
}

/** The attributes of a markup stand in one row, name and value by turns. */
function readHref(open: readonly (readonly unknown[])[]): string | undefined {
  const link = open.findLast(([tag]) => tag === 'a')
  const attributes = Array.isArray(link?.[1]) ? link[1] : []
  const at = attributes.indexOf('href')
  return link === undefined ? undefined : String(attributes[at + 1] ?? '')
}

function addPiece(pieces: InlinePiece[], piece: InlinePiece, href: string | undefined): void {
  const last = pieces.at(-1)
  if (href === undefined || piece.kind === 'link' || piece.kind === 'image') pieces.push(piece)
  else if (last?.kind === 'link' && last.target === href) {
    pieces[pieces.length - 1] = { ...last, pieces: [...last.pieces, piece] }
  } else pieces.push({ kind: 'link', target: href, title: null, pieces: [piece] })
}
