import { EXIT_CODE, GhostSyncFailure } from './failure.ts'

/**
 * Waits for work that only reads. Ctrl-C ends the waiting at once: there is nothing to be finished, and a site that hangs may take as long as its
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
