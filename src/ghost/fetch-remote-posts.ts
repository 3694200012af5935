import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { findPostsBySlug } from './find-posts-by-slug.ts'
import { findTagSlug } from './find-tag-slug.ts'
import { listPosts } from './list-posts.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { recoverBases } from './recover-bases.ts'
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
