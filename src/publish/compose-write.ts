import type { Payload } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import type { FieldValues } from '../fields.ts'
import { composeBody } from '../ghost/compose-body.ts'
import { composePost, type WirePost } from '../ghost/compose-post.ts'
import type { Stamp } from '../ghost/remote-post.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import { listPendingEmbeds } from '../markdown/pending-embed.ts'
import { placeAssets } from './place-assets.ts'
import type { WriteContext } from './publish-context.ts'

/**
 * A payload as Ghost takes it: assets have their URLs, the stamp travels beside the body, the ownership tag after the post's own tags.
 * @param root the body when the payload keeps the post's own; the stamp needs a document to travel in
 * @param id of the post that is written over; undefined: it is created
 * @param tags the post's tags when the payload does not write them; undefined: Ghost keeps what it has
 * @throws GhostSyncFailure the reason why one of its assets could not be uploaded
 */
export function composeWrite(
  payload: Payload,
  context: WriteContext,
  { root, tags, id }: { readonly root?: LexicalRoot; readonly tags?: readonly string[]; readonly id?: string },
): WirePost {
  for (const hash of payload.assets) {
    const failure = context.failedAssets.get(hash)
    if (failure !== undefined) throw failure
  }
  const fields: FieldValues = placeAssets(payload.fields, context.uploaded)
  const body = payload.body === undefined ? root : placeAssets(payload.body, context.uploaded)
  refusePending(body)
  const owner = id === undefined ? { slug: String(fields.slug) } : { id }
  return composePost({
    fields: tags === undefined || fields.tags !== undefined ? fields : { ...fields, tags },
    body: body === undefined ? undefined : composeBody(body, payload.stamp, context.facts, owner),
    ownershipTag: context.ownershipTag,
    facts: context.facts,
  })
}

/** Ghost cuts a post off at a node that it does not know, and answers 201. */
function refusePending(body: LexicalRoot | undefined): void {
  if (body === undefined || listPendingEmbeds(body).length === 0) return
  throw new GhostSyncFailure('publish/embed-pending', 'a bare URL was not replaced by its card', EXIT_CODE.bug, {
    hint: 'This is a bug in ghost-sync: please report it.',
  })
}

/** The same stamp with another word on one field, for the write after it. */
export function restamp(stamp: Stamp, fields: Stamp['fields']): Stamp {
  return { ...stamp, fields: { ...stamp.fields, ...fields }, seq: (stamp.seq ?? 0) + 1 }
}
