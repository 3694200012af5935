import { GhostSyncFailure } from '../failure.ts'
import { MAX_JSON_DEPTH, measureDepth } from '../markdown/directives/measure-depth.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { nameResource } from './read-posts.ts'
import { readRoot } from './read-remote-post.ts'
import { readStamp } from './read-stamp.ts'
import type { Base, RemotePost } from './remote-post.ts'
import { runInTurns } from './run-in-turns.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { limitList } from './transport/limit-list.ts'
import { isObject, type JsonObject, parseJson } from './transport/parse-json.ts'

/**
 * Looks up the base of every post of ours that has lost its stamp (an edit in Ghost Admin drops it): the newest of Ghost's revisions
 * that still carries one. One request per such post, so that the usual run, in which nobody edited anything, makes none.
 */
export async function recoverBases(
  connection: Connection,
  posts: readonly RemotePost[],
): Promise<readonly RemotePost[]> {
  const checkSize = limitList(connection, 'revisions')
  return runInTurns(posts, connection.concurrency, async (post) => {
    if (!post.owned || post.base.kind !== 'none') return post
    checkSize()
    return { ...post, base: await findBase(connection, post) }
  })
}

async function findBase(connection: Connection, post: RemotePost): Promise<Base> {
  return (await listRevisions(connection, post))[0] ?? { kind: 'none' }
}

/** Ghost's revisions of a post that carry a stamp, newest first; none where the API shows none. */
export async function listRevisions(
  connection: Connection,
  post: RemotePost,
): Promise<readonly Extract<Base, { kind: 'revision' }>[]> {
  const { capabilities } = await identifySite(connection)
  if (!capabilities.revisions) return []
  const resource = nameResource(post.type)
  try {
    const answer = await askAdmin(connection, {
      method: 'GET',
      path: `${resource}/${encodeURIComponent(post.id)}/`,
      query: { include: 'post_revisions', fields: 'id' },
    })
    const rows = answer[resource]
    const row: unknown = Array.isArray(rows) ? rows[0] : undefined
    return readRevisions(isObject(row) ? row.post_revisions : undefined)
  } catch (error) {
    // Deleted since the list was read: it has no base any more, and the write will find that it is gone.
    if (error instanceof GhostSyncFailure && error.code === 'ghost/not-found') return []
    throw error
  }
}

function readRevisions(revisions: unknown): Extract<Base, { kind: 'revision' }>[] {
  const newestFirst = (Array.isArray(revisions) ? revisions.filter(isObject) : []).sort(compareAge).reverse()
  return newestFirst.flatMap((revision) => {
    const document = typeof revision.lexical === 'string' ? parseJson(revision.lexical) : undefined
    const [stamp, root] = [readStamp(document), readRoot(document)]
    if (stamp === undefined || root === undefined || measureDepth(document) > MAX_JSON_DEPTH) return []
    return [{ kind: 'revision', stamp, root, revisionCreatedAt: String(revision.created_at) } as const]
  })
}

/** `created_at` has whole seconds; `created_at_ts` has milliseconds, and two saves within one second are common (seen on 5.130). */
function compareAge(one: JsonObject, other: JsonObject): number {
  return readTime(one) - readTime(other)
}

function readTime(revision: JsonObject): number {
  const { created_at_ts: exact, created_at: rough } = revision
  return typeof exact === 'number' ? exact : Date.parse(String(rough))
}
