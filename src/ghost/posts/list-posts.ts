import { GhostSyncFailure } from '../../model/failure.ts'
import type { PostType } from '../../model/fields.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { ANSWER_TOO_LARGE, explainBadAnswer } from '../transport/explain-outcome.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, type JsonObject } from '../transport/json-value.ts'
import { hasMore, limitList, quoteFilterValue, readRows } from '../transport/lists.ts'
import { recoverBases } from './bases.ts'
import { composePostQuery, nameResource, readPosts } from './read-posts.ts'
import type { RemotePost } from './remote-post.ts'

/**
 * Lists all posts that a filter (NQL) finds, oldest first.
 *
 * Each page is requested by the last id, not by a page number: when somebody deletes a post meanwhile, numbered pages move up by one and a post is
 * skipped. A skipped post seems to be missing, and would be created a second time.
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
      // A hundred long posts may exceed the limit of an answer where each alone does not.
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
    // Ghost counts first and reads then: a post that is deleted in between is missing once, and not again.
    if (lacksRows(page.answer, page.rows.length)) page = await ask()
    const { answer, rows } = page
    if (lacksRows(answer, rows.length)) throw refuse('fewer posts came than the answer counts')
    if (new Set(rows.map(({ id }) => id)).size < rows.length) throw refuse('the same post came twice')
    // A cache that ignores queries would return the same page forever.
    if (rows.some(({ id }) => seen.has(id))) throw refuse('the same posts came again on the next page')
    for (const { id } of rows) seen.add(id)
    const posts = await recoverHtml(connection, type, rows)
    all.push(...posts)
    if (posts.length === 0 || !hasMore(answer)) return all
  }
}

/** Whether a page holds fewer rows than it claims. A post that is missing from a list would be created a second time. */
function lacksRows({ meta }: JsonObject, rows: number): boolean {
  const { total, limit } = isObject(meta) && isObject(meta.pagination) ? meta.pagination : {}
  return typeof total === 'number' && typeof limit === 'number' && rows < Math.min(total, limit)
}

/** Lists every post and page of the site, ours or not, oldest first; ours with their bases. */
export async function listAllPosts(connection: Connection): Promise<readonly RemotePost[]> {
  const [posts, pages] = await Promise.all([
    listPosts(connection, 'post', 'status:[draft,published,scheduled,sent]'),
    listPosts(connection, 'page', 'status:[draft,published,scheduled,sent]'),
  ])
  return recoverBases(connection, [...posts, ...pages])
}

/** Limit of a URL-encoded filter in characters. Proxies refuse request lines beyond 8 KiB (nginx's default). */
const LONGEST_FILTER = 4000

/** Finds the posts, or pages, that have one of these slugs, ours or not. Unused slugs are not in the result. */
export async function findPostsBySlug(
  connection: Connection,
  type: PostType,
  slugs: readonly string[],
): Promise<readonly RemotePost[]> {
  const found: RemotePost[] = []
  const checkSize = limitList(connection, nameResource(type))
  for (const values of splitValues([...new Set(slugs)].map(quoteFilterValue))) {
    checkSize()
    found.push(...(await listPosts(connection, type, `slug:[${values.join(',')}]`)))
  }
  return found
}

function splitValues(values: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = []
  let length = Number.POSITIVE_INFINITY
  for (const value of values) {
    const size = encodeURIComponent(value.toWellFormed()).length + 3
    if (length + size > LONGEST_FILTER) {
      chunks.push([])
      length = 0
    }
    chunks.at(-1)?.push(value)
    length += size
  }
  return chunks
}

/**
 * Fetches the HTML of posts that have no document, neither Lexical nor Mobiledoc: rows that something other than Ghost put into its database. Readers
 * see that HTML, and Ghost empties the post when it is next saved without a document (seen on 5.130), so it must not be taken for an empty post. It
 * takes one request for all of a page, and none where there is no such post.
 *
 * @param posts no more than a page of a list
 */
export async function recoverHtml(
  connection: Connection,
  type: PostType,
  posts: readonly RemotePost[],
): Promise<readonly RemotePost[]> {
  const bare = posts.filter(({ body }) => body.kind === 'other' && body.format === 'empty')
  if (bare.length === 0) return posts
  const resource = nameResource(type)
  const answer = await askAdmin(connection, {
    method: 'GET',
    path: `${resource}/`,
    query: {
      formats: 'html',
      fields: 'id,html',
      filter: `id:[${bare.map(({ id }) => id).join(',')}]+status:[draft,published,scheduled,sent]`,
      limit: String(bare.length),
    },
  })
  const texts = new Map(readRows(connection, resource, answer).map(({ id, html }) => [id, html]))
  return posts.map((post) => {
    const html = bare.includes(post) ? texts.get(post.id) : undefined
    if (typeof html !== 'string' || html.trim() === '') return post
    return { ...post, body: { kind: 'other', format: 'html', source: html } }
  })
}
