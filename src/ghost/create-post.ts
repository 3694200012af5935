import type { PostType } from '../fields.ts'
import type { WirePost } from './compose-post.ts'
import type { Connection } from './connection.ts'
import { writePost } from './write-post.ts'
import type { WrittenPost } from './written-post.ts'

/**
 * Creates a post or page. A slug that is taken becomes `slug-2` without a word: compare the answer's.
 * @throws GhostSyncFailure `ghost/no-answer` when it may have been created all the same; look for it before trying again
 */
export function createPost(connection: Connection, type: PostType, wire: WirePost): Promise<WrittenPost> {
  return writePost(connection, type, { method: 'POST' }, wire)
}
