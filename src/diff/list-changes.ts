import { diffIndices } from 'node-diff3'

/** A run of blocks in place of another; one of the two may be empty. */
export interface BlockChange {
  /** In what was there before: from here, so many. */
  readonly at: number
  readonly length: number
  /** In what is there now. */
  readonly start: number
  readonly count: number
}

/**
 * So many pairs of equal blocks are weighed at most: those of two posts with 500 dividers each. The search takes more than their number (a tenth of a
 * second for these), and ten times as many dividers would take minutes.
 */
const MOST_EQUAL_PAIRS = 250_000

/**
 * What makes one list of blocks the other, as few changes as can be, in order. Between two of them stands at least one block of both. Where two
 * lists repeat the same block very often, and differ almost from their beginning to their end, that is one change.
 */
export function listChanges(before: readonly string[], after: readonly string[]): readonly BlockChange[] {
  if (countEqualPairs(before, after) <= MOST_EQUAL_PAIRS) return compare(before, after, 0)
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1
  const [was, is] = [before, after].map((list) => list.slice(start, list.length - end))
  if (was === undefined || is === undefined || was.length + is.length === 0) return []
  if (countEqualPairs(was, is) <= MOST_EQUAL_PAIRS) return compare(was, is, start)
  return [{ at: start, length: was.length, start, count: is.length }]
}

/** How many times each block stands in a list. */
export function countBlocks(blocks: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const block of blocks) counts.set(block, (counts.get(block) ?? 0) + 1)
  return counts
}

function countEqualPairs(before: readonly string[], after: readonly string[]): number {
  const times = countBlocks(before)
  return after.reduce((sum, block) => sum + (times.get(block) ?? 0), 0)
}

/** @param offset of both lists in those that they are a part of */
function compare(before: readonly string[], after: readonly string[], offset: number): readonly BlockChange[] {
  return diffIndices([...before], [...after]).map(({ buffer1: [at, length], buffer2: [start, count] }) => ({
    at: at + offset,
    length,
    start: start + offset,
    count,
  }))
}
