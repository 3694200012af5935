import { basename, relative } from 'node:path'
import { type BackupStore, openBackupStore } from '../../backup/backup.ts'
import { quotePath } from '../../model/text.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import type { CommandIo } from './command-io.ts'
import { checkOutputPath } from './output-path.ts'

export interface BackupOptions {
  /** A folder; false for `--no-backup`. */
  readonly backup?: string | boolean
}

/** Where a run keeps what it deletes or overwrites; undefined: nowhere, because its user said so. */
export async function openBackups(
  rootDir: string,
  io: CommandIo,
  { backup }: BackupOptions,
): Promise<BackupStore | undefined> {
  if (backup === false) return undefined
  if (typeof backup !== 'string') return openOwnBackups(io, rootDir)
  const folder = await checkOutputPath(backup, '--backup', io)
  return openBackupStore({ locate: async () => folder, isOwn: false, now: io.now() })
}

/** The user's own place. What is wrong with it matters only to a run that has something to keep. */
export function openOwnBackups(io: CommandIo, rootDir: string): BackupStore {
  const locate = async () => (await (await import('../../sync/own-folders.ts')).locateBackups(io, rootDir)).folder
  return openBackupStore({ locate, isOwn: true, now: io.now() })
}

/** Says where it is, and how to bring it back. */
export function tellBackups(io: CommandIo, outcomes: readonly SiteOutcome[], { backup }: BackupOptions): void {
  const kept = outcomes.flatMap(({ results }) =>
    results.flatMap((result) => ('backup' in result ? [result.backup] : [])),
  )
  for (const folder of new Set(kept)) {
    if (folder === undefined) continue
    const inProject = quotePath(relative(io.cwd, folder))
    const [shown, name] = typeof backup === 'string' ? [inProject, inProject] : [quotePath(folder), basename(folder)]
    io.stderr(`As it was before: ${shown} (to bring it back: ghost-sync restore ${name})\n`)
  }
}
