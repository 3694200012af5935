import type { Connection } from './connection.ts'
import { listRevisions } from './recover-bases.ts'
import type { Base, RemotePost } from './remote-post.ts'

/**
 * Looks for the document that a post had when we wrote it: the newest of Ghost's revisions that `isBase` agrees to. The stamp alone tells
 * only that a body has changed; a merge needs the body itself.
 */
export async function findRevision(
  connection: Connection,
  post: RemotePost,
  isBase: (revision: Extract<Base, { kind: 'revision' }>) => boolean,
): Promise<Extract<Base, { kind: 'revision' }> | undefined> {
  return (await listRevisions(connection, post)).find(isBase)
}
