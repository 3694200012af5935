import { listChanges } from '../diff/list-changes.ts'
import { type Block, meaningsOf } from './split-blocks.ts'

export interface Sides {
  readonly ours: readonly Block[]
  readonly base: readonly Block[]
  readonly theirs: readonly Block[]
}

const MOST_COMPARED = 16_000_000

/**
 * Joins blocks that say the same in another number of blocks: an author's paragraph of a picture and a text is two blocks to Ghost. Left
 * apart, they would look like a change of the author's.
 *
 * @param isUnchanged the file as a whole is known to say what the base says, so that whatever looks otherwise block by block does not
 */
export function joinRuns({ ours, base, theirs }: Sides, isUnchanged: boolean): Sides {
  const joined = { ours: [...ours], base: [...base], theirs: [...theirs] }
  const hunks = [...listChanges(meaningsOf(base), meaningsOf(ours))].reverse()
  // Each run is looked for in Ghost's text: of very many, they would take hours. Then they stay apart, and are told as conflicts.
  if (hunks.length * theirs.length > MOST_COMPARED) return joined
  for (const { at, length, start, count } of hunks) {
    if (length === 0 || count === 0) continue
    const [before, after] = [base.slice(at, at + length), ours.slice(start, start + count)]
    if (!isUnchanged && meaningOf(before) !== meaningOf(after)) continue
    const meaning = meaningOf(before)
    joined.base.splice(at, length, join(before, meaning))
    joined.ours.splice(start, count, join(after, meaning))
    const run = meaningsOf(before)
    const found = joined.theirs.findIndex((_, index) =>
      run.every((one, offset) => joined.theirs[index + offset]?.meaning === one),
    )
    if (found >= 0) joined.theirs.splice(found, length, join(joined.theirs.slice(found, found + length), meaning))
  }
  return joined
}

function meaningOf(blocks: readonly Block[]): string {
  return blocks.flatMap(({ nodes }) => nodes).join('\n')
}

function join(blocks: readonly Block[], meaning: string): Block {
  return { raw: blocks.map(({ raw }) => raw).join(''), nodes: blocks.flatMap(({ nodes }) => nodes), meaning }
}
