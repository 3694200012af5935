import { digestRemotePost } from '../diff/compare/digests.ts'
import type { DeleteAction, RemoveAction, UpdateAction } from '../diff/plan.ts'
import { fetchRemotePost, fetchWholePost } from '../ghost/posts/fetch-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { JsonObject } from '../ghost/transport/json-value.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import type { PublishContext, WriteContext } from './publish-context.ts'

export interface CurrentPost {
  readonly post: RemotePost
  /** Everything that Ghost sent of it; absent where only the compared fields were requested. */
  readonly wire?: JsonObject
  /**
   * Writes the post to disk as it is here, if there is a folder for backups.
   * @returns that folder
   * @throws GhostSyncFailure `backup/not-written`: the post must not be touched then
   */
  readonly keep: () => Promise<string | undefined>
}

/** Fetches a post that is about to be deleted or overwritten, in one request: the compared post is the one that is kept. */
export async function fetchCurrent(
  { path, type, id, kind }: UpdateAction | DeleteAction,
  context: PublishContext,
): Promise<CurrentPost | undefined> {
  const whole = await fetchWholePost(context.connection, type, id)
  if (whole === undefined) return undefined
  const { post, wire } = whole
  return {
    post,
    wire,
    keep: async () =>
      context.backups?.keep({
        kind: 'ghost-sync-backup',
        version: 1,
        project: context.project,
        site: context.connection.name,
        url: context.facts.url,
        takenAt: new Date(context.connection.clock.now()).toISOString(),
        reason: kind === 'delete' ? 'delete' : 'overwrite',
        path,
        type,
        stamp: post.base.kind === 'none' ? null : post.base.stamp,
        post: wire,
      }),
  }
}

/**
 * Fetches a post that is about to be written, after the second of its last save is over. Ghost's collision check counts whole seconds: a save in that
 * same second, after we have looked, would be overwritten unseen.
 */
export async function fetchAtRest<Found extends { readonly post: RemotePost }>(
  read: () => Promise<Found | undefined>,
  connection: Connection,
): Promise<Found | undefined> {
  const first = await read()
  const rest = first === undefined ? 0 : measureSecond(first.post, connection)
  if (rest <= 0) return first
  await connection.wait(rest)
  return read()
}

/** Returns the milliseconds until that second is over. */
function measureSecond({ updatedAt }: RemotePost, { clock }: Connection): number {
  const age = clock.now() - Date.parse(updatedAt)
  // The server's clock is known to about half a second, and Ghost rounds: what was written just now may seem to lie a second ahead.
  return age < -2000 ? 0 : 1500 - age
}

/** Fetches the post right before its update. Where somebody's edit is overwritten, a backup is kept. */
export function fetchForUpdate(action: UpdateAction, context: WriteContext): Promise<CurrentPost | undefined> {
  const read = async () => {
    if (action.reason !== 'changed' && action.changes.length > 0) return fetchCurrent(action, context)
    const post = await fetchRemotePost(context.connection, action.type, action.id)
    return post && { post, keep: async () => undefined }
  }
  return fetchAtRest(read, context.connection)
}

/**
 * Whether a post was saved since this command began: by another push, as far as the plan can tell, and then from files that may be newer than these.
 * The plan would mistake that push's change for an edit of the file, and revert it. A save in the very second of the beginning cannot be told from
 * one before it (Ghost keeps no fractions), and counts as before.
 */
export function isNewerThanFiles({ updatedAt }: UpdateAction | RemoveAction, { since }: PublishContext): boolean {
  return since !== undefined && Date.parse(updatedAt) > since
}

/** Whether Ghost refused a write because somebody saved or deleted the post since it was read. */
export function isOvertaken(error: unknown): boolean {
  return error instanceof GhostSyncFailure && (error.code === 'ghost/collision' || error.code === 'ghost/not-found')
}

/** What reading a post again needs. */
export interface LookContext {
  readonly connection: Connection
  readonly facts: Pick<SiteFacts, 'url'>
}

/**
 * Reads a post before the second write of it, and compares all of it with the answer to the first write. The second write carries the body that the
 * first one left, and Ghost's collision check alone would let it through: the `updated_at` of that answer is right for whoever saved in the same
 * second, and does not move for tags and meta fields. So the second is waited out, and the post is compared field by field.
 *
 * @param written as the first write answered it
 * @returns the post as it is; whoever saves it from now on makes the second write collide. undefined when somebody saved or deleted it in between
 */
export async function lookAgain(written: RemotePost, context: LookContext): Promise<RemotePost | undefined> {
  const found = await fetchAtRest(async () => {
    const post = await fetchRemotePost(context.connection, written.type, written.id)
    return post && { post }
  }, context.connection)
  return found !== undefined && isSame(found.post, written, context) ? found.post : undefined
}

/**
 * Reads a post once more right before a write for which Ghost checks no collision, or only a part: only the time of one request remains unprotected.
 */
export async function lookBeforeWrite(seen: RemotePost, context: LookContext): Promise<'same' | 'changed' | 'gone'> {
  const now = await fetchRemotePost(context.connection, seen.type, seen.id)
  if (now === undefined) return 'gone'
  return isSame(now, seen, context) ? 'same' : 'changed'
}

function isSame(one: RemotePost, other: RemotePost, { facts }: LookContext): boolean {
  return digestRemotePost(one, facts.url) === digestRemotePost(other, facts.url)
}
