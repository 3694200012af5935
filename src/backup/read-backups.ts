import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { isObject, parseJson } from '../ghost/transport/parse-json.ts'
import type { Backup } from './backup.ts'

export interface BackupFile {
  /** Absolute path. */
  readonly file: string
  readonly backup: Backup
}

/**
 * Reads a backup, or all that lie in a folder and the folders in it, in the order of their names.
 * @throws GhostSyncFailure `backup/not-found`; `backup/unreadable` for a file that is none, because half of what was asked for would look like all of it
 */
export async function readBackups(place: string): Promise<readonly BackupFile[]> {
  const files = await listFiles(place)
  return Promise.all(files.map(async (file) => ({ file, backup: await readOne(file) })))
}

async function listFiles(place: string): Promise<readonly string[]> {
  try {
    if ((await stat(place)).isFile()) return [place]
    const entries = await readdir(place, { recursive: true })
    return entries
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => path.join(place, name))
  } catch (cause) {
    throw new GhostSyncFailure('backup/not-found', `there is no backup at ${place}`, EXIT_CODE.usage, {
      hint: '`ghost-sync restore` alone lists those that there are.',
      cause,
    })
  }
}

async function readOne(file: string): Promise<Backup> {
  const value = parseJson(await readFile(file, 'utf8'))
  if (isBackup(value)) return value
  throw new GhostSyncFailure('backup/unreadable', `${file} is no backup of this version of ghost-sync`, EXIT_CODE.usage)
}

function isBackup(value: unknown): value is Backup {
  if (!isObject(value) || value.kind !== 'ghost-sync-backup' || value.version !== 1) return false
  const { project, site, url, takenAt, path: source, type, reason, post, stamp } = value
  const texts = [project, site, url, takenAt, source]
  return (
    texts.every((text) => typeof text === 'string') &&
    (type === 'post' || type === 'page') &&
    (reason === 'delete' || reason === 'overwrite') &&
    isObject(post) &&
    (stamp === null || isObject(stamp))
  )
}
