import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { listPosts } from './list-posts.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { recoverBases } from './recover-bases.ts'
import type { RemotePost } from './remote-post.ts'

export interface RefreshQuery {
  readonly ids: readonly string[]
  readonly slugs: readonly string[]
}

/** More than this at once, and listing everything anew costs no more; the filter would outgrow what proxies let pass as well. */
export const MOST_REFRESHED = 50

/**
 * Asks again for some of the posts that were fetched before, and for whatever has one of these slugs now: two requests instead of a list of
 * all. The others are given back as they were; a post that is gone is not.
 * @param query at most `MOST_REFRESHED` ids and slugs
 */
export async function refreshRemotePosts(
  connection: Connection,
  before: readonly RemotePost[],
  { ids, slugs }: RefreshQuery,
): Promise<RemotePost[]> {
  const quote = (values: readonly string[]) => [...new Set(values)].map(quoteFilterValue).join(',')
  const filters = [
    ...(ids.length > 0 ? [`id:[${quote(ids)}]`] : []),
    ...(slugs.length > 0 ? [`slug:[${quote(slugs)}]`] : []),
  ]
  if (filters.length === 0) return [...before]
  const list = (type: PostType) => listPosts(connection, type, filters.join(','))
  const fresh = (await Promise.all([list('post'), list('page')])).flat()
  const asked = new Set([...ids, ...fresh.map(({ id }) => id)])
  const kept = before.filter((post) => !asked.has(post.id) && !slugs.includes(post.fields.slug))
  return [...kept, ...(await recoverBases(connection, fresh))]
}
