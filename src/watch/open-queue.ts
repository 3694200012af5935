import type { FileChange } from './file-change.ts'
import { type Batch, IDLE, type Pace, type QueueInput, stepQueue } from './step-queue.ts'

export interface Queue {
  readonly add: (change: FileChange) => void
  /** Starts a round in so many milliseconds although nothing changed. */
  readonly retry: (milliseconds: number) => void
  /** Starts nothing any more and waits for the round that is under way. */
  readonly stop: () => Promise<void>
}

export interface QueueOptions {
  readonly pace: Pace
  /** One round. @returns milliseconds until it has to be tried again, undefined when it has not */
  readonly work: (batch: Batch) => Promise<number | undefined>
  /** A round threw: a bug of ours. Nothing more is started. */
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
