import { readBody } from '../diff/compare/canonicalise.ts'
import { DIGEST_RULES, digestField, digestRemotePost, generationOf } from '../diff/compare/digests.ts'
import type { DeleteAction, RemoveAction, UnpublishAction } from '../diff/plan.ts'
import { composeBody, type WireBody } from '../ghost/posts/compose-body.ts'
import { composePost, type WirePost } from '../ghost/posts/compose-post.ts'
import { fetchRemotePost, fetchWholePost } from '../ghost/posts/fetch-post.ts'
import type { RemoteBody, RemotePost, Stamp } from '../ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../ghost/posts/write-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import { isObject, type JsonObject, parseJson } from '../ghost/transport/json-value.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import { restamp } from './compose-write.ts'
import type { WriteContext } from './publish-context.ts'
import { type CurrentPost, fetchAtRest, fetchCurrent, isNewerThanFiles, lookBeforeWrite } from './read-before-write.ts'
import type { ActionResult } from './site-outcome.ts'

/**
 * Deletes or unpublishes a post whose file is gone, if it is still as the plan saw it. If somebody deletes it in the meantime, that counts as done.
 */
export async function removeFromPlan(
  action: DeleteAction | UnpublishAction,
  context: WriteContext,
): Promise<ActionResult> {
  try {
    return await removeSeen(action, context)
  } catch (error) {
    if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/not-found') throw error
    const { path, type, title, url } = action
    return { kind: 'deleted', path, type, title, url, fields: [] }
  }
}

async function removeSeen(action: DeleteAction | UnpublishAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title, url } = action
  const about = { path, type, title, url }
  // Another push saved it, and that clone may still have the file.
  if (isNewerThanFiles(action, context)) return changed(about)
  if (action.kind === 'delete') return deleteFromPlan(action, context)
  const found = await fetchAtRest(async () => {
    const post = await fetchRemotePost(context.connection, type, action.id)
    return post && { post }
  }, context.connection)
  if (found === undefined) return { kind: 'deleted', ...about, fields: [] }
  const current = found.post
  if (digestRemotePost(current, context.facts.url) !== action.remoteDigest) return changed(about)
  try {
    await updatePost(context.connection, type, action.id, {
      ...composeUnpublish(current, context),
      updated_at: current.updatedAt,
    })
    return { kind: 'unpublished', ...about, fields: ['status'] }
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'ghost/collision') return changed(about)
    throw error
  }
}

/** Deletes a post. Ghost has no trash: without a backup on disk it is lost. */
async function deleteFromPlan(action: DeleteAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title, url, id } = action
  const about = { path, type, title, url }
  if (!(await isConfirmed(action, context)))
    return { kind: 'conflict', ...about, because: { kind: 'original-missing' } }
  const current = await fetchAtRest(() => fetchCurrent(action, context), context.connection)
  if (current === undefined) return { kind: 'deleted', ...about, fields: [] }
  if (digestRemotePost(current.post, context.facts.url) !== action.remoteDigest) return changed(about)
  const backup = await current.keep()
  // A duplicate is recognised by never having been saved again.
  const isDuplicate = action.reason === 'twin' || action.reason === 'stray'
  const marked = isDuplicate ? undefined : composeMark(current, context)
  const isHeld =
    marked === undefined
      ? (await lookBeforeWrite(current.post, context)) === 'same'
      : await holdForRemoval(current.post, marked, context)
  if (!isHeld) return changed(about)
  await deletePost(context.connection, type, id)
  return { kind: 'deleted', ...about, fields: [], ...(backup !== undefined && { backup }) }
}

/**
 * Prepares a post for its deletion. Ghost deletes what is there when the DELETE arrives, whoever has saved it since it was read. So the post is saved
 * first, with a mark that no reader sees: this request collides with a save that came in between, and from then on Ghost refuses the save of every
 * editor that was open before, who keeps the text. It also answers with the tags and meta fields, for which Ghost checks no collision. If the push is
 * interrupted here, the post is what it was, stamp included.
 * @returns false when somebody has saved it since
 */
