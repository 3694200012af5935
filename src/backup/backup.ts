import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Stamp } from '../ghost/posts/remote-post.ts'
import type { JsonObject } from '../ghost/transport/json-value.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { PostType } from '../model/fields.ts'
import { explainWriteError } from '../model/file-errors.ts'
import { makePrivateFolder } from '../model/own-folders.ts'

/** A post as it was right before a push deleted or overwrote it: one JSON file, from which `restore` brings it back. */
export interface Backup {
  readonly kind: 'ghost-sync-backup'
  /** Format version of this value. */
  readonly version: 1
  readonly project: string
  /** Name of the site in the config, and its public address. */
  readonly site: string
  readonly url: string
  /** ISO 8601. */
  readonly takenAt: string
  readonly reason: 'delete' | 'overwrite'
  /** Source path of the post; empty where it is not known. */
  readonly path: string
  readonly type: PostType
  /** The stamp of the last write, also where an edit in Ghost Admin had dropped it from the post; null: it is not known. */
  readonly stamp: Stamp | null
  /** The whole post, as the Admin API sent it. */
  readonly post: JsonObject
}

/** The place for backups. Each run has a folder, which is made with its first backup. */
export interface BackupStore {
  /**
   * Writes one backup, completely or not at all.
   * @returns the run's folder, absolute
   * @throws GhostSyncFailure `backup/not-written`
   */
  readonly keep: (backup: Backup) => Promise<string>
}

export interface BackupStoreOptions {
  /** Finds the parent of the runs' folders; absolute. It is called before the first backup, and if it fails, the backup fails. */
  readonly locate: () => Promise<string>
  /** Whether it is the user's own folder; otherwise the command line named it. */
  readonly isOwn: boolean
  /** The time that names the run's folder. */
  readonly now: Date
}

/** Opens the place for a run's backups. Nothing is written before the first one. */
export function openBackupStore({ locate, isOwn, now }: BackupStoreOptions): BackupStore {
  let made: Promise<string> | undefined
  let parent: string | undefined
  const make = async () => {
    parent = await locate()
    if (isOwn) await makePrivateFolder(parent)
    return makeRunFolder(parent, now)
  }
  return {
    keep: async (backup) => {
      try {
        made ??= make()
        const run = await made
        await writeWhole(path.join(run, nameSite(backup)), nameFile(backup), `${JSON.stringify(backup, null, 2)}\n`)
        return run
      } catch (cause) {
        made = undefined
        if (cause instanceof GhostSyncFailure) throw cause
        const why = explainWriteError(cause)
        const message = `no backup could be written to ${parent ?? 'the folder of your backups'}${why === undefined ? '' : `: ${why.reason}`}`
        throw new GhostSyncFailure('backup/not-written', message, EXIT_CODE.failed, {
          hint: 'The post was left as it is. Name another folder with --backup DIR, or do without one: --no-backup.',
          cause,
        })
      }
    },
  }
}

/** Makes a folder: `2026-11-24T03-05-12Z`, and `-2` where another run began in the same second. */
async function makeRunFolder(parent: string, now: Date): Promise<string> {
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const name = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-')
  for (let nth = 1; ; nth += 1) {
    const folder = path.join(parent, nth === 1 ? name : `${name}-${nth}`)
    try {
      await mkdir(folder, { mode: 0o700 })
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

/** Makes a safe name: what a server says must not choose a folder. */
function makeName(text: string): string {
  return text.replace(/[^\w-]+/g, '-').slice(0, 80)
}

/** Flushes the file to the disk before its name appears: right after this the post is deleted. */
async function writeWhole(folder: string, name: string, text: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
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
