import type { LexicalNode } from '../../markdown/index.ts'

/** More work than this, in characters, and only counts decide which block became which. */
const MOST_WORK = 5_000_000

/** Blocks with less in common are two different ones. */
const LEAST_SIMILARITY = 0.3

/** Blocks of text, of which one that is like another is taken for it. */
const TEXT_KINDS = /^(?:paragraph|extended-heading|extended-quote|aside|listitem)$/

/**
 * Finds out which of the new blocks is which of the former ones, within a run of blocks that changed: texts by what they have in common; those that are
 * left, lists and cards by their order, where there are as many of their kind on both sides.
 *
 * @param nameKind equal for blocks that one may become by an edit
 * @returns the former block of each new one that has one
 */
export function pairBlocks(
  before: readonly LexicalNode[],
  after: readonly LexicalNode[],
  nameKind: (node: LexicalNode) => string,
): ReadonlyMap<LexicalNode, LexicalNode> {
  const pairs = new Map<LexicalNode, LexicalNode>()
  const formers = groupByKind(before, nameKind)
  for (const [kind, now] of groupByKind(after, nameKind)) {
    const former = formers.get(kind) ?? []
    const alike =
      TEXT_KINDS.test(kind) && former.length + now.length > 2 ? pairTexts(former.map(readText), now.map(readText)) : []
    for (const [old, node] of alike) setPair(pairs, now[node], former[old])
    const taken = new Set(alike.map(([old]) => former[old]))
    const [oldLeft, newLeft] = [former.filter((one) => !taken.has(one)), now.filter((one) => !pairs.has(one))]
    // Which one became which cannot be told where one was added or removed beside another.
    if (oldLeft.length !== newLeft.length) continue
    for (const [nth, node] of newLeft.entries()) setPair(pairs, node, oldLeft[nth])
  }
  return pairs
}

function setPair(
  pairs: Map<LexicalNode, LexicalNode>,
  node: LexicalNode | undefined,
  former: LexicalNode | undefined,
): void {
  if (node !== undefined && former !== undefined) pairs.set(node, former)
}

function groupByKind(
  nodes: readonly LexicalNode[],
  nameKind: (node: LexicalNode) => string,
): ReadonlyMap<string, readonly LexicalNode[]> {
  const groups = new Map<string, LexicalNode[]>()
  for (const node of nodes) {
    const kind = nameKind(node)
    const group = groups.get(kind) ?? []
    group.push(node)
    groups.set(kind, group)
  }
  return groups
}

/** Pairs texts in their order, so that they have as much in common as they can. */
function pairTexts(before: readonly string[], after: readonly string[]): [former: number, now: number][] {
  const sum = (texts: readonly string[]) => texts.reduce((all, { length }) => all + length + 1, 0)
  if (sum(before) * after.length + sum(after) * before.length > MOST_WORK) return []
  const [olds, news] = [before.map(countPairs), after.map(countPairs)]
  const likeness = olds.map((old) => news.map((one) => compareCounts(old, one)))
  const at = (row: number, column: number): number => likeness[row]?.[column] ?? 0
  const columns = after.length + 1
  const best = new Float64Array((before.length + 1) * columns)
  const value = (row: number, column: number): number => best[row * columns + column] ?? 0
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      const like = at(row, column)
      const both = like < LEAST_SIMILARITY ? 0 : like + value(row + 1, column + 1)
      best[row * columns + column] = Math.max(both, value(row + 1, column), value(row, column + 1))
    }
  }
  const pairs: [number, number][] = []
  for (let row = 0, column = 0; row < before.length && column < after.length; ) {
    const isPair = at(row, column) >= LEAST_SIMILARITY
    if (isPair && value(row, column) === at(row, column) + value(row + 1, column + 1)) {
      pairs.push([row, column])
      row += 1
      column += 1
    } else if (value(row, column) === value(row + 1, column)) row += 1
    else column += 1
  }
  return pairs
}

interface Counts {
  readonly counts: ReadonlyMap<string, number>
  readonly total: number
}

/** Counts pairs of neighbouring characters: words do not part Chinese or Japanese. */
function countPairs(text: string): Counts {
  const counts = new Map<string, number>()
  for (let at = 0; at < text.length - 1; at += 1) {
    const pair = text.slice(at, at + 2)
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return { counts, total: Math.max(0, text.length - 1) }
}

/** 0 for texts that have nothing in common, 1 for equal ones. */
function compareCounts(one: Counts, other: Counts): number {
  let common = 0
  for (const [pair, times] of one.counts) common += Math.min(times, other.counts.get(pair) ?? 0)
  return one.total + other.total === 0 ? 1 : (2 * common) / (one.total + other.total)
}

function readText({ text, children = [] }: LexicalNode): string {
  return (typeof text === 'string' ? text : '') + children.map(readText).join('')
}
