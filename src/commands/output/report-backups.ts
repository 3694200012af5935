import { basename, relative } from 'node:path'
import { quotePath } from '../../model/text.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'
import type { BackupOptions } from '../../sync/push/backups.ts'
import type { CommandIo } from './command-io.ts'

/** Says where the backups of a run are, and how to bring them back. */
export function reportBackups(io: CommandIo, outcomes: readonly SiteOutcome[], { backup }: BackupOptions): void {
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
