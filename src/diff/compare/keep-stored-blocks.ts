import type { LexicalNode, LexicalRoot } from '../../markdown/index.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import { listChanges } from './block-changes.ts'
import { canonicaliseBody } from './canonicalise.ts'
import { keepStoredNode, type NodeComparison } from './keep-stored-node.ts'
import { pairBlocks } from './pair-blocks.ts'
import { describeWebCard } from './web-cards.ts'

/**
 * Returns the document that is wanted, with Ghost's own JSON for every block and list item whose meaning is unchanged, and in the others for what the
 * file does not speak of. Ghost's editor keeps more than readers see and Markdown can say: alignment, TK marks, keys of newer versions. A push that
 * changes one word must not reset them.
 *
 * @param stored as Ghost has it now
 * @param wanted with the addresses of its files in place
 */
export function keepStoredBlocks(stored: LexicalRoot, wanted: LexicalRoot, siteUrl: string): LexicalRoot {
  const { children } = mergeBlocks(stored.children, wanted.children, compareWithAddresses(siteUrl))
  const last = stored.children.at(-1)
  // Ghost's editor leaves a blank paragraph at the very end, which no page shows and no Markdown says.
  const lacksEnd = last !== undefined && isBlankParagraph(last) && !isBlankParagraph(children.at(-1))
  // The keys of the root itself say nothing that a file could change.
  return { ...wanted, ...stored, children: lacksEnd ? [...children, last] : children }
}

/** A block of Ghost's that the push writes anew, and the one that takes its place. */
export interface ChangedBlock {
  readonly before: LexicalNode
  /** Undefined where nothing tells which one it became. */
  readonly after: LexicalNode | undefined
}

/**
 * Lists the blocks that a push would change. A block that is gone, with nothing in its place, is none of them.
 * @param wanted its files may have no addresses yet
 */
export function listChangedBlocks(stored: LexicalRoot, wanted: LexicalRoot, siteUrl: string): readonly ChangedBlock[] {
  return mergeBlocks(stored.children, wanted.children, compareMeanings(siteUrl)).changed
}

function isBlankParagraph(node: LexicalNode | undefined): boolean {
  return node?.type === 'paragraph' && node.children?.length === 0
}

const EMPTY = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0 } as const

function compareMeanings(siteUrl: string): NodeComparison {
  const canonicalise = (node: LexicalNode) => canonicaliseBody({ ...EMPTY, children: [node] }, siteUrl)[0]
  return { canonicalise, describe: (node) => JSON.stringify(canonicalise(node)) ?? '' }
}

/**
 * What a directive says of a page belongs to what a block says, though it is not compared for a bare address. So do the addresses of its files:
 * the same file under another address is one that was sent again, because the site had lost it.
 */
function compareWithAddresses(siteUrl: string): NodeComparison {
  const { canonicalise, describe } = compareMeanings(siteUrl)
  return {
    canonicalise,
    describe: (node) => {
      const addresses = findAssetUrls(JSON.stringify(node)).map(({ url }) => url.replace(/^https?:\/\/[^/]*/, ''))
      return `${describe(node)}${JSON.stringify(addresses.sort())}${describeWebCard(node, siteUrl)}`
    },
  }
}

interface MergedBlocks {
  readonly children: readonly LexicalNode[]
  readonly changed: readonly ChangedBlock[]
}

function mergeBlocks(
  stored: readonly LexicalNode[],
  wanted: readonly LexicalNode[],
  comparison: NodeComparison,
): MergedBlocks {
  const changes = listChanges(stored.map(comparison.describe), wanted.map(comparison.describe))
  const children: LexicalNode[] = []
  const changed: ChangedBlock[] = []
  let [at, start] = [0, 0]
  for (const change of changes) {
    children.push(...stored.slice(at, change.at))
    const before = stored.slice(change.at, change.at + change.length)
    const run = mergeRun(before, wanted.slice(change.start, change.start + change.count), comparison)
    children.push(...run.children)
    changed.push(...run.changed)
    at = change.at + change.length
    start = change.start + change.count
  }
  // After the last change both lists go on alike.
  return { children: [...children, ...stored.slice(at, at + wanted.length - start)], changed }
}

function mergeRun(
  before: readonly LexicalNode[],
  after: readonly LexicalNode[],
  comparison: NodeComparison,
): MergedBlocks {
  const pairs = pairBlocks(before, after, (node) => nameKind(node, comparison))
  const successors = new Map<LexicalNode, LexicalNode>()
  const children = after.map((node) => {
    const former = pairs.get(node)
    if (former === undefined) return node
    const merged = isNesting(node) ? mergeList(former, node, comparison) : keepStoredNode(former, node, comparison)
    successors.set(former, merged)
    return merged
  })
  const isReplaced = pairs.size < after.length
  const changed = before
    .map((node): ChangedBlock => ({ before: node, after: successors.get(node) }))
    .filter((one) => one.after !== undefined || isReplaced)
  return { children, changed }
}

/** A list, or an item that holds one: Lexical nests a list in an item of its own. */
function isNesting({ type, children }: LexicalNode): boolean {
  return type === 'list' || (type === 'listitem' && children?.some((child) => child.type === 'list') === true)
}

function nameKind(node: LexicalNode, { canonicalise }: NodeComparison): string {
  const { type, listType } = canonicalise(node) ?? node
  if (type === 'list') return `list ${String(listType)}`
  return type === 'listitem' && isNesting(node) ? 'listitem with a list' : type
}

function mergeList(stored: LexicalNode, wanted: LexicalNode, comparison: NodeComparison): LexicalNode {
  const { children } = mergeBlocks(stored.children ?? [], wanted.children ?? [], comparison)
  const items = wanted.type === 'list' ? renumber(children, wanted.children ?? []) : children
  return keepStoredNode(stored, wanted, comparison, items)
}

/** The editor shows an item's own number, which is its place and not its text. */
function renumber(items: readonly LexicalNode[], wanted: readonly LexicalNode[]): LexicalNode[] {
  return items.map((item, nth) => {
    const value = wanted[nth]?.value
    return item.value === value || item.value === undefined || value === undefined ? item : { ...item, value }
  })
}
