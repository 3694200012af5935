import type { LexicalNode, LexicalRoot } from '../../markdown/index.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import { listChanges } from './block-changes.ts'
import { canonicaliseBody } from './canonicalise.ts'

/**
 * Returns the document that is wanted, with Ghost's own JSON for every block and list item whose meaning is unchanged. Ghost's editor keeps more than
 * readers see and Markdown can say: alignment, TK marks, keys of newer versions. A push that changes one word must not reset them everywhere else.
 *
 * @param stored as Ghost has it now
 * @param wanted with the addresses of its files in place
 */
export function keepStoredBlocks(stored: LexicalRoot, wanted: LexicalRoot, siteUrl: string): LexicalRoot {
  const children = keepBlocks(stored.children, wanted.children, siteUrl)
  const last = stored.children.at(-1)
  // Ghost's editor leaves a blank paragraph at the very end, which no page shows and no Markdown says.
  const lacksEnd = last !== undefined && isBlankParagraph(last) && !isBlankParagraph(children.at(-1))
  // The keys of the root itself say nothing that a file could change.
  return { ...wanted, ...stored, children: lacksEnd ? [...children, last] : children }
}

function isBlankParagraph(node: LexicalNode | undefined): boolean {
  return node?.type === 'paragraph' && node.children?.length === 0
}

const EMPTY = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0 } as const

function keepBlocks(stored: readonly LexicalNode[], wanted: readonly LexicalNode[], siteUrl: string): LexicalNode[] {
  const describe = (node: LexicalNode) => describeBlock(node, siteUrl)
  const changes = listChanges(stored.map(describe), wanted.map(describe))
  const kept: LexicalNode[] = []
  let [at, start] = [0, 0]
  for (const change of changes) {
    kept.push(...stored.slice(at, change.at))
    const before = stored.slice(change.at, change.at + change.length)
    kept.push(...mergeRun(before, wanted.slice(change.start, change.start + change.count), siteUrl))
    at = change.at + change.length
    start = change.start + change.count
  }
  // After the last change both lists go on alike.
  return [...kept, ...stored.slice(at, at + wanted.length - start)]
}

/**
 * Describes what a block says. The addresses of its files belong to it: the same file under another address is one that was sent again, because the
 * site had lost it.
 */
function describeBlock(node: LexicalNode, siteUrl: string): string {
  const addresses = findAssetUrls(JSON.stringify(node)).map(({ url }) => url.replace(/^https?:\/\/[^/]*/, ''))
  return JSON.stringify([canonicaliseBody({ ...EMPTY, children: [node] }, siteUrl), addresses.sort()])
}

/** Within a run of changed blocks, a list that stayed a list keeps its unchanged items; everything else is new. */
function mergeRun(
  before: readonly LexicalNode[],
  after: readonly LexicalNode[],
  siteUrl: string,
): readonly LexicalNode[] {
  const lists = before.filter(isNesting)
  const wanted = after.filter(isNesting)
  // Which list became which cannot be told where one was added or removed beside another.
  if (lists.length !== wanted.length) return after
  let nth = 0
  return after.map((node) => {
    if (!isNesting(node)) return node
    const former = lists[nth]
    nth += 1
    return former === undefined || !isSameKind(former, node) ? node : mergeList(former, node, siteUrl)
  })
}

/** A list, or an item that holds one: Lexical nests a list in an item of its own. */
function isNesting({ type, children }: LexicalNode): boolean {
  return type === 'list' || (type === 'listitem' && children?.some((child) => child.type === 'list') === true)
}

function isSameKind(a: LexicalNode, b: LexicalNode): boolean {
  return a.type === b.type && a.listType === b.listType
}

function mergeList(stored: LexicalNode, wanted: LexicalNode, siteUrl: string): LexicalNode {
  const children = keepBlocks(stored.children ?? [], wanted.children ?? [], siteUrl)
  return { ...wanted, children: wanted.type === 'list' ? renumber(children, wanted.children ?? []) : children }
}

/** The editor shows an item's own number, which is its place and not its text. */
function renumber(items: readonly LexicalNode[], wanted: readonly LexicalNode[]): LexicalNode[] {
  return items.map((item, nth) => {
    const value = wanted[nth]?.value
    return item.value === value || item.value === undefined || value === undefined ? item : { ...item, value }
  })
}
