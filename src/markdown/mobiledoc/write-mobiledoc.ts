import { isDeepStrictEqual } from 'node:util'
import { countsWhenEmpty, findCard } from '../cards/registry.ts'
import { escapeText } from '../document/escape.ts'
import type { LexicalNode, LexicalRoot } from '../document/lexical.ts'
import type {
  CardPayload,
  MobiledocDialect,
  MobiledocDocument,
  MobiledocOptions,
  WrittenSection,
} from '../document/mobiledoc.ts'
import { gateHtml } from '../html/visibility.ts'
import { canonicaliseNodes } from '../lexical/canonicalise-nodes.ts'
import { renderLexicalHtml } from '../lexical/render-lexical-html.ts'
import { MARK_KEY, markStandIn } from './card-mark.ts'
import { type MatchedAnchor, matchAnchors, rewriteAnchors } from './match-anchors.ts'
import { readMobiledoc } from './read-mobiledoc.ts'
import { collectParts, type PartCollector, writeTextSection } from './write-text-section.ts'

/**
 * Writes a document as Ghost 3 and 4 keep it, with a section for each block. A block that they can show becomes a native section or card;
 * any other becomes an HTML card that shows the same and keeps the node that it stands for. Everything is read back first: a block that
 * would come back as another one becomes such a card as well.
 */
export function writeMobiledoc(root: LexicalRoot, options: MobiledocOptions): MobiledocDocument {
  const standIns = new Set<number>()
  for (;;) {
    const document = compose(root, options, standIns)
    const back = readMobiledoc(JSON.stringify(document), options).children
    const changed = root.children.flatMap((node, index) => {
      const isKept = standIns.has(index) || isSame(node, back[index])
      return isKept ? [] : [index]
    })
    if (changed.length === 0) return document
    for (const index of changed) standIns.add(index)
  }
}

function isSame(node: LexicalNode, other: LexicalNode | undefined): boolean {
  return other !== undefined && isDeepStrictEqual(canonicaliseNodes([node]), canonicaliseNodes([other]))
}

function compose(root: LexicalRoot, options: MobiledocOptions, standIns: ReadonlySet<number>): MobiledocDocument {
  const { dialect } = options
  const parts = collectParts()
  const headings = root.children.flatMap((heading, index) => (isHeading(heading) ? [{ heading, index }] : []))
  const isNative = (node: LexicalNode, index: number): boolean =>
    !standIns.has(index) && writeTextSection(node, dialect, collectParts()) !== undefined
  const anchors = matchAnchors(
    headings.map(({ heading, index }) => ({ heading, isNative: isNative(heading, index) })),
    dialect === 3,
  )
  const ids = new Map(headings.map(({ index }, nth) => [index, anchors[nth]?.there]))
  const there = mapIds(anchors)
  const sections = root.children.map((node, index): WrittenSection => {
    const shown = rewriteAnchors(node, there)
    const native = standIns.has(index) ? undefined : writeNative(shown, options, parts)
    return native ?? writeStandIn(node, shown, ids.get(index), options, parts)
  })
  return {
    version: '0.3.1',
    ...(dialect === 4 && { ghostVersion: '4.0' }),
    ...parts.parts,
    sections: sections.length === 0 ? [[1, 'p', []]] : sections,
  }
}

function isHeading({ type }: LexicalNode): boolean {
  return type === 'extended-heading' || type === 'heading'
}

/** The first of two headings that share an id is the one that a link reaches. */
function mapIds(anchors: readonly MatchedAnchor[]): ReadonlyMap<string, string> {
  const moved = anchors.filter(({ today, there }) => today !== there)
  const first = new Map([...anchors].reverse().map(({ today, there }) => [today, there]))
  return moved.length === 0 ? new Map() : first
}

function writeNative(node: LexicalNode, options: MobiledocOptions, parts: PartCollector): WrittenSection | undefined {
  const text = writeTextSection(node, options.dialect, parts)
  if (text !== undefined) return text
  const card = writeNativeCard(node, options)
  return card && [10, parts.card(...card)]
}

function writeStandIn(
  node: LexicalNode,
  shown: LexicalNode,
  headingId: string | undefined,
  { dialect, siteUrl }: MobiledocOptions,
  parts: PartCollector,
): WrittenSection {
  const html = renderStandIn(shown, dialect, headingId)
  return [10, parts.card('html', { html, [MARK_KEY]: markStandIn(node, html, siteUrl) })]
}

/**
 * Renders what Ghost 5 shows for a node, for the HTML card that stands for it.
 * @param headingId the id that a heading is to have
 */
function renderStandIn(node: LexicalNode, dialect: MobiledocDialect, headingId: string | undefined): string {
  // Ghost 3 and 4 would show everybody what only some may see.
  if (gateHtml(node, '-') !== '-') return explain(node, 'is not for everybody')
  const html = hasStyles(node, dialect)
    ? renderToday(node, headingId)
    : (findCard(node.type)?.renderPlain?.(node) ?? renderToday(node, headingId))
  // Ghost's editor removes an empty card.
  return html.trim() === '' ? explain(node, 'shows nothing here') : html
}

/** Whether Ghost has styles and a script for a card. It loads those of the cards that it knows; any other card would be unstyled. */
function hasStyles(node: LexicalNode, dialect: MobiledocDialect): boolean {
  const card = findCard(node.type)?.mobiledoc
  return card !== undefined && card.since <= dialect && card.lacksStyles?.(node) !== true
}

function renderToday(node: LexicalNode, headingId: string | undefined): string {
  const root = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [node] } as const
  const html = renderLexicalHtml(root, { ghost: 5, isUpload: () => false, hasLinkTitles: true }).trim()
  return headingId === undefined
    ? html
    : html.replace(/^(<h\d id=")[^"]*/, (_, start: string) => `${start}${headingId}`)
}

function explain({ type }: LexicalNode, why: string): string {
  return `<!-- ${escapeText(type.replaceAll('--', '- -'))}: ${why} -->`
}

/** A node as the card that Ghost has for it. Undefined where it has none, or one that would show something else. */
function writeNativeCard(
  node: LexicalNode,
  options: MobiledocOptions,
): readonly [name: string, payload: CardPayload] | undefined {
  const card = findCard(node.type)?.mobiledoc
  if (card === undefined || card.since > options.dialect) return undefined
  const adapted = card.adapt === undefined ? {} : card.adapt(node, options)
  if (adapted === undefined) return undefined
  const { type: _type, version: _version, ...properties } = node
  const whole = { ...properties, ...adapted }
  if (card.isSqueezed && holdsLines(whole)) return undefined
  const entries = Object.entries(card.isSqueezed ? joinLines(whole) : whole)
  // Empty values are left out, except where empty means something, such as a callout without an emoji.
  const said = entries.filter(([key, value]) => (value ?? '') !== '' || (value === '' && countsWhenEmpty(key)))
  return [card.name, Object.fromEntries(said)]
}

/** Whether the payload holds HTML whose line ends show, which Ghost would remove. */
function holdsLines(payload: CardPayload): boolean {
  return Object.values(payload).some(
    (value) => typeof value === 'string' && /\n/.test(value) && /<(?:pre|textarea|script|style)\b/i.test(value),
  )
}

/** Replaces line ends by spaces: a browser shows a line end as a space, and Ghost would remove it. */
function joinLines<T>(value: T): T {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? inner.replace(/(?<!\s)\s*\n\s*/g, ' ') : inner,
  )
  return JSON.parse(text) as T
}
