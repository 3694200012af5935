import { type Ledger, readLedger } from '../ghost/ledger/ledger.ts'
import { fetchRemotePosts, MOST_REFRESHED, refreshRemotePosts } from '../ghost/posts/fetch-remote-posts.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { ScannedContent } from '../scan/scan-content.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'

/** What a process that plans repeatedly remembers of a site. */
export interface KnownSite {
  /** Absent: to be fetched again. */
  readonly facts?: SiteFacts
  readonly remote: readonly RemotePost[]
  readonly ledger: Ledger
  /** Ids of posts that were written since `remote` was fetched. */
  readonly written: ReadonlySet<string>
}

/** Our posts on a site, as far as a plan needs them. */
export interface LearntPosts {
  readonly remote: readonly RemotePost[]
  readonly ledger: Ledger
}

/**
 * Fetches what a plan needs from a site: everything, or, where the rest is remembered, only the posts of this run. Posts whose file is gone are
 * fetched as well, because the file may have been renamed. If the run is about no post, nothing is fetched.
 */
export async function fetchSitePosts(
  connection: Connection,
  chosen: readonly DesiredPost[],
  scanned: ScannedContent,
  known: KnownSite | undefined,
): Promise<LearntPosts> {
  if (known !== undefined && chosen.length === 0) return known
  const [remote, ledger] = await Promise.all([fetchPosts(connection, chosen, scanned, known), readLedger(connection)])
  return { remote, ledger }
}

async function fetchPosts(
  connection: Connection,
  chosen: readonly DesiredPost[],
  scanned: ScannedContent,
  known: KnownSite | undefined,
): Promise<readonly RemotePost[]> {
  const slugsOf = (type: DesiredPost['type']) =>
    chosen.filter((post) => post.type === type).map(({ fields }) => fields.slug)
  const slugs = { posts: slugsOf('post'), pages: slugsOf('page') }
  if (known === undefined) return fetchRemotePosts(connection, { slugs })
  const paths = new Set(chosen.map(({ path }) => path))
  const present = new Set(scanned.files.map(({ path }) => path))
  const isAsked = ({ base }: RemotePost) =>
    base.kind !== 'none' && (paths.has(base.stamp.path) || !present.has(base.stamp.path))
  const ids = [...new Set([...known.remote.filter(isAsked).map(({ id }) => id), ...known.written])]
  const all = [...slugs.posts, ...slugs.pages]
  if (ids.length + all.length > MOST_REFRESHED) return fetchRemotePosts(connection, { slugs })
  return refreshRemotePosts(connection, known.remote, { ids, slugs: all })
}
