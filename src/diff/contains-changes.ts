import { type BlockChange, listChanges } from './list-changes.ts'

/**
 * Whether a file already holds every change that was made in Ghost, so that writing it takes nothing back: it is what Ghost has, with changes
 * elsewhere alone. Blocks are given in canonical form. In doubt the answer is no. Next to blocks that Ghost removed nothing may differ: an edited
 * copy of one of them would look the same as a new block.
 *
 * @param base what was written last
 */
export function containsChanges(file: readonly string[], base: readonly string[], remote: readonly string[]): boolean {
  const theirs = listChanges(base, remote)
  const ours = listChanges(remote, file)
  if (ours.some((mine) => theirs.some((change) => touches(mine, change)))) return false
  // Put back in another place, a removed block would touch nothing.
  const [was, is, wanted] = [countBlocks(base), countBlocks(remote), countBlocks(file)]
  return [...was].every(([block, times]) => {
    const left = is.get(block) ?? 0
    return left >= times || (wanted.get(block) ?? 0) <= left
  })
}

/** Whether a change of what Ghost has reaches what Ghost changed. */
function touches({ at, length }: BlockChange, theirs: BlockChange): boolean {
  const [end, theirEnd] = [at + length, theirs.start + theirs.count]
  if (theirs.count === 0) return at <= theirs.start && theirs.start <= end
  // New blocks before or after Ghost's own leave those whole.
  if (length === 0) return theirs.start < at && at < theirEnd
  return at < theirEnd && theirs.start < end
}

function countBlocks(blocks: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const block of blocks) counts.set(block, (counts.get(block) ?? 0) + 1)
  return counts
}
