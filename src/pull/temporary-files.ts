import { randomBytes } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'

/** Names no post and no asset: what begins with a dot is never published. */
const TEMPORARY = /^\.ghost-sync-[0-9a-f]{12}\.tmp$/

/** One that nobody has written to for so long is a killed run's. */
const STALE_MILLISECONDS = 10 * 60_000

/** The name of a file that is being written. */
export function nameTemporary(): string {
  return `.ghost-sync-${randomBytes(6).toString('hex')}.tmp`
}

/**
 * Takes away what a run that was killed has left in a folder.
 * @param now milliseconds since the epoch, by the clock of the file system
 */
export async function removeStale(folder: string, now: number): Promise<void> {
  const names = (await readdir(folder)).filter((name) => TEMPORARY.test(name))
  for (const file of names.map((name) => path.join(folder, name))) {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now }))
    if (now - mtimeMs > STALE_MILLISECONDS) await rm(file, { force: true })
  }
}
