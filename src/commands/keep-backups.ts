import { relative } from 'node:path'
import type { BackupStore } from '../backup/backup.ts'
import { openBackupStore } from '../backup/open-backup-store.ts'
import type { SiteOutcome } from '../publish/site-outcome.ts'
import { quotePath } from '../report/quote-path.ts'
import { checkOutputPath } from './check-output-path.ts'
import type { CommandIo } from './command-io.ts'

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
  const folder = typeof backup === 'string' ? await checkOutputPath(backup, '--backup', io) : undefined
  return openBackupStore({ rootDir, folder, now: io.now() })
}

/** Says where it is, and how to bring it back. */
export function tellBackups(io: CommandIo, outcomes: readonly SiteOutcome[]): void {
  const kept = outcomes.flatMap(({ results }) =>
    results.flatMap((result) => ('backup' in result ? [result.backup] : [])),
  )
  for (const folder of new Set(kept)) {
    if (folder === undefined) continue
    const shown = quotePath(relative(io.cwd, folder))
    io.stderr(`As it was before: ${shown} (to bring it back: ghost-sync restore ${shown})\n`)
  }
}
