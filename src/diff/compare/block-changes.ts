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
function countBlocks(blocks: readonly string[]): ReadonlyMap<string, number> {
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

/**
 * All the shortest ways to make one list of blocks another, taken together: each member says what at least one of them does. Where blocks repeat
 * there are several, and nothing tells which of them a person went.
 */
export interface Alignments {
  /** By place in what was there before: whether that block goes. */
  readonly drops: readonly boolean[]
  /** By place in what is there now: whether that block is new. */
  readonly adds: readonly boolean[]
  /** Before that block of what was there, or at its end (one more than there are blocks): whether something new comes. */
  readonly insertsAt: readonly boolean[]
  /** Before that block of what is there now, or at its end: whether something went, between two blocks that stay. */
  readonly removesAt: readonly boolean[]
  /** Before that block of what is there now: whether it and the one before it are both new, so that they came together. */
  readonly addsAround: readonly boolean[]
  /** Places in what is there now at which a block of what was there may be. */
  readonly findPlaces: (at: number) => readonly number[]
}

/** Two tables of so many cells take 64 MB. A post of 4,000 blocks of which the first and the last differ has as many. */
const MOST_CELLS = 16_000_000

/** @returns undefined for lists that are too long to compare in every way */
function readAlignments(before: readonly string[], after: readonly string[]): Alignments | undefined {
  const [rows, columns] = [before.length + 1, after.length + 1]
  if (rows * columns > MOST_CELLS) return undefined
  const heads = measureHeads(before, after)
  const tails = measureHeads([...before].reverse(), [...after].reverse())
  /** Most blocks that the first so many of both have in common. */
  const head = (i: number, j: number): number => heads[i * columns + j] ?? 0
  /** Most blocks that the rest of both, from these on, have in common. */
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

/** Blocks that are looked at, at most; a text that needs more is one that cannot be told. */
const MOST_STEPS = 20_000_000

/**
 * Whether a file already holds every change that was made in Ghost, so that writing it takes nothing back: it is what Ghost has, with changes
 * elsewhere alone. Blocks are given in canonical form. In doubt the answer is no.
 *
 * Blocks repeat (dividers, paywalls), and then two texts can be held against each other in several ways. A block that Ghost added has to stay where it
 * is in every one of them: the same block elsewhere in the file may be the author's own, put there without a look at Ghost.
 * Next to blocks that Ghost removed nothing may differ: an edited copy of one of them would look the same as a new block.
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
  // One look takes the length of both texts; of a text of thousands of dividers there would be the square of their number.
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
 * Whether the nearest block that both Ghost and the file have kept is still on that side of a block that Ghost added. On the other side, it is that new
 * block that was moved, as a reader sees it: what stood before a paywall stands behind it.
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

/** Put back in another place, a block that Ghost removed would touch nothing. And one that it added cannot be in a text that has too few of them. */
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

/** Without the blocks that all three begin and end with, as long as each stands there once in each: those stay in every reading. */
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
