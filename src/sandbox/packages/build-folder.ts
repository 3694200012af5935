import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { withLock } from '../lock.ts'

export interface FolderPlan<T> {
  /** Absolute path of the folder in the cache. */
  readonly folder: string
  /** Reads the content of `folder`; undefined when it is incomplete. */
  readonly read: (folder: string) => Promise<T | undefined>
  /**
   * Builds the folder somewhere below `partial`.
   * @returns the absolute path of what is to become `folder`, with all that `read` looks for
   */
  readonly build: (partial: string, signal: AbortSignal) => Promise<string>
  /** Called repeatedly while another process builds the same folder. */
  readonly onWait: () => void
  /** Called when this process has built it. */
  readonly onBuilt?: () => void
  readonly signal?: AbortSignal | undefined
}

/**
 * Makes sure that a folder of the cache exists and is complete. It is built beside its place and renamed when it is complete, so a killed process
 * leaves nothing that counts. Of two processes that want the same folder one builds and the other waits.
 */
export async function buildFolder<T>(plan: FolderPlan<T>): Promise<T> {
  const { folder, read, build, onWait, onBuilt, signal } = plan
  const present = await read(folder)
  if (present !== undefined) return present
  return withLock(
    `${folder}.lock`,
    async (held) => {
      // The other process that we waited for has most likely built it.
      const made = await read(folder)
      if (made !== undefined) return made
      await removePartials(folder)
      const partial = `${folder}.partial-${process.pid}-${randomBytes(4).toString('hex')}`
      await mkdir(partial, { recursive: true })
      try {
        const built = await build(partial, held)
        // An existing folder here is incomplete: it was partly deleted.
        await rm(folder, { recursive: true, force: true, maxRetries: 5 })
        await rename(built, folder)
      } catch (cause) {
        // An error here would hide the cause. If the folder cannot be removed now, the next build removes it.
        await rm(partial, { recursive: true, force: true, maxRetries: 5 }).catch(() => {})
        throw cause
      }
      await rm(partial, { recursive: true, force: true, maxRetries: 5 })
      onBuilt?.()
      const finished = await read(folder)
      if (finished === undefined) throw new Error(`${folder} vanished`)
      return finished
    },
    { onWait, ...(signal === undefined ? {} : { signal }) },
  )
}

/** Removes what killed builds of this folder left behind. Only the holder of the lock may call it: nobody else is building. */
async function removePartials(folder: string): Promise<void> {
  const names = (await readdir(dirname(folder))).filter((name) => name.startsWith(`${basename(folder)}.partial-`))
  for (const name of names) await rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 5 })
}

/** Written as the last file of every folder in the cache. A folder without it does not count as installed. */
export const INSTALLED_MARKER = '.ghost-sync-installed.json'
