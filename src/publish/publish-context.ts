import type { BackupStore } from '../backup/backup.ts'
import type { Action } from '../diff/plan.ts'
import type { Ledger } from '../ghost/ledger/ledger.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { GhostSyncFailure } from '../model/failure.ts'
import type { Asset } from '../scan/source/asset.ts'

/** What the user said about e-mails, for this run and nothing beyond. */
export type EmailConsent =
  /** `--send-email`, or a yes to the question. */
  | { readonly kind: 'send' }
  /** `--no-email`: what can be published without its e-mail is. */
  | { readonly kind: 'skip' }
  /** Nothing, or a no: what would send one waits. */
  | { readonly kind: 'hold' }
  /** A yes, but not to so many. */
  | { readonly kind: 'too-many'; readonly emails: number; readonly limit: number }

/** What the publisher works with, handed in by the command. */
export interface PublishContext {
  readonly connection: Connection
  readonly facts: SiteFacts
  /** Where a post is kept as it was before it is deleted or overwritten by force; undefined: it is not. */
  readonly backups: BackupStore | undefined
  readonly ownershipTag: string
  /** `Config.project`. */
  readonly project: string
  /** What the site remembers of our posts, as the plan saw it. */
  readonly ledger: Ledger
  /** Writing requests under way at once. */
  readonly concurrency: number
  /** Every asset that the plan's payloads name, by content hash. */
  readonly assets: ReadonlyMap<string, Asset>
  /** The site's posts as the plan saw them: where uploads are found again. */
  readonly remote: readonly RemotePost[]
  /** Addresses that they show and behind which the site has nothing any more; absent: nobody looked. */
  readonly gone?: ReadonlySet<string>
  /**
   * The server's second in which the command first heard of it, in milliseconds: the files were read by then. Absent in a watch, whose own saves are
   * younger than that.
   */
  readonly since?: number
  /** What would be planned for the file at this path if its post were like this; absent: nobody is told. */
  readonly replanPost?: (path: string, current: RemotePost) => Action | undefined
  /** The file as it is now: reading it fails once it is changed. */
  readonly openFile: (absolutePath: string) => Promise<Blob>
  readonly onProgress: (event: PublishProgress) => void
  readonly consent: EmailConsent
  /** Aborted by Ctrl-C: what is under way is finished, nothing new begins. */
  readonly signal: AbortSignal
}

/** The same, once the uploads are done. */
export interface WriteContext extends PublishContext {
  /** URL of each asset by content hash. */
  readonly uploaded: ReadonlyMap<string, string>
  /** Why an asset has no URL. */
  readonly failedAssets: ReadonlyMap<string, GhostSyncFailure>
}

export type PublishProgress =
  | { readonly kind: 'upload'; readonly done: number; readonly total: number; readonly file: string }
  | {
      readonly kind: 'post'
      readonly done: number
      readonly total: number
      readonly path: string
      readonly outcome: string
    }
