import { GhostSyncFailure } from '../failure.ts'
import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { composePostQuery, nameResource, readPosts } from './read-posts.ts'
import { recoverHtml } from './recover-html.ts'
import type { RemotePost } from './remote-post.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { ANSWER_TOO_LARGE, explainBadAnswer } from './transport/explain-outcome.ts'
import { limitList } from './transport/limit-list.ts'
import { hasMore } from './transport/list-pages.ts'
import { isObject, type JsonObject } from './transport/parse-json.ts'

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
  const checkSize = limitList(connection, nameResource(type))
  let pageSize = site.capabilities.pageSize
  const readPage = async (last: RemotePost | undefined): Promise<JsonObject> => {
    try {
      return await askAdmin(connection, {
        method: 'GET',
        path: `${nameResource(type)}/`,
        query: {
          ...query,
          filter: last === undefined ? filter : `(${filter})+id:>'${last.id}'`,
          order: 'id asc',
          limit: String(pageSize),
        },
      })
    } catch (error) {
      if (!(error instanceof GhostSyncFailure) || error.code !== ANSWER_TOO_LARGE || pageSize === 1) throw error
      // A hundred long posts may be too much at once where each alone is not.
      pageSize = Math.max(1, Math.floor(pageSize / 10))
      return readPage(last)
    }
  }
  const refuse = (what: string) =>
    explainBadAnswer(
      connection,
      `a request for ${nameResource(type)}`,
      200,
      `${what}; does something between change or cache answers?`,
    )
  for (;;) {
    checkSize()
    const last = all.at(-1)
    const ask = async () => {
      const answer = await readPage(last)
      return { answer, rows: readPosts(connection, type, answer, site) }
    }
    let page = await ask()
    // Ghost counts and reads one after the other: a post that is deleted in between is missing once, and not again.
    if (lacksRows(page.answer, page.rows.length)) page = await ask()
    const { answer, rows } = page
    if (lacksRows(answer, rows.length)) throw refuse('fewer posts came than the answer counts')
    if (new Set(rows.map(({ id }) => id)).size < rows.length) throw refuse('the same post came twice')
    // A cache in between that knows no query would give the same page for ever.
    if (rows.some(({ id }) => seen.has(id))) throw refuse('the same posts came again on the next page')
    for (const { id } of rows) seen.add(id)
    const posts = await recoverHtml(connection, type, rows)
    all.push(...posts)
    if (posts.length === 0 || !hasMore(answer)) return all
  }
}

/** Whether a page holds less than it says of itself. A post that is missing from a list would be made a second time. */
function lacksRows({ meta }: JsonObject, rows: number): boolean {
  const { total, limit } = isObject(meta) && isObject(meta.pagination) ? meta.pagination : {}
  return typeof total === 'number' && typeof limit === 'number' && rows < Math.min(total, limit)
}
