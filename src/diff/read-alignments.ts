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
export function readAlignments(before: readonly string[], after: readonly string[]): Alignments | undefined {
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
