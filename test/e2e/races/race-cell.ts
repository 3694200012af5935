import { drawRandom } from '../crashes/draw-random.ts'
import { HUMAN_EDITS, type HumanEdit } from './human-edits.ts'
import { CHANGES, type FileChange } from './race-files.ts'

/**
 * When a person saves, in the order of a run.
 * - `before`: before it begins.
 * - `listed`: after the list of posts, and before the post is read again.
 * - `upload`: while a picture is uploaded.
 * - `write`: after that read, and before the request that writes (or deletes) reaches Ghost.
 * - `between`: between the two requests that write one post, or the one that marks it for its deletion and that one.
 * - `written`: when Ghost has written, before its answer arrives.
 * - `ledger`: when all posts are written, and the ledger is not.
 */
export type Moment = 'before' | 'listed' | 'upload' | 'write' | 'between' | 'written' | 'ledger'

/** What is run, with the moments that it has. */
export const OPERATIONS = {
  push: ['before', 'listed', 'upload', 'write', 'between', 'written', 'ledger'],
  force: ['before', 'listed', 'write', 'written'],
  prune: ['before', 'listed', 'write', 'between'],
  unpublish: ['before', 'listed', 'write', 'written'],
  pull: ['before', 'listed'],
  restore: ['before', 'listed', 'write', 'written'],
} as const satisfies Record<string, readonly Moment[]>

export type Operation = keyof typeof OPERATIONS

export interface RaceCell {
  readonly operation: Operation
  readonly moment: Moment
  readonly change: FileChange
  readonly edit: HumanEdit
}

/** One run of the command line: every kind of edit meets it, each at a moment of its own. */
export interface RaceRound {
  readonly operation: Operation
  readonly cells: readonly RaceCell[]
}

export function nameCell({ operation, moment, change, edit }: RaceCell): string {
  return `${operation}/${moment}/${change}/${edit.name}`
}

/** The whole matrix, in rounds in which each edit meets another moment than in the round before. */
export function listRounds(): readonly RaceRound[] {
  return (Object.keys(OPERATIONS) as Operation[]).flatMap((operation) => {
    // Only a push brings something of its own besides.
    const changes = operation === 'push' ? CHANGES : (['text'] as const)
    const columns = changes.flatMap((change) => OPERATIONS[operation].map((moment) => ({ moment, change })))
    return columns.map((_, turn) => ({
      operation,
      cells: HUMAN_EDITS.flatMap((edit, nth): RaceCell[] => {
        const column = columns[(nth + turn) % columns.length]
        if (column === undefined) return []
        const cell = { operation, ...column, edit }
        return isPossible(cell) ? [cell] : []
      }),
    }))
  })
}

/** What can come about. */
function isPossible({ operation, moment, edit }: RaceCell): boolean {
  // A draft is not unpublished, so that nothing is written.
  if (operation === 'unpublish' && edit.status === 'draft') return moment === 'before' || moment === 'listed'
  // What a restore is for.
  return !(operation === 'restore' && moment === 'before' && edit.name === 'deleted')
}

/** A few rounds. */
export function drawRounds(seed: number): readonly RaceRound[] {
  const random = drawRandom(seed)
  const rounds = listRounds()
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  const others = ['force', 'unpublish', 'pull', 'restore'] as const
  return (['push', 'push', 'prune', pick(others)] as const).flatMap(
    (operation) => pick(rounds.filter((round) => round.operation === operation)) ?? [],
  )
}
