import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { lock } from 'proper-lockfile'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'

/** A killed holder stops renewing its lock; after this many milliseconds the lock is taken over. */
const STALE_MS = 10_000
const RENEW_MS = 2_000
const ASK_AGAIN_MS = 500

export interface LockOptions {
  /** Called repeatedly while another process holds the lock. */
  readonly onWait?: () => void
  readonly signal?: AbortSignal
}

/**
 * Runs `work` while holding the lock at `path` against all other processes of this machine; waits as long as another one has it.
 * @param path A path that nothing else uses; the lock is a folder of that name, which is removed afterwards.
 * @param work Gets a signal that is aborted when the lock is lost (the machine slept, and another process took over): two processes in one folder
 * would damage it.
 */
export async function withLock<T>(
  path: string,
  work: (signal: AbortSignal) => Promise<T>,
  { onWait, signal }: LockOptions = {},
): Promise<T> {
  await mkdir(dirname(path), { recursive: true })
  const lost = new AbortController()
  const onCompromised = (cause: Error) => lost.abort(lostLock(cause))
  let release: (() => Promise<void>) | undefined
  while (release === undefined) {
    signal?.throwIfAborted()
    try {
      const options = { realpath: false, stale: STALE_MS, update: RENEW_MS, retries: 0, onCompromised }
      release = await lock(path, { ...options, lockfilePath: path })
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ELOCKED')) throw error
      onWait?.()
      await sleep(ASK_AGAIN_MS, undefined, signal === undefined ? {} : { signal })
    }
  }
  try {
    return await work(signal === undefined ? lost.signal : AbortSignal.any([signal, lost.signal]))
  } finally {
    // A lost lock belongs to another process by now; an error from releasing it would hide the failure that explains what happened.
    if (!lost.signal.aborted) await release()
  }
}

function lostLock(cause: Error): GhostSyncFailure {
  return new GhostSyncFailure(
    'sandbox/lock-lost',
    'Another process took over the sandbox while this one slept.',
    EXIT_CODE.failed,
    {
      hint: 'Run the command again when the other one is done.',
      cause,
    },
  )
}
