import type { FileChange, WatchedKind } from './watch-files.ts'

/** The changes that one round of a watch is about. */
export interface Batch {
  /** By absolute path. Empty: the round only repeats what failed before. */
  readonly changes: ReadonlyMap<string, WatchedKind>
}

/** The delays before a round, in milliseconds. */
interface Pace {
  /** After this long without an event the editor is done: it writes, renames and sets times within that. */
  readonly quiet: number
  /** Files that never come to rest (a generator is at work) are read after this long. */
  readonly longest: number
}

export interface QueueState {
  /** Whether a round is under way. Changes meanwhile lead to exactly one more round. */
  readonly busy: boolean
  readonly waiting: ReadonlyMap<string, WatchedKind>
  /** When the first and the last change in `waiting` came. */
  readonly firstAt: number
  readonly lastAt: number
  /** When what failed is tried again; undefined when nothing failed. */
  readonly retryAt: number | undefined
}

export type QueueInput =
  | ({ readonly kind: 'change' } & FileChange)
  /** Time has passed. */
  | { readonly kind: 'tick' }
  /** The round is over; `retryIn`: something in it has to be tried again after this long. */
  | { readonly kind: 'done'; readonly retryIn?: number }
  /** A round is to begin after this many milliseconds although nothing changed. */
  | { readonly kind: 'retry'; readonly retryIn: number }

export interface QueueStep {
  readonly state: QueueState
  /** The round to start now. */
  readonly start?: Batch
  /** When to send a `tick`, if nothing else happens before. */
  readonly wakeAt?: number
}

export const IDLE: QueueState = { busy: false, waiting: new Map(), firstAt: 0, lastAt: 0, retryAt: undefined }

/** Decides when a round begins and what it is about. It is pure: `now` is passed in. */
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

export interface Queue {
  readonly add: (change: FileChange) => void
  /** Starts a round after this many milliseconds although nothing changed. */
  readonly retry: (milliseconds: number) => void
  /** Starts no further round and waits for the one that is under way. */
  readonly stop: () => Promise<void>
}

export interface QueueOptions {
  readonly pace: Pace
  /** Runs one round. @returns milliseconds until it has to be tried again; undefined when it has not */
  readonly work: (batch: Batch) => Promise<number | undefined>
  /** Called when a round threw, which is a bug of ours. No further round is started. */
  readonly onBug: (error: unknown) => void
}

/** Runs the queue of `stepQueue` on the real clock, one round at a time. */
export function openQueue({ pace, work, onBug }: QueueOptions): Queue {
  let state = IDLE
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let underWay: Promise<void> = Promise.resolve()

  const take = (input: QueueInput): void => {
    if (stopped) return
    clearTimeout(timer)
    const now = performance.now()
    const step = stepQueue(state, input, now, pace)
    state = step.state
    if (step.start !== undefined) underWay = run(step.start)
    else if (step.wakeAt !== undefined) timer = setTimeout(() => take({ kind: 'tick' }), Math.ceil(step.wakeAt - now))
  }

  const run = async (batch: Batch): Promise<void> => {
    try {
      const again = await work(batch)
      take({ kind: 'done', ...(again !== undefined && { retryIn: again }) })
    } catch (error) {
      stopped = true
      onBug(error)
    }
  }

  return {
    add: (change) => take({ kind: 'change', ...change }),
    retry: (milliseconds) => take({ kind: 'retry', retryIn: milliseconds }),
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await underWay
    },
  }
}

const FIRST_MILLISECONDS = 1_000
const LONGEST_MILLISECONDS = 30_000

/** Says how long to wait before asking a site again that could not be reached this many times in a row (1 or more). */
export function backOff(failures: number): number {
  return Math.min(FIRST_MILLISECONDS * 2 ** (failures - 1), LONGEST_MILLISECONDS)
}
