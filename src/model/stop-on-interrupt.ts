import { EXIT_CODE, GhostSyncFailure } from './failure.ts'

/**
 * Runs work that reads and computes and writes nothing. While JavaScript blocks the thread no signal handler runs: a text that takes minutes would
 * ignore every Ctrl-C. So the handlers are removed meanwhile, and a signal ends the process at once, which is Node's default.
 */
export type Unguarded = <Result>(work: () => Result | Promise<Result>) => Promise<Result>

/** Runs work as `Unguarded`, where the process has handlers of its own. */
export async function runUnguarded<Result>(
  { unguarded }: { readonly unguarded?: Unguarded | undefined },
  work: () => Result | Promise<Result>,
): Promise<Result> {
  return unguarded === undefined ? work() : unguarded(work)
}

/**
 * Waits for work that only reads. Ctrl-C ends the waiting at once: there is nothing to finish, and a site that hangs may take as long as its
 * time-out.
 * @throws GhostSyncFailure `interrupted`
 */
export async function stopOnInterrupt<Result>(
  { signal }: { readonly signal?: AbortSignal | undefined },
  work: Promise<Result>,
): Promise<Result> {
  if (signal === undefined) return work
  let stop = () => {}
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => reject(new GhostSyncFailure('interrupted', 'stopped; nothing was written', EXIT_CODE.interrupted))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([work, interrupted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
