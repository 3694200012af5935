import { GhostSyncFailure } from '../failure.ts'
import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { composePostQuery, nameResource, readPosts } from './read-posts.ts'
import { recoverBases } from './recover-bases.ts'
import { recoverHtml } from './recover-html.ts'
import type { RemotePost } from './remote-post.ts'
import { askAdmin } from './transport/ask-admin.ts'

/** Fetches one post with its base; undefined when it is gone. */
export async function fetchRemotePost(
  connection: Connection,
  type: PostType,
  id: string,
): Promise<RemotePost | undefined> {
  const site = await identifySite(connection)
  try {
    const answer = await askAdmin(connection, {
      method: 'GET',
      path: `${nameResource(type)}/${encodeURIComponent(id)}/`,
      query: composePostQuery(type, site.capabilities),
    })
    const found = await recoverHtml(connection, type, readPosts(connection, type, answer, site))
    const [post] = await recoverBases(connection, found)
    return post
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'ghost/not-found') return undefined
    throw error
  }
}
