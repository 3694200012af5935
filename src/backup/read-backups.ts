import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { isObject, parseJson } from '../ghost/transport/parse-json.ts'
import type { Backup } from './backup.ts'
import { findDamage } from './find-damage.ts'

export interface BackupFile {
  /** Absolute path. */
  readonly file: string
  readonly backup: Backup
}

/** A file that a restore refuses. */
export interface BrokenBackup {
  /** Absolute path. */
  readonly file: string
  /** One clause. */
  readonly reason: string
}

export interface BackupFiles {
  readonly files: readonly BackupFile[]
  readonly broken: readonly BrokenBackup[]
}

/**
 * Reads a backup, or all that lie in a folder and the folders in it, in the order of their names. What cannot be brought back whole is told apart.
 * @throws GhostSyncFailure `backup/not-found`
 */
export async function readBackups(place: string): Promise<BackupFiles> {
  const read = await Promise.all((await listFiles(place)).map(readOne))
  return {
    files: read.filter((one) => 'backup' in one),
    broken: read.filter((one) => 'reason' in one),
  }
}

/**
 * The same, all or nothing: half of what was asked for would look like all of it.
 * @throws GhostSyncFailure `backup/not-found`; `backup/unreadable` for files that are none, or not whole
 */
export async function readWholeBackups(place: string): Promise<readonly BackupFile[]> {
  const { files, broken } = await readBackups(place)
  const [first, ...others] = broken
  if (first === undefined) return files
  const more = others.length === 0 ? '' : `, and ${others.length} more cannot be read`
  const message = `${first.file} cannot be brought back: ${first.reason}${more}. Nothing was written.`
  throw new GhostSyncFailure('backup/unreadable', message, EXIT_CODE.usage, {
    hint: 'Name the files that are whole, one by one, or take that one out of the folder.',
  })
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

async function readOne(file: string): Promise<BackupFile | BrokenBackup> {
  const value = parseJson(await readFile(file, 'utf8'))
  if (value === undefined) return { file, reason: 'it is not whole JSON' }
  if (!isBackup(value)) return { file, reason: 'it is no backup of this version of ghost-sync' }
  const reason = findDamage(value.post)
  return reason === undefined ? { file, backup: value } : { file, reason }
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
