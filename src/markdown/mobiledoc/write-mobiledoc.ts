import { isDeepStrictEqual } from 'node:util'
import { canonicaliseNodes } from '../canonical/canonicalise-nodes.ts'
import type { LexicalNode, LexicalRoot } from '../lexical.ts'
import { readMobiledoc } from '../read/read-mobiledoc.ts'
import { MARK_KEY, markStandIn } from './card-mark.ts'
import { collectParts, type PartCollector } from './collect-parts.ts'
import { type MatchedAnchor, matchAnchors } from './match-anchors.ts'
import type { MobiledocDocument, WrittenSection } from './mobiledoc-document.ts'
import type { MobiledocOptions } from './mobiledoc-options.ts'
import { renderStandIn } from './render-stand-in.ts'
import { rewriteAnchors } from './rewrite-anchors.ts'
import { writeNativeCard } from './write-native-card.ts'
import { writeTextSection } from './write-text-section.ts'

/**
 * A document as Ghost 3 and 4 keep it: a section for each block, native where one shows all of it, else an HTML card that shows the same and knows what it
 * stands for. Nothing is written that was not read back first: a block that would come back as another is written as such a card as well.
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
