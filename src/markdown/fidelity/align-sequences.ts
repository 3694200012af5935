/** Two stretches that do not agree, as half-open ranges; one of them may be empty. */
export interface Mismatch {
  readonly leftStart: number
  readonly leftEnd: number
  readonly rightStart: number
  readonly rightEnd: number
}

export interface Alignment {
  /** Indices of equal entries, in order. */
  readonly pairs: readonly (readonly [left: number, right: number])[]
  readonly mismatches: readonly Mismatch[]
}

/** Beyond so many insertions and deletions, what is between the equal ends is one mismatch: time and room grow with the square. */
const MAX_EDITS = 2_000

/**
 * The longest common subsequence of two lists, by Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986): linear where
 * they are nearly equal, which is the rule here.
 */
export function alignSequences(left: readonly string[], right: readonly string[]): Alignment {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let tail = 0
  while (
    tail < left.length - start &&
    tail < right.length - start &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  )
    tail++
  const inner = matchInner(left.slice(start, left.length - tail), right.slice(start, right.length - tail))
  const pairs = [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...inner.map(([one, other]) => [one + start, other + start] as const),
    ...Array.from({ length: tail }, (_, index) => [left.length - tail + index, right.length - tail + index] as const),
  ]
  return { pairs, mismatches: findMismatches(pairs, left.length, right.length) }
}

function findMismatches(
  pairs: readonly (readonly [number, number])[],
  leftLength: number,
  rightLength: number,
): Mismatch[] {
  const mismatches: Mismatch[] = []
  let [leftStart, rightStart] = [0, 0]
  for (const [leftEnd, rightEnd] of [...pairs, [leftLength, rightLength] as const]) {
    if (leftEnd > leftStart || rightEnd > rightStart) mismatches.push({ leftStart, leftEnd, rightStart, rightEnd })
    ;[leftStart, rightStart] = [leftEnd + 1, rightEnd + 1]
  }
  return mismatches
}

function matchInner(left: readonly string[], right: readonly string[]): (readonly [number, number])[] {
  const rounds: Int32Array[] = []
  const limit = Math.min(MAX_EDITS, left.length + right.length)
  // How far each diagonal reaches, from -limit to limit.
  const reach = new Int32Array(2 * limit + 3)
  const at = (diagonal: number): number => reach[diagonal + limit + 1] ?? 0
  for (let edits = 0; edits <= limit; edits++) {
    rounds.push(reach.slice(limit + 1 - edits - 1, limit + 1 + edits + 2))
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1))
      let one = isDown ? at(diagonal + 1) : at(diagonal - 1) + 1
      let other = one - diagonal
      while (one < left.length && other < right.length && left[one] === right[other]) {
        one++
        other++
      }
      reach[diagonal + limit + 1] = one
      if (one >= left.length && other >= right.length) return traceBack(rounds, left.length, right.length)
    }
  }
  return []
}

/** @param rounds before each round, what the diagonals around the middle had reached */
function traceBack(rounds: readonly Int32Array[], leftEnd: number, rightEnd: number): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = []
  let [one, other] = [leftEnd, rightEnd]
  for (let edits = rounds.length - 1; edits >= 0; edits--) {
    const at = (diagonal: number): number => rounds[edits]?.[diagonal + edits + 1] ?? 0
    const diagonal = one - other
    const isDown = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1))
    const before = isDown ? diagonal + 1 : diagonal - 1
    const [fromOne, fromOther] = edits === 0 ? [0, 0] : [at(before), at(before) - before]
    while (one > fromOne && other > fromOther) {
      one--
      other--
      pairs.push([one, other])
    }
    ;[one, other] = [fromOne, fromOther]
  }
  return pairs.reverse()
}
