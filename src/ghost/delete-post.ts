import type { PostType } from '../fields.ts'
import type { Connection } from './connection.ts'
import { nameResource } from './read-posts.ts'
import { askAdmin } from './transport/ask-admin.ts'

/**
 * Deletes a post or page for good. Ghost has no trash and makes no collision check: look at the post right before.
 * @throws GhostSyncFailure `ghost/not-found` when it was not there in the first place
 */
export async function deletePost(connection: Connection, type: PostType, id: string): Promise<void> {
  await askAdmin(connection, { method: 'DELETE', path: `${nameResource(type)}/${encodeURIComponent(id)}/` })
}
