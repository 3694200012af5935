import { diffIndices } from 'node-diff3'

/** A run of blocks that replaces another; one of the two may be empty. */
export interface BlockChange {
  /** Position and length in the older list. */
  readonly at: number
  readonly length: number
  /** Position and length in the newer list. */
  readonly start: number
  readonly count: number
}

/**
 * At most this many pairs of equal blocks are compared: those of two posts with 500 dividers each. The time grows faster than their number (a tenth
 * of a second for these), and ten times as many dividers would take minutes.
 */
const MOST_EQUAL_PAIRS = 250_000

/**
 * Lists the changes that turn one list of blocks into the other, as few as possible, in order. Between two of them stands at least one block of both.
 * If two lists repeat the same block very often and differ almost from beginning to end, that counts as one change.
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

/** Counts how many times each block stands in a list. */
function countBlocks(blocks: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const block of blocks) counts.set(block, (counts.get(block) ?? 0) + 1)
  return counts
}

function countEqualPairs(before: readonly string[], after: readonly string[]): number {
  const times = countBlocks(before)
  return after.reduce((sum, block) => sum + (times.get(block) ?? 0), 0)
}

/** Compares two parts of lists. @param offset of both parts in their lists */
function compare(before: readonly string[], after: readonly string[], offset: number): readonly BlockChange[] {
  return diffIndices([...before], [...after]).map(({ buffer1: [at, length], buffer2: [start, count] }) => ({
    at: at + offset,
    length,
    start: start + offset,
    count,
  }))
}

/**
 * All shortest ways to turn one list of blocks into another, taken together: each member says what at least one of them does. Where blocks repeat
 * there are several, and which one a person chose cannot be known.
 */
export interface Alignments {
  /** By position in the older list: whether that block is removed. */
  readonly drops: readonly boolean[]
  /** By position in the newer list: whether that block is new. */
  readonly adds: readonly boolean[]
  /** By position in the older list (or its end, one more than there are blocks): whether something is inserted before that block. */
  readonly insertsAt: readonly boolean[]
  /** By position in the newer list (or its end): whether something was removed before that block, between two blocks that stay. */
  readonly removesAt: readonly boolean[]
  /** By position in the newer list: whether that block and the one before it are both new, so that they were added together. */
  readonly addsAround: readonly boolean[]
  /** Returns the positions in the newer list at which a block of the older list may be. */
  readonly findPlaces: (at: number) => readonly number[]
}

/** Two tables with this many cells take 64 MB. A post of 4,000 blocks of which the first and the last differ has as many. */
const MOST_CELLS = 16_000_000

/** Reads the alignments of two lists. @returns undefined for lists that are too long to compare in every way */
function readAlignments(before: readonly string[], after: readonly string[]): Alignments | undefined {
  const [rows, columns] = [before.length + 1, after.length + 1]
  if (rows * columns > MOST_CELLS) return undefined
  const heads = measureHeads(before, after)
  const tails = measureHeads([...before].reverse(), [...after].reverse())
  /** The most blocks that the first `i` and `j` blocks have in common. */
  const head = (i: number, j: number): number => heads[i * columns + j] ?? 0
  /** The most blocks that both have in common from `i` and `j` on. */
  const tail = (i: number, j: number): number => tails[(rows - 1 - i) * columns + (columns - 1 - j)] ?? 0
  const most = tail(0, 0)
  const eachBefore = <Value>(make: (i: number) => Value) => Array.from({ length: rows }, (_, i) => make(i))
  const eachAfter = <Value>(make: (j: number) => Value) => Array.from({ length: columns }, (_, j) => make(j))
  const someBefore = (holds: (i: number) => boolean) => {
    for (let i = 0; i < rows; i += 1) if (holds(i)) return true
    return false
  }
  const someAfter = (holds: (j: number) => boolean) => {
    for (let j = 0; j < columns; j += 1) if (holds(j)) return true
    return false
  }
  const removesAt = (j: number): boolean => {
    let left = -1
    for (let end = 1; end < rows; end += 1) {
      const start = end - 1
      if (j === 0 ? start === 0 : start > 0 && before[start - 1] === after[j - 1])
        left = Math.max(left, j === 0 ? 0 : head(start - 1, j - 1) + 1)
      const isStop = j === columns - 1 ? end === rows - 1 : end < rows - 1 && before[end] === after[j]
      const right = j === columns - 1 ? 0 : tail(end + 1, j + 1) + 1
      if (left >= 0 && isStop && left + right === most) return true
    }
    return false
  }
  return {
    drops: eachBefore((i) => i < rows - 1 && someAfter((j) => head(i, j) + tail(i + 1, j) === most)),
    adds: eachAfter((j) => j < columns - 1 && someBefore((i) => head(i, j) + tail(i, j + 1) === most)),
    insertsAt: eachBefore((i) => someAfter((j) => j < columns - 1 && head(i, j) + tail(i, j + 1) === most)),
    removesAt: eachAfter(removesAt),
    addsAround: eachAfter(
      (j) => j > 0 && j < columns - 1 && someBefore((i) => head(i, j - 1) + tail(i, j + 1) === most),
    ),
    findPlaces: (i) =>
      after.flatMap((block, j) => (block === before[i] && head(i, j) + 1 + tail(i + 1, j + 1) === most ? [j] : [])),
  }
}

