import { digestField } from '../diff/digest-field.ts'
import { digestRemotePost } from '../diff/digest-remote.ts'
import type { DeleteAction, RemoveAction, UnpublishAction } from '../diff/plan.ts'
import { readBody } from '../diff/read-body.ts'
import { GhostSyncFailure } from '../failure.ts'
import { composeBody, type WireBody } from '../ghost/compose-body.ts'
import { composePost } from '../ghost/compose-post.ts'
import { deletePost } from '../ghost/delete-post.ts'
import { fetchRemotePost } from '../ghost/fetch-remote-post.ts'
import type { RemoteBody, RemotePost } from '../ghost/remote-post.ts'
import type { SiteFacts } from '../ghost/site-facts.ts'
import { updatePost } from '../ghost/update-post.ts'
import { restamp } from './compose-write.ts'
import { fetchAtRest } from './fetch-at-rest.ts'
import { fetchCurrent } from './fetch-current.ts'
import { isNewerThanFiles } from './is-newer-than-files.ts'
import type { WriteContext } from './publish-context.ts'
import type { ActionResult } from './site-outcome.ts'

/** Deletes or unpublishes a post whose file is gone, if it still is what the plan saw. */
export async function removeFromPlan(
  action: DeleteAction | UnpublishAction,
  context: WriteContext,
): Promise<ActionResult> {
  const { path, type, title, url } = action
  const about = { path, type, title, url }
  // By another push, whose clone may have the file.
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

/** Ghost has no trash: what is not on disk by now is gone for good. */
async function deleteFromPlan(action: DeleteAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title, url, id } = action
  const about = { path, type, title, url }
  const current = await fetchCurrent(action, context)
  if (current === undefined) return { kind: 'deleted', ...about, fields: [] }
  if (digestRemotePost(current.post, context.facts.url) !== action.remoteDigest) return changed(about)
  const backup = await current.keep()
  await deletePost(context.connection, type, id)
  return { kind: 'deleted', ...about, fields: [], ...(backup !== undefined && { backup }) }
}

/** The stamp says that it was us who made it a draft, so that the file's return publishes it again instead of reading as drift. */
function composeUnpublish(current: RemotePost, context: WriteContext) {
  const { base, body } = current
  const status = digestField('status', 'draft', context.facts.url)
  const isStamped = base.kind === 'stamp' && body.kind === 'lexical'
  const { ownershipTag, facts } = context
  const kept = isStamped
    ? composeBody(body.root, restamp(base.stamp, { status }), facts, { id: current.id })
    : keepHtml(body, facts)
  return composePost({ fields: { status: 'draft' }, body: kept, ownershipTag, facts })
}

/** A post of nothing but HTML would be emptied by a save that brings no document. */
function keepHtml(body: RemoteBody, facts: SiteFacts): WireBody | undefined {
  const root = body.kind === 'other' && body.format === 'html' ? readBody(body) : undefined
  return root === undefined ? undefined : composeBody(root, undefined, facts)
}

function changed(about: Pick<RemoveAction, 'path' | 'type' | 'title' | 'url'>): ActionResult {
  return {
    kind: 'conflict',
    ...about,
    message: 'changed in Ghost while this push was under way',
    hint: 'Nothing was removed.',
  }
}
