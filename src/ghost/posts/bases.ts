import { isDeepStrictEqual } from 'node:util'
import { MAX_JSON_DEPTH, measureDepth } from '../../markdown/index.ts'
import { GhostSyncFailure } from '../../model/failure.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, type JsonObject, parseJson } from '../transport/json-value.ts'
import { limitList } from '../transport/lists.ts'
import { runInTurns } from '../transport/run-in-turns.ts'
import { nameResource } from './read-posts.ts'
import { readRoot } from './read-remote-post.ts'
import type { Base, RemotePost, Stamp } from './remote-post.ts'
import { readStamp } from './stamp.ts'

export type StampedRevision = Extract<Base, { kind: 'revision' }>

/**
 * Which of a post's stamped revisions is what we wrote last. Not simply the newest one: "Restore" in Ghost Admin's post history saves the document of an older revision
 * once more, stamp and all (seen in a browser on 5.130), and so may any other tool. The count in the stamp tells; between stamps of before there was
 * one, which of them came up later. Of several revisions with the same stamp the oldest is the one that we wrote: a later one was saved by something that
 * keeps what it does not know.
 *
 * @param revisions newest first
 */
export function findLastWritten(revisions: readonly StampedRevision[]): StampedRevision | undefined {
  const oldestFirst = revisions.toReversed()
  const firsts = oldestFirst.filter(
    ({ stamp }, at) => oldestFirst.findIndex((other) => isDeepStrictEqual(other.stamp, stamp)) === at,
  )
  const highest = Math.max(...firsts.map(({ stamp }) => countOf(stamp)))
  return firsts.findLast(({ stamp }) => countOf(stamp) === highest)
}

/**
 * What a post's stamp is worth once its revisions are known.
 * @param revisions newest first
 */
export function judgeStamp(base: Extract<Base, { kind: 'stamp' }>, revisions: readonly StampedRevision[]): Base {
  const last = findLastWritten(revisions)
  // Ghost has kept none, or not that of the last write.
  if (last === undefined || countOf(base.stamp) > countOf(last.stamp)) return { ...base, written: 'forgotten' }
  if (isDeepStrictEqual(base.stamp, last.stamp)) return { ...base, written: last.root }
  return { ...last, isRestored: true }
}

function countOf({ seq = 0 }: Stamp): number {
  return seq
}

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
async function listRevisions(connection: Connection, post: RemotePost): Promise<readonly StampedRevision[]> {
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
