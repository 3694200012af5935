import { GhostSyncFailure } from '../../model/failure.ts'
import type { PostType } from '../../model/fields.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import type { Connection } from '../transport/connection.ts'
import { explainBadAnswer } from '../transport/explain-outcome.ts'
import { identifySite } from '../transport/identify-site.ts'
import type { JsonObject } from '../transport/json-value.ts'
import { readRows } from '../transport/lists.ts'
import { recoverBases } from './bases.ts'
import { recoverHtml } from './list-posts.ts'
import { composePostQuery, nameResource, readPosts } from './read-posts.ts'
import type { RemotePost } from './remote-post.ts'

/** Fetches one post with its base; undefined when it is deleted. */
export async function fetchRemotePost(
  connection: Connection,
  type: PostType,
  id: string,
): Promise<RemotePost | undefined> {
  const site = await identifySite(connection)
  return askForPost(connection, type, id, composePostQuery(type, site.capabilities), async (answer) => {
    const found = await recoverHtml(connection, type, readPosts(connection, type, answer, site))
    const [post] = await recoverBases(connection, found)
    return post
  })
}

/** A post in both forms: as we read it, and with everything that Ghost sends of it. */
export interface WholePost {
  readonly post: RemotePost
  readonly wire: JsonObject
}

/** Fetches everything about one post, including its base; undefined when it is deleted. */
export async function fetchWholePost(
  connection: Connection,
  type: PostType,
  id: string,
): Promise<WholePost | undefined> {
  const site = await identifySite(connection)
  return askForPost(connection, type, id, composeWholeQuery(type, site.capabilities), async (answer) => {
    const [wire] = readRows(connection, nameResource(type), answer)
    const [post] = await recoverBases(connection, readPosts(connection, type, answer, site))
    return wire === undefined || post === undefined ? undefined : { post, wire }
  })
}

/** Asks for one post and reads the answer. @returns undefined when the post is deleted, before the request or while the answer is read */
async function askForPost<Found>(
  connection: Connection,
  type: PostType,
  id: string,
  query: Readonly<Record<string, string>>,
  read: (answer: JsonObject) => Promise<Found | undefined>,
): Promise<Found | undefined> {
  try {
    const path = `${nameResource(type)}/${encodeURIComponent(id)}/`
    return await read(await askAdmin(connection, { method: 'GET', path, query }))
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'ghost/not-found') return undefined
    throw error
  }
}

function composeWholeQuery(type: PostType, capabilities: Capabilities): Readonly<Record<string, string>> {
  const { formats, include } = composePostQuery(type, capabilities)
  // Ghost's record of the post's e-mail, which is deleted with the post.
  const record = type === 'post' ? ['email'] : []
  return { formats: `${formats},html`, include: [...(include === undefined ? [] : [include]), ...record].join(',') }
}

export interface ServedPost {
  /** As in `RemotePost.updatedAt`. */
  readonly updatedAt: string
  /** The whole HTML, including what is hidden from some readers; empty where Ghost shows nothing. */
  readonly html: string
}

/**
 * Fetches the HTML that Ghost has rendered of some posts or pages, including drafts, by id. A deleted one is left out. @param ids at most 50, for the
 * length of the address
 */
export async function fetchPostHtml(
  connection: Connection,
  type: PostType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ServedPost>> {
  const resource = nameResource(type)
  const answer = await askAdmin(connection, {
    method: 'GET',
    path: `${resource}/`,
    query: {
      formats: 'html',
      fields: 'id,updated_at,html',
      filter: `id:[${ids.join(',')}]`,
      limit: String(ids.length),
    },
  })
  return new Map(
    readRows(connection, resource, answer).map(({ id, updated_at: updatedAt, html }) => {
      if (typeof id !== 'string' || typeof updatedAt !== 'string' || !(typeof html === 'string' || html === null)) {
        throw explainBadAnswer(connection, `a request for ${resource}`, 200, `one of the ${resource} lacks its HTML`)
      }
      return [id, { updatedAt, html: html ?? '' }]
    }),
  )
}