async function holdForRemoval(seen: RemotePost, mark: RemovalMark, context: WriteContext): Promise<boolean> {
  const { connection, facts } = context
  const isAsSeen = (post: RemotePost) =>
    digestRemotePost({ ...post, updatedAt: seen.updatedAt }, facts.url) === digestRemotePost(seen, facts.url)
  let { updatedAt } = seen
  let lost: GhostSyncFailure | undefined
  for (let sent = 0; sent < 2; sent += 1) {
    try {
      const { post } = await updatePost(connection, seen.type, seen.id, { ...mark.wire, updated_at: updatedAt })
      return isAsSeen(post)
    } catch (error) {
      if (!(error instanceof GhostSyncFailure)) throw error
      if (error.code === 'ghost/collision') return false
      if (error.code !== 'ghost/no-answer') throw error
      lost = error
    }
    // Whether the mark arrived is not known, so the post is read. If it did not, it may be set again, as long as the post is unchanged.
    const after = await fetchWholePost(connection, seen.type, seen.id)
    if (after === undefined || !isAsSeen(after.post)) return false
    if (readMark(after.wire, context) === mark.value) return true
    updatedAt = after.post.updatedAt
  }
  throw lost
}

interface RemovalMark {
  readonly value: string
  /** The document as Ghost sent it, with the mark beside its root. */
  readonly wire: WirePost
}

/** @returns undefined where the post has no document in the format that its Ghost writes */
function composeMark({ wire }: CurrentPost, context: WriteContext): RemovalMark | undefined {
  const document = readDocument(wire, context)
  if (document === undefined) return undefined
  const value = new Date(context.connection.clock.now()).toISOString()
  return {
    value,
    wire: { [context.facts.capabilities.bodyFormat]: JSON.stringify({ ...document, [REMOVAL_KEY]: value }) },
  }
}

function readMark(wire: JsonObject, context: WriteContext): unknown {
  return readDocument(wire, context)?.[REMOVAL_KEY]
}

function readDocument(wire: JsonObject | undefined, { facts: { capabilities } }: WriteContext): JsonObject | undefined {
  const text = wire?.[capabilities.bodyFormat]
  const document = typeof text === 'string' ? parseJson(text) : undefined
  return isObject(document) ? document : undefined
}

/** A new value moves the post's `updated_at`. The mark is read only where the answer was lost. */
const REMOVAL_KEY = 'ghostSyncRemoval'

/**
 * Checks that a duplicate may be deleted. Nobody asked for this deletion: it follows from a list, and a wrong list must not cost anybody's only post.
 */
async function isConfirmed({ beside, id, path, reason }: DeleteAction, { connection }: WriteContext): Promise<boolean> {
  if (beside === undefined) return true
  const other = beside.id === id ? undefined : await fetchRemotePost(connection, beside.type, beside.id)
  if (other === undefined) return false
  if (reason === 'stray') return !other.owned
  return other.owned && (other.base.kind === 'none' || other.base.stamp.path === path)
}

/**
 * Composes the payload that unpublishes a post. The stamp says that ghost-sync made it a draft, so that the file's return publishes it again instead
 * of being reported as drift.
 */
function composeUnpublish(current: RemotePost, context: WriteContext) {
  const { base, body } = current
  const isStamped = base.kind === 'stamp' && body.kind === 'lexical'
  const { ownershipTag, facts } = context
  const kept = isStamped
    ? composeBody(
        body.root,
        restamp(base.stamp, { status: digestAsDraft(base.stamp, facts) }),
        facts,
        { id: current.id },
        body.mobiledoc,
      )
    : keepHtml(body, facts)
  return composePost({ fields: { status: 'draft' }, body: kept, ownershipTag, facts })
}

/** Digests the status by the rules of the stamp, of which it becomes a part. */
function digestAsDraft(stamp: Stamp, { url }: SiteFacts): string {
  const digest = DIGEST_RULES.older.get(generationOf(stamp))?.digestField ?? digestField
  return digest('status', 'draft', url)
}

/** Keeps the HTML of a post that has no document: a save without one would empty it. */
function keepHtml(body: RemoteBody, facts: SiteFacts): WireBody | undefined {
  const root = body.kind === 'other' && body.format === 'html' ? readBody(body) : undefined
  return root === undefined ? undefined : composeBody(root, undefined, facts)
}

function changed(about: Pick<RemoveAction, 'path' | 'type' | 'title' | 'url'>): ActionResult {
  return { kind: 'conflict', ...about, because: { kind: 'edited-before-removal' } }
}
