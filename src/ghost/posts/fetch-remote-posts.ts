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
 * Fetches all that a plan has to know of a site: every post and page of ours with its base, and whatever else has one of the slugs,
 * post or page, because Ghost counts them together (a page `about` makes a new post `about-2`).
 *
 * A thousand posts of ours are eleven requests and a bit; slugs cost one request per hundred or so that are not ours.
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

/**
 * Finds the slug of the tag with this name, undefined when there is none yet. Asked rather than derived: Ghost makes
 * `hash-ghost-sync-2` of `#ghost-sync` when a tag `#Ghost-Sync` came first, and anybody can change a slug (seen on 5.130 and 6.65). A wrong slug
 * would find no post of ours, and every one would be created again.
 */
export async function findTagSlug(connection: Connection, name: string): Promise<string | undefined> {
  const answer = await askAdmin(connection, {
    method: 'GET',
    path: 'tags/',
    query: { filter: `name:${quoteFilterValue(name)}`, fields: 'id,name,slug', limit: '100' },
  })
  // SQLite finds the exact name only. MySQL disregards case, and gives a post that asks for `#ghost-sync` the `#Ghost-Sync` that is there.
  const rows = readRows(connection, 'tags', answer)
  const tag = rows.find((row) => row.name === name) ?? rows[0]
  return typeof tag?.slug === 'string' ? tag.slug : undefined
}
