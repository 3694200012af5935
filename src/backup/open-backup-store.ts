import { randomBytes } from 'node:crypto'
import { mkdir, open, realpath, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { explainWriteError } from '../explain-write-error.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { isInside } from '../scan/files/is-inside.ts'
import type { Backup, BackupStore } from './backup.ts'
import { BACKUP_FOLDER } from './locate-backups.ts'

export interface BackupStoreOptions {
  /** Absolute path of the folder of the config. */
  readonly rootDir: string
  /** Absolute path of another folder than `.ghost-sync/backups`. */
  readonly folder?: string | undefined
  /** Names the run's folder. */
  readonly now: Date
}

/** Opens the place where a run's backups go. Nothing is written before the first one. */
export function openBackupStore({ rootDir, folder, now }: BackupStoreOptions): BackupStore {
  let made: Promise<string> | undefined
  return {
    keep: async (backup) => {
      const parent = folder ?? path.join(rootDir, BACKUP_FOLDER)
      try {
        made ??= folder === undefined ? makeOwnFolder(rootDir, now) : makeRunFolder(folder, now)
        const run = await made
        await writeWhole(path.join(run, nameSite(backup)), nameFile(backup), `${JSON.stringify(backup, null, 2)}\n`)
        return run
      } catch (cause) {
        made = undefined
        if (cause instanceof GhostSyncFailure) throw cause
        const why = explainWriteError(cause)
        const message = `no backup could be written to ${parent}${why === undefined ? '' : `: ${why.reason}`}`
        throw new GhostSyncFailure('backup/not-written', message, EXIT_CODE.failed, {
          hint: 'The post was left as it is. Name another folder with --backup DIR, or do without one: --no-backup.',
          cause,
        })
      }
    },
  }
}

/** Ignores itself: what somebody deleted from a site must not come back into the repository by `git add .`. */
async function makeOwnFolder(rootDir: string, now: Date): Promise<string> {
  const parent = path.join(rootDir, BACKUP_FOLDER)
  await mkdir(parent, { recursive: true })
  // A repository may hold a link of that name; what is written must stay in it all the same.
  if (!isInside(await realpath(parent), await realpath(rootDir))) {
    throw new GhostSyncFailure(
      'backup/not-written',
      `${BACKUP_FOLDER} leads out of the folder of the config by a symbolic link; nothing is written there`,
      EXIT_CODE.refused,
      { hint: 'Name another folder with --backup DIR.' },
    )
  }
  const ignore = path.join(path.dirname(parent), '.gitignore')
  await writeFile(ignore, '*\n', { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return makeRunFolder(parent, now)
}

/** `2026-11-24T03-05-12Z`, and `-2` where a run beside this one began in the same second. */
async function makeRunFolder(parent: string, now: Date): Promise<string> {
  await mkdir(parent, { recursive: true })
  const name = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
  for (let nth = 1; ; nth += 1) {
    const folder = path.join(parent, nth === 1 ? name : `${name}-${nth}`)
    try {
      await mkdir(folder)
      return folder
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}

function nameSite({ site }: Backup): string {
  return makeName(site)
}

function nameFile({ type, post }: Backup): string {
  return `${type}-${makeName(String(post.slug))}-${makeName(String(post.id))}.json`
}

/** What a server says must not choose a folder. */
function makeName(text: string): string {
  return text.replace(/[^\w-]+/g, '-').slice(0, 80)
}

/** On the disk, not only in its cache, before the name appears: right after this the post is gone. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const temporary = path.join(folder, `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path.join(folder, name))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
