import type { PostType } from '../fields.ts'
import { composeMailQuery } from './compose-mail-query.ts'
import type { WirePost } from './compose-post.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { writePost } from './write-post.ts'
import type { WrittenPost } from './written-post.ts'

/**
 * Updates a post or page, and has Ghost keep a revision of it (that is where its base is found again).
 * @param wire with the `updated_at` that was compared, not one read since: Ghost's collision check is worth nothing otherwise
 * @param newsletter what Ghost sends it with if this very request publishes or schedules it; on any other it means nothing to Ghost
 * @throws GhostSyncFailure `ghost/collision` when somebody saved in between; `ghost/no-answer` when it may have been written all the same
 */
export async function updatePost(
  connection: Connection,
  type: PostType,
  id: string,
  wire: WirePost & { readonly updated_at: string },
  newsletter?: { readonly slug: string; readonly segment: string },
): Promise<WrittenPost> {
  const { capabilities } = await identifySite(connection)
  const sent = newsletter === undefined ? {} : composeMailQuery(newsletter, capabilities)
  return writePost(connection, type, { method: 'PUT', id, query: { save_revision: '1', ...sent } }, wire)
}
