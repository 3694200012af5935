import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import type { RemotePost } from './remote-post.ts'
import { writePost } from './write-post.ts'

/**
 * Has Ghost turn a post of its older format (mobiledoc) into Lexical, as its own editor does when somebody opens such a post. Until then a PUT
 * answers 200 and ignores the `lexical` that it brings (seen on 5.130), stamp and all.
 * A Ghost that writes no Lexical has nothing to convert.
 * @throws GhostSyncFailure `ghost/collision` when somebody saved in between
 */
export async function convertToLexical(connection: Connection, post: RemotePost): Promise<RemotePost> {
  const { capabilities } = await identifySite(connection)
  if (capabilities.bodyFormat !== 'lexical') return post
  const request = { method: 'PUT', id: post.id, query: { convert_to_lexical: 'true' } } as const
  const written = await writePost(connection, post.type, request, { updated_at: post.updatedAt })
  return written.post
}
