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

/** The input from which a plan is assembled. */
export interface AssembleInput {
  readonly config: Config
  readonly scanned: ScannedContent
  readonly readAsset: AssetReader
  readonly connect: (site: SiteConfig) => Connection
  readonly request: PlanRequest
  /** Changes a post before it is planned; absent: the post is planned as its file asks. */
  readonly shape?: (post: DesiredPost) => DesiredPost
  /** What an earlier run has fetched, by site: only what may have changed since is fetched. Absent: everything is fetched. */
  readonly known?: ReadonlyMap<string, KnownSite>
  /** Chooses the posts of a site that the run is about, as paths (`SourceFile.path`), or all. @default those of `request.paths` */
  readonly choose?: (site: SiteConfig, posts: readonly ResolvedPost[]) => ReadonlySet<string> | 'all'
  /** Existing posts keep their status, and new posts are drafts. @default false */
  readonly keepStatus?: boolean
  /** `RunContext.unguarded` */
  readonly unguarded?: Unguarded | undefined
}

/** Converts the posts that a run is about, and lists the paths of the others. */
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
  // A post that `shape` changes may get another path, and only converted posts are changed.
  const others =
    shape === undefined
      ? rest.map(({ draft }) => draft.source.path)
      : rest.flatMap((post) => desirePost(post) ?? []).map((post) => shape(post).path)
  return { chosen, others }
}
