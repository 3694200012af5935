import type { Config, SiteConfig } from '../config/config.ts'
import type { PlanRequest } from '../diff/plan.ts'
import type { Connection } from '../ghost/connection.ts'
import type { AssetReader } from '../scan/assets/asset-reading.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { ScannedContent } from '../scan/scan-content.ts'
import type { Unguarded } from '../stop-on-interrupt.ts'
import type { KnownSite } from './learn-posts.ts'

/** What a plan is assembled from. */
export interface AssembleInput {
  readonly config: Config
  readonly scanned: ScannedContent
  readonly readAsset: AssetReader
  readonly connect: (site: SiteConfig) => Connection
  readonly request: PlanRequest
  /** What is asked for in place of what the file asks; absent: just that. */
  readonly shape?: (post: DesiredPost) => DesiredPost
  /** What a run before this one has learnt, by site: only what may have changed since is asked. Absent: everything is. */
  readonly known?: ReadonlyMap<string, KnownSite>
  /** Paths (`SourceFile.path`) of the posts that are asked for on a site, or all. @default those of `request.paths` */
  readonly choose?: (site: SiteConfig, posts: readonly ResolvedPost[]) => ReadonlySet<string> | 'all'
  /** Posts keep the status that they have, and new ones are drafts. @default false */
  readonly keepStatus?: boolean
  /** `CommandIo.unguarded` */
  readonly unguarded?: Unguarded | undefined
}