function measureHeads(before: readonly string[], after: readonly string[]): Uint16Array {
  const columns = after.length + 1
  const lengths = new Uint16Array((before.length + 1) * columns)
  before.forEach((block, i) => {
    const [above, row] = [i * columns, (i + 1) * columns]
    after.forEach((other, j) => {
      const [diagonal, up, left] = [lengths[above + j] ?? 0, lengths[above + j + 1] ?? 0, lengths[row + j] ?? 0]
      lengths[row + j + 1] = block === other ? diagonal + 1 : Math.max(up, left)
    })
  })
  return lengths
}

/** At most this many blocks are looked at. A text that needs more counts as undecided. */
const MOST_STEPS = 20_000_000

/**
 * Whether a file already holds every change that was made in Ghost, so that writing it takes nothing back: it equals Ghost's text, except for changes
 * elsewhere. Blocks are given in canonical form. In doubt the answer is no.
 *
 * Blocks repeat (dividers, paywalls), and then two texts can be aligned in several ways. A block that Ghost added has to stay where it is in every
 * one of them: the same block elsewhere in the file may be the author's own, put there without a look at Ghost. Next to blocks that Ghost removed
 * nothing may differ: an edited copy of one of them would look the same as a new block.
 *
 * @param base what was written last
 */
export function containsChanges(file: readonly string[], base: readonly string[], remote: readonly string[]): boolean {
  const [wanted, was, is] = leaveOutCommonEnds([file, base, remote])
  if (!hasCounts(wanted, was, is)) return false
  const theirs = readAlignments(was, is)
  const ours = readAlignments(is, wanted)
  if (theirs === undefined || ours === undefined) return false
  const [nowTimes, thenTimes] = [countBlocks(is), countBlocks(wanted)]
  // One look takes the length of both texts. For a text of thousands of dividers that would be the square of their number.
  let looks = MOST_STEPS / (is.length + wanted.length + 1)
  const isAtItsPlace = (place: number, found: number): boolean =>
    looks-- > 0 &&
    [true, false].every((isBefore) => {
      const [there, here] = isBefore
        ? [is.slice(0, place).reverse(), wanted.slice(0, found)]
        : [is.slice(place + 1), wanted.slice(found + 1)]
      const kept = there.filter((_, away) => theirs.adds[isBefore ? place - 1 - away : place + 1 + away] !== true)
      return staysBeside(kept, { there: countBlocks(there), here: countBlocks(here), is: nowTimes, wanted: thenTimes })
    })
  for (let place = 0; place <= is.length; place += 1) {
    const isDropped = ours.drops[place] === true
    const isFilled = ours.insertsAt[place] === true
    if (theirs.adds[place] === true && isDropped) return false
    if (theirs.addsAround[place] === true && isFilled) return false
    const isTouched = isDropped || isFilled || (place > 0 && ours.drops[place - 1] === true)
    if (theirs.removesAt[place] === true && isTouched) return false
    if (theirs.adds[place] === true && !ours.findPlaces(place).every((found) => isAtItsPlace(place, found)))
      return false
  }
  return true
}

/**
 * Whether the nearest block that both Ghost and the file have kept is still on the same side of a block that Ghost added. On the other side, a reader
 * would see the new block moved: what stood before a paywall stands behind it.
 */
function staysBeside(
  kept: readonly string[],
  { there, here, is, wanted }: Readonly<Record<'there' | 'here' | 'is' | 'wanted', ReadonlyMap<string, number>>>,
): boolean {
  for (const block of kept) {
    const lost = (there.get(block) ?? 0) - (here.get(block) ?? 0)
    if (lost <= 0) return true
    if ((wanted.get(block) ?? 0) > (is.get(block) ?? 0) - lost) return false
  }
  return true
}

/**
 * Whether the file has as many copies of each block as Ghost's changes need. Where Ghost removed copies, the file has no more than Ghost: one that
 * was put back elsewhere would touch no change. Where Ghost added copies, the file has at least as many.
 */
function hasCounts(wanted: readonly string[], was: readonly string[], is: readonly string[]): boolean {
  const [before, now, then] = [countBlocks(was), countBlocks(is), countBlocks(wanted)]
  const blocks = new Set([...was, ...is])
  return [...blocks].every((block) => {
    const added = (now.get(block) ?? 0) - (before.get(block) ?? 0)
    const times = then.get(block) ?? 0
    return added < 0 ? times <= (now.get(block) ?? 0) : times >= added
  })
}

type Texts = readonly [readonly string[], readonly string[], readonly string[]]

/** Leaves out the blocks that all three texts begin and end with, as far as each stands once in each: those stay in every reading. */
function leaveOutCommonEnds(texts: Texts): Texts {
  const counts = texts.map(countBlocks)
  const [first] = texts
  const isCertain = (block: string | undefined): block is string =>
    block !== undefined && counts.every((count) => count.get(block) === 1)
  let [start, end] = [0, 0]
  while (isCertain(first[start]) && texts.every((text) => text[start] === first[start])) start += 1
  const isCommonEnd = () => {
    const block = first.at(-1 - end)
    return isCertain(block) && texts.every((text) => text.length > start + end && text.at(-1 - end) === block)
  }
  while (isCommonEnd()) end += 1
  const cut = (text: readonly string[]) => text.slice(start, text.length - end)
  return [cut(texts[0]), cut(texts[1]), cut(texts[2])]
}
