import type { FileChange, WatchedKind } from './file-change.ts'

/** What one round of a watch is about. */
export interface Batch {
  /** By absolute path. Empty: only what failed before is tried again. */
  readonly changes: ReadonlyMap<string, WatchedKind>
}

/** Everything in milliseconds. */
export interface Pace {
  /** No event for so long means that the editor is done: it writes, renames and sets times, all of it within this. */
  readonly quiet: number
  /** Files that never come to rest (a generator at work) are taken as they are after so long. */
  readonly longest: number
}

export interface QueueState {
  /** A round is under way. What happens meanwhile makes exactly one more. */
  readonly busy: boolean
  readonly waiting: ReadonlyMap<string, WatchedKind>
  /** When the first and the last of `waiting` came. */
  readonly firstAt: number
  readonly lastAt: number
  /** When what failed is to be tried again; undefined when nothing did. */
  readonly retryAt: number | undefined
}

export type QueueInput =
  | ({ readonly kind: 'change' } & FileChange)
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** The round is over; `retryIn`: something in it has to be tried again. */
  | { readonly kind: 'done'; readonly retryIn?: number }
  /** A round is to begin in so many milliseconds although nothing changed. */
  | { readonly kind: 'retry'; readonly retryIn: number }

export interface QueueStep {
  readonly state: QueueState
  /** To be started now. */
  readonly start?: Batch
  /** When to come back with a `tick`, if nothing else happens before. */
  readonly wakeAt?: number
}

export const IDLE: QueueState = { busy: false, waiting: new Map(), firstAt: 0, lastAt: 0, retryAt: undefined }

/** Decides when a round begins and what it is about. Pure: `now` is handed in. */
export function stepQueue(before: QueueState, input: QueueInput, now: number, pace: Pace): QueueStep {
  const state = take(before, input, now)
  if (state.busy) return { state }
  const due = findDue(state, pace)
  if (due === undefined) return { state }
  if (due > now) return { state, wakeAt: due }
  const start = { changes: state.waiting }
  return { state: { ...state, busy: true, waiting: new Map(), retryAt: undefined }, start }
}

function take(state: QueueState, input: QueueInput, now: number): QueueState {
  switch (input.kind) {
    case 'change': {
      const waiting = new Map(state.waiting).set(input.path, input.what)
      return { ...state, waiting, firstAt: state.waiting.size === 0 ? now : state.firstAt, lastAt: now }
    }
    case 'tick':
      return state
    case 'retry':
      return { ...state, retryAt: now + input.retryIn }
    case 'done':
      return { ...state, busy: false, retryAt: input.retryIn === undefined ? undefined : now + input.retryIn }
  }
}

function findDue({ waiting, firstAt, lastAt, retryAt }: QueueState, { quiet, longest }: Pace): number | undefined {
  // A save is also a reason to try again at once: its round asks every site.
  return waiting.size > 0 ? Math.min(lastAt + quiet, firstAt + longest) : retryAt
}
