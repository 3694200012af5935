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

/** What makes one list of blocks the other, as few changes as can be, in order. Between two of them stands at least one block of both. */
export function listChanges(before: readonly string[], after: readonly string[]): readonly BlockChange[] {
  return diffIndices([...before], [...after]).map(({ buffer1: [at, length], buffer2: [start, count] }) => ({
    at,
    length,
    start,
    count,
  }))
}
