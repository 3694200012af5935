import { GhostSyncFailure } from '../failure.ts'
import { MAX_JSON_DEPTH, measureDepth } from '../markdown/directives/measure-depth.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { findLastWritten, judgeStamp, type StampedRevision } from './order-stamps.ts'
import { nameResource } from './read-posts.ts'
import { readRoot } from './read-remote-post.ts'
import { readStamp } from './read-stamp.ts'
import type { RemotePost, Stamp } from './remote-post.ts'
import { runInTurns } from './run-in-turns.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { limitList } from './transport/limit-list.ts'
import { isObject, type JsonObject, parseJson } from './transport/parse-json.ts'

/**
 * Looks up the base of every post of ours that has lost its stamp (an edit in Ghost Admin drops it): what we wrote last, of those of Ghost's revisions
 * that still carry one. One request per such post, so that the usual run, in which nobody edited anything, makes none.
 */
export async function recoverBases(
  connection: Connection,
  posts: readonly RemotePost[],
): Promise<readonly RemotePost[]> {
  const checkSize = limitList(connection, 'revisions')
  return runInTurns(posts, connection.concurrency, async (post) => {
    if (!post.owned || post.base.kind !== 'none') return post
    checkSize()
    return { ...post, base: findLastWritten(await listRevisions(connection, post)) ?? { kind: 'none' } }
  })
}

/**
 * Holds the stamps of posts against their revisions: one that is not the last that we wrote was put back, by a person who restored an older
 * revision, and what stands in the post is their doing. One request per post, so only of those that a plan would write or remove.
 *
 * @param ids of the posts to look at; those without a stamp of their own have been looked at (`recoverBases`)
 * @param isOutdated whether a stamp's digests are of older rules, so that the text beside it may have to say what they mean
 */
export async function verifyBases(
  connection: Connection,
  posts: readonly RemotePost[],
  ids: ReadonlySet<string>,
  isOutdated: (stamp: Stamp) => boolean,
): Promise<readonly RemotePost[]> {
  return runInTurns(posts, connection.concurrency, async (post) => {
    const isKnown = post.base.kind === 'revision' || (post.base.kind === 'none' && post.owned)
    if (!ids.has(post.id) || isKnown) return post
    const revisions = await listRevisions(connection, post)
    if (post.base.kind === 'stamp') {
      const base = judgeStamp(post.base, revisions)
      // A push of a thousand posts would hold each of their texts twice.
      return base.kind === 'stamp' && !isOutdated(base.stamp) ? post : { ...post, base }
    }
    const lastSeq = findLastWritten(revisions)?.stamp.seq
    return lastSeq === undefined ? post : { ...post, base: { kind: 'none', lastSeq } }
  })
}

/** Ghost's revisions of a post that carry a stamp, newest first; none where the API shows none. */
export async function listRevisions(connection: Connection, post: RemotePost): Promise<readonly StampedRevision[]> {
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

function readRevisions(revisions: unknown): StampedRevision[] {
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
