import { isDeepStrictEqual } from 'node:util'
import type { Base, Stamp } from './remote-post.ts'

export type StampedRevision = Extract<Base, { kind: 'revision' }>

/**
 * Which of a post's stamped revisions is what we wrote last. Not simply the newest one: "Restore" in Ghost Admin's post history saves the document of an older revision
 * once more, stamp and all (seen in a browser on 5.130), and so may any other tool. The count in the stamp tells; between stamps of before there was
 * one, which of them came up later. Of several revisions with the same stamp the oldest is the one that we wrote: a later one was saved by something that
 * keeps what it does not know.
 *
 * @param revisions newest first
 */
export function findLastWritten(revisions: readonly StampedRevision[]): StampedRevision | undefined {
  const oldestFirst = revisions.toReversed()
  const firsts = oldestFirst.filter(
    ({ stamp }, at) => oldestFirst.findIndex((other) => isDeepStrictEqual(other.stamp, stamp)) === at,
  )
  const highest = Math.max(...firsts.map(({ stamp }) => countOf(stamp)))
  return firsts.findLast(({ stamp }) => countOf(stamp) === highest)
}

/**
 * What a post's stamp is worth once its revisions are known.
 * @param revisions newest first
 */
export function judgeStamp(base: Extract<Base, { kind: 'stamp' }>, revisions: readonly StampedRevision[]): Base {
  const last = findLastWritten(revisions)
  // Ghost has kept none, or not that of the last write.
  if (last === undefined || countOf(base.stamp) > countOf(last.stamp)) return { ...base, written: 'forgotten' }
  if (isDeepStrictEqual(base.stamp, last.stamp)) return { ...base, written: last.root }
  return { ...last, isRestored: true }
}

function countOf({ seq = 0 }: Stamp): number {
  return seq
}
