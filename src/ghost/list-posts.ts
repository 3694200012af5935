import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { composePostQuery, nameResource, readPosts } from './read-posts.ts'
import { recoverHtml } from './recover-html.ts'
import type { RemotePost } from './remote-post.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { explainBadAnswer } from './transport/explain-outcome.ts'
import { hasMore } from './transport/list-pages.ts'

/**
 * Lists all posts that a filter (NQL) finds, oldest first.
 *
 * Each page asks for what comes after the last id, not for a page number: when somebody deletes a post while we read, numbered pages
 * move up by one and a post is skipped. A post that is skipped is a post that seems to be missing, and would be created a second time.
 */
export async function listPosts(
  connection: Connection,
  type: PostType,
  filter: string,
): Promise<readonly RemotePost[]> {
  const site = await identifySite(connection)
  const query = composePostQuery(type, site.capabilities)
  const all: RemotePost[] = []
  const seen = new Set<string>()
  for (;;) {
    const last = all.at(-1)
    const answer = await askAdmin(connection, {
      method: 'GET',
      path: `${nameResource(type)}/`,
      query: {
        ...query,
        filter: last === undefined ? filter : `(${filter})+id:>'${last.id}'`,
        order: 'id asc',
        limit: String(site.capabilities.pageSize),
      },
    })
    const rows = readPosts(connection, type, answer, site)
    // A cache in between that knows no query would give the same page for ever.
    if (rows.some(({ id }) => seen.has(id))) {
      const what = 'the same posts came again on the next page; does something between cache answers?'
      throw explainBadAnswer(connection, `a request for ${nameResource(type)}`, 200, what)
    }
    for (const { id } of rows) seen.add(id)
    const posts = await recoverHtml(connection, type, rows)
    all.push(...posts)
    if (posts.length === 0 || !hasMore(answer)) return all
  }
}
