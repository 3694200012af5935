import type { PostType } from '../../model/fields.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { quoteFilterValue, readRows } from '../transport/lists.ts'
import { recoverBases } from './bases.ts'
import { findPostsBySlug, listPosts } from './list-posts.ts'
import type { RemotePost } from './remote-post.ts'

export interface RemoteQuery {
  /** Slugs that the repository wants to use. */
  readonly slugs: { readonly posts: readonly string[]; readonly pages: readonly string[] }
}

/**
 * Fetches the posts that a plan needs: every post and page of ours with its base, and every other post or page that has one of the slugs, because
 * Ghost counts them together (a page `about` makes a new post `about-2`).
 *
 * A thousand posts of ours take some eleven requests; slugs take one request per hundred or so that are not ours.
 */
export async function fetchRemotePosts(connection: Connection, query: RemoteQuery): Promise<RemotePost[]> {
  const tag = await findTagSlug(connection, connection.ownershipTag)
  const listOwned = async (type: PostType) =>
    tag === undefined
      ? []
      : (await listPosts(connection, type, `tag:${quoteFilterValue(tag)}`)).filter((post) => post.owned)
  const owned = (await Promise.all([listOwned('post'), listOwned('page')])).flat()

  const taken = new Set(owned.map((post) => post.fields.slug))
  const open = [...new Set([...query.slugs.posts, ...query.slugs.pages])].filter((slug) => !taken.has(slug))
  const listed = new Set(owned.map((post) => post.id))
  const others = (
    await Promise.all([findPostsBySlug(connection, 'post', open), findPostsBySlug(connection, 'page', open)])
  )
    .flat()
    .filter((post) => !listed.has(post.id))

  return [...(await recoverBases(connection, owned)), ...others]
}

export interface RefreshQuery {
  readonly ids: readonly string[]
  readonly slugs: readonly string[]
}

/** For more posts than this, a new list costs no more, and the filter would exceed what proxies allow. */
export const MOST_REFRESHED = 50

/**
 * Fetches some posts again that were fetched before, and whatever has one of these slugs now: two requests instead of a list of all. The others are
 * returned as they were; a deleted post is left out.
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

/**
 * Finds the slug of the tag with this name; undefined when there is no such tag yet. The slug cannot be derived: Ghost makes `hash-ghost-sync-2` of
 * `#ghost-sync` when a tag `#Ghost-Sync` came first, and anybody can change a slug (seen on 5.130 and 6.65). A wrong slug would find no post of ours,
 * and every one would be created again.
 */
export async function findTagSlug(connection: Connection, name: string): Promise<string | undefined> {
  const answer = await askAdmin(connection, {
    method: 'GET',
    path: 'tags/',
    query: { filter: `name:${quoteFilterValue(name)}`, fields: 'id,name,slug', limit: '100' },
  })
  // SQLite finds the exact name only. MySQL ignores case, and gives a post that asks for `#ghost-sync` the existing `#Ghost-Sync`.
  const rows = readRows(connection, 'tags', answer)
  const tag = rows.find((row) => row.name === name) ?? rows[0]
  return typeof tag?.slug === 'string' ? tag.slug : undefined
}
