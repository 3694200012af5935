import { GhostSyncFailure } from '../failure.ts'
import type { PostType } from '../fields.ts'
import type { Capabilities } from './capabilities.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { composePostQuery, nameResource, readPosts } from './read-posts.ts'
import { recoverBases } from './recover-bases.ts'
import type { RemotePost } from './remote-post.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { readRows } from './transport/list-pages.ts'
import type { JsonObject } from './transport/parse-json.ts'

/** A post in both forms: as we read it, and with all that Ghost sends of it. */
export interface WholePost {
  readonly post: RemotePost
  readonly wire: JsonObject
}

/** Fetches everything that Ghost tells of one post, its base as well; undefined when it is gone. */
export async function fetchWholePost(
  connection: Connection,
  type: PostType,
  id: string,
): Promise<WholePost | undefined> {
  const site = await identifySite(connection)
  try {
    const answer = await askAdmin(connection, {
      method: 'GET',
      path: `${nameResource(type)}/${encodeURIComponent(id)}/`,
      query: composeWholeQuery(type, site.capabilities),
    })
    const [wire] = readRows(connection, nameResource(type), answer)
    const [post] = await recoverBases(connection, readPosts(connection, type, answer, site))
    return wire === undefined || post === undefined ? undefined : { post, wire }
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'ghost/not-found') return undefined
    throw error
  }
}

function composeWholeQuery(type: PostType, capabilities: Capabilities): Readonly<Record<string, string>> {
  const { formats, include } = composePostQuery(type, capabilities)
  // Ghost's record of the post's e-mail, which goes with the post.
  const record = type === 'post' ? ['email'] : []
  return { formats: `${formats},html`, include: [...(include === undefined ? [] : [include]), ...record].join(',') }
}
