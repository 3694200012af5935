import type { BackupStore } from '../backup/backup.ts'
import type { Action } from '../diff/plan.ts'
import type { Ledger } from '../ghost/ledger/ledger.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { GhostSyncFailure } from '../model/failure.ts'
import type { Asset } from '../scan/source/asset.ts'

/** The user's consent to e-mails, for this run only. */
export type EmailConsent =
  /** `--send-email`, or the answer yes. */
  | { readonly kind: 'send' }
  /** `--no-email`: posts that can be published without their e-mail are. */
  | { readonly kind: 'skip' }
  /** No option and no yes: posts that would send an e-mail wait. */
  | { readonly kind: 'hold' }
  /** The consent is for fewer e-mails. */
  | { readonly kind: 'too-many'; readonly emails: number; readonly limit: number }

/** What the publisher needs; the command passes it in. */
export interface PublishContext {
  readonly connection: Connection
  readonly facts: SiteFacts
  /** Where a post is kept before it is deleted or overwritten by force; undefined: it is not kept. */
  readonly backups: BackupStore | undefined
  readonly ownershipTag: string
  /** `Config.project`. */
  readonly project: string
  /** The site's ledger of our posts, as the plan saw it. */
  readonly ledger: Ledger
  /** Maximum number of concurrent writing requests. */
  readonly concurrency: number
  /** Every asset that the plan's payloads use, by key (`keyAsset`). */
  readonly assets: ReadonlyMap<string, Asset>
  /** The site's posts as the plan saw them; existing uploads are found in them. */
  readonly remote: readonly RemotePost[]
  /** Addresses that posts show and that the site no longer serves; absent: they were not checked. */
  readonly gone?: ReadonlySet<string>
  /**
   * The second, by the server's clock and in milliseconds, of the site's first answer to the command: the files were read by then. Absent in a watch,
   * whose own saves are newer.
   */
  readonly since?: number
  /** Plans the file at this path as if its post were like this; absent: no explanation is given. */
  readonly replanPost?: (path: string, current: RemotePost) => Action | undefined
  /** Opens the file as it is now: reading it fails once it is changed. */
  readonly openFile: (absolutePath: string) => Promise<Blob>
  readonly onProgress: (event: PublishProgress) => void
  readonly consent: EmailConsent
  /** Aborted by Ctrl-C: what is under way is finished, nothing new begins. */
  readonly signal: AbortSignal
}

/** The context once the uploads are done. */
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
