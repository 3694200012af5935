import { type BackupStore, openBackupStore } from '../../backup/backup.ts'
import { checkOutputPath } from '../output-path.ts'
import { locateBackups } from '../own-folders.ts'
import type { RunContext } from '../run-context.ts'

export interface BackupOptions {
  /** A folder; false for `--no-backup`. */
  readonly backup?: string | boolean
}

type BackupPlace = Pick<RunContext, 'cwd' | 'env' | 'now'>

/**
 * Opens the place where a run keeps what it deletes or overwrites; undefined when the user declined backups.
 * @param option for a message
 * @throws GhostSyncFailure `usage/output-link`
 */
export async function openBackups(
  rootDir: string,
  place: BackupPlace,
  { backup }: BackupOptions,
  option = '--backup',
): Promise<BackupStore | undefined> {
  if (backup === false) return undefined
  if (typeof backup !== 'string') return openOwnBackups(rootDir, place)
  const folder = await checkOutputPath(backup, option, place)
  return openBackupStore({ locate: async () => folder, isOwn: false, now: place.now() })
}

/** Opens the user's own backup folder. A problem with that folder matters only to a run that has something to keep. */
export function openOwnBackups(rootDir: string, place: BackupPlace): BackupStore {
  const locate = async () => (await locateBackups(place, rootDir)).folder
  return openBackupStore({ locate, isOwn: true, now: place.now() })
}
