import { lstat, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import envPaths from 'env-paths'
import { EXIT_CODE, GhostSyncFailure } from './failure.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Returns the cache folder that all projects of this user share: `GHOST_SYNC_CACHE` when it is set, else the platform's own (`~/.cache/ghost-sync` on
 * Linux, `~/Library/Caches/ghost-sync` on macOS).
 */
export function locateCache(env: Variables): string {
  const chosen = env.GHOST_SYNC_CACHE
  return chosen ? resolve(chosen) : envPaths('ghost-sync', { suffix: '' }).cache
}

/**
 * Returns the folder of this user's sandbox sites and backups: `GHOST_SYNC_DATA` when it is set, else the platform's own (`~/.local/share/ghost-sync`
 * on Linux, `~/Library/Application Support/ghost-sync` on macOS).
 */
export function locateData(env: Variables): string {
  const chosen = env.GHOST_SYNC_DATA
  return chosen ? resolve(chosen) : envPaths('ghost-sync', { suffix: '' }).data
}

/**
 * Makes a folder that only this user can read, with the folders above it.
 * @param folder absolute
 * @throws GhostSyncFailure those of `checkPrivateFolder`
 */
export async function makePrivateFolder(folder: string): Promise<void> {
  await checkPrivateFolder(folder)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await checkPrivateFolder(folder)
}

/**
 * Refuses a folder that is a link, or that belongs to another user. Ghost runs code in a sandbox's folder, and `restore` writes backups to a site:
 * whoever could write there would control both. A folder that does not exist yet passes.
 * @param folder absolute
 * @throws GhostSyncFailure `data/link`, `data/not-a-folder`, `data/other-owner`
 */
export async function checkPrivateFolder(folder: string): Promise<void> {
  const stats = await lstat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (stats === undefined) return
  if (stats.isSymbolicLink()) {
    throw refuse('link', `${folder} is a symbolic link`, 'Put a folder in its place, or remove the link.')
  }
  if (!stats.isDirectory()) throw refuse('not-a-folder', `${folder} is no folder`, 'Remove it.')
  // Windows has no user ids.
  const user = process.getuid?.()
  if (user !== undefined && stats.uid !== user) {
    throw refuse(
      'other-owner',
      `${folder} belongs to the user with the id ${stats.uid}, not to you (${user})`,
      'Set GHOST_SYNC_DATA to a folder of your own, or make this one yours if you know all that is in it.',
    )
  }
}

function refuse(what: string, why: string, hint: string): GhostSyncFailure {
  const message = `${why}; nothing is read from there, and nothing written`
  return new GhostSyncFailure(`data/${what}`, message, EXIT_CODE.refused, { hint })
}
