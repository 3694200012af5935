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
 * Finds which of a post's stamped revisions we wrote last. It is not simply the newest one: "Restore" in Ghost Admin's post history saves the
 * document of an older revision once more, stamp included (seen in a browser on 5.130), and other tools may do the same. The count in the stamp
 * decides; between stamps without a count, the one that came up later. Of several revisions with the same stamp the oldest is the one that we wrote:
 * a later one was saved by something that keeps keys that it does not know.
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
 * Judges a post's stamp by its revisions.
 * @param revisions newest first
 */
export function judgeStamp(base: Extract<Base, { kind: 'stamp' }>, revisions: readonly StampedRevision[]): Base {
  const last = findLastWritten(revisions)
  // Ghost has kept no revision, or not that of the last write.
  if (last === undefined || countOf(base.stamp) > countOf(last.stamp)) return { ...base, written: 'forgotten' }
  if (isDeepStrictEqual(base.stamp, last.stamp)) return { ...base, written: last.root }
  return { ...last, isRestored: true }
}

function countOf({ seq = 0 }: Stamp): number {
  return seq
}

/**
 * Recovers the base of every post of ours that has lost its stamp (an edit in Ghost Admin drops it): what we wrote last, among those of Ghost's
 * revisions that still carry a stamp. It takes one request per such post, so the usual run, in which nobody edited anything, makes none.
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
 * Compares the stamps of posts with their revisions. A stamp that is not our last one was put back by a person who restored an older revision, and
 * the post's content is that person's edit. It takes one request per post, so only posts that a plan would write or remove are verified.
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
      // The document is dropped: a push of a thousand posts would hold each text twice.
      return base.kind === 'stamp' && !isOutdated(base.stamp) ? post : { ...post, base }
    }
    const lastSeq = findLastWritten(revisions)?.stamp.seq
    return lastSeq === undefined ? post : { ...post, base: { kind: 'none', lastSeq } }
  })
}

/** Lists Ghost's revisions of a post that carry a stamp, newest first; none where the API shows none. */
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
    // The post was deleted since the list was read: it has no base any more, and the write will report that.
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
 * Finds the document that a post had when we wrote it: the newest of Ghost's revisions for which `isBase` is true. The stamp alone only shows that a
 * body has changed; a merge needs the body itself.
 */
export async function findRevision(
  connection: Connection,
  post: RemotePost,
  isBase: (revision: Extract<Base, { kind: 'revision' }>) => boolean,
): Promise<Extract<Base, { kind: 'revision' }> | undefined> {
  return (await listRevisions(connection, post)).find(isBase)
}
