import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type BackupFile, type BrokenBackup, readBackups } from './read-backups.ts'

/** The backups of one run. */
export interface BackupRun {
  readonly name: string
  /** Absolute path. */
  readonly folder: string
  readonly files: readonly BackupFile[]
  /** What lies beside them and cannot be brought back. */
  readonly broken: readonly BrokenBackup[]
}

/**
 * Lists the runs that kept something, newest first.
 * @param parent absolute; one that is not there holds none
 */
export async function listRuns(parent: string): Promise<readonly BackupRun[]> {
  const names = await readdir(parent, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const folders = names.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  const runs: BackupRun[] = []
  for (const name of folders.sort().reverse()) {
    const folder = path.join(parent, name)
    const { files, broken } = await readBackups(folder)
    if (files.length + broken.length > 0) runs.push({ name, folder, files, broken })
  }
  return runs
}
