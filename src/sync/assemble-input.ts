import type { Config, SiteConfig } from '../config/config.ts'
import type { PlanRequest } from '../diff/plan.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { Unguarded } from '../model/stop-on-interrupt.ts'
import type { AssetReader } from '../scan/assets/asset-types.ts'
import { desirePost } from '../scan/desire-posts.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { ScannedContent } from '../scan/scan-content.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import type { KnownSite } from './fetch-site-posts.ts'
import { isUnder } from './scope.ts'

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
  /** `RunContext.unguarded` */
  readonly unguarded?: Unguarded | undefined
}

/** The posts that a run is about, with their Markdown converted, and the paths of the others. */
export function desireChosen(
  site: SiteConfig,
  posts: readonly ResolvedPost[],
  { choose, shape, request }: Pick<AssembleInput, 'choose' | 'shape' | 'request'>,
): { readonly chosen: readonly DesiredPost[]; readonly others: readonly string[] } {
  const wanted = choose?.(site, posts)
  const isChosen = ({ draft: { source } }: ResolvedPost) => {
    if (wanted !== undefined) return wanted === 'all' || wanted.has(source.path)
    return request.paths.length === 0 || request.paths.some((path) => isUnder(source.file, path))
  }
  const chosen = posts.filter(isChosen).flatMap((post) => desirePost(post) ?? [])
  const rest = posts.filter((post) => !isChosen(post))
  // Another shape may have another path, and only of a post that is converted.
  const others =
    shape === undefined
      ? rest.map(({ draft }) => draft.source.path)
      : rest.flatMap((post) => desirePost(post) ?? []).map((post) => shape(post).path)
  return { chosen, others }
}
