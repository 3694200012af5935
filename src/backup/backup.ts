import type { PostType } from '../fields.ts'
import type { Stamp } from '../ghost/remote-post.ts'
import type { JsonObject } from '../ghost/transport/parse-json.ts'

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
  /** Source path of the post; empty where none was known. */
  readonly path: string
  readonly type: PostType
  /** What was written last, also where an edit in Ghost Admin had dropped it from the post; null: nothing told. */
  readonly stamp: Stamp | null
  /** The whole post, as the Admin API sent it. */
  readonly post: JsonObject
}

/** Where backups go. One folder per run; it is made with the first. */
export interface BackupStore {
  /**
   * Writes one backup, whole or not at all.
   * @returns the run's folder, absolute
   * @throws GhostSyncFailure `backup/not-written`
   */
  readonly keep: (backup: Backup) => Promise<string>
}
