import type { PostType } from '../../model/fields.ts'
import type { Connection } from '../transport/connection.ts'
import { listPages, quoteFilterValue } from '../transport/lists.ts'
import { recoverBases } from './bases.ts'
import { findTagSlug } from './fetch-remote-posts.ts'
import { listPosts } from './list-posts.ts'
import { nameResource } from './read-posts.ts'
import type { RemotePost } from './remote-post.ts'

/** Ids per request: a filter of them stays far below the length at which proxies refuse. */
const CHUNK = 50

/**
 * Finds the posts among these ids that exist on the site after all, ours or not, with their bases. A post that is missing from a list may have been
 * left out by a cache or proxy, or have lost our tag. It takes two requests for every 50.
 */
export async function findPostsById(connection: Connection, ids: readonly string[]): Promise<readonly RemotePost[]> {
  const found: RemotePost[] = []
  const known = [...new Set(ids)].filter((id) => /^[0-9a-f]{24}$/.test(id))
  for (let start = 0; start < known.length; start += CHUNK) {
    const filter = `id:[${known
      .slice(start, start + CHUNK)
      .map(quoteFilterValue)
      .join(',')}]`
    const list = (type: PostType) => listPosts(connection, type, filter)
    found.push(...(await Promise.all([list('post'), list('page')])).flat())
  }
  return recoverBases(connection, found)
}

/**
 * Lists the ids of all posts of ours with another request than `fetchRemotePosts`, and fetches those that it has missed: a cache or proxy may have
 * stored an older list of that address. This is done before something is created, since a post that a list lacks would be created a second time.
 */
export async function findMissedPosts(
  connection: Connection,
  listed: readonly RemotePost[],
): Promise<readonly RemotePost[]> {
  const tag = await findTagSlug(connection, connection.ownershipTag)
  if (tag === undefined) return []
  const list = (type: PostType) =>
    listPages(connection, nameResource(type), {
      filter: `tag:${quoteFilterValue(tag)}`,
      fields: 'id',
      order: 'id desc',
    })
  const rows = (await Promise.all([list('post'), list('page')])).flat()
  const known = new Set(listed.map(({ id }) => id))
  const missed = rows.flatMap(({ id }) => (typeof id === 'string' && !known.has(id) ? [id] : []))
  return findPostsById(connection, missed)
}
