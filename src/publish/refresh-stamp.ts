import { digestRemote } from '../diff/compare/digests.ts'
import type { Payload } from '../diff/plan.ts'
import { composeBody } from '../ghost/posts/compose-body.ts'
import { composePost } from '../ghost/posts/compose-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { updatePost } from '../ghost/posts/write-post.ts'
import type { FieldName } from '../model/fields.ts'
import type { PublishContext } from './publish-context.ts'
import { isOvertaken, lookAgain } from './read-before-write.ts'
import type { WriteWarning } from './site-outcome.ts'

export interface RefreshedStamp {
  readonly post: RemotePost
  /** Present where somebody saved the post right after it was written. */
  readonly warning?: WriteWarning
}

/**
 * Writes the stamp again where Ghost stored a field otherwise than it was sent (it trims, it rewrites), with the digest of the stored value. Without
 * it the next plan would report Ghost's own change as somebody's edit. This takes two more requests, only in that rare case.
 * @param isConverted whether Ghost has just turned the body into another format, in its own way
 */
export async function refreshStamp(
  post: RemotePost,
  payload: Payload,
  context: PublishContext,
  isConverted = false,
): Promise<RefreshedStamp> {
  if (post.body.kind !== 'lexical') return { post }
  const altered = findAltered(post, payload, context.facts.url, isConverted)
  if (Object.keys(altered).length === 0) return { post }
  const now = await lookAgain(post, context)
  if (now?.body.kind !== 'lexical') return { post, warning: SAVED_SINCE }
  const { seq = 0, stored } = payload.stamp
  const stamp = { ...payload.stamp, seq: seq + 1, stored: { ...stored, ...altered } }
  const body = composeBody(now.body.root, stamp, context.facts, { id: post.id }, now.body.mobiledoc)
  const wire = composePost({ fields: {}, body, ownershipTag: context.ownershipTag, facts: context.facts })
  try {
    const settled = await updatePost(context.connection, post.type, post.id, { ...wire, updated_at: now.updatedAt })
    return { post: settled.post }
  } catch (error) {
    if (isOvertaken(error)) return { post, warning: SAVED_SINCE }
    throw error
  }
}

/** The post was written as asked, and somebody edited it then. The next plan compares that edit. */
const SAVED_SINCE: WriteWarning = { kind: 'edited-after-write' }

/** Finds the fields that Ghost stored otherwise than they were sent, with the digests of what it stored. */
export function findAltered(
  post: RemotePost,
  payload: Payload,
  siteUrl: string,
  isConverted: boolean,
): Partial<Record<FieldName, string>> {
  const sent = Object.keys(payload.fields) as FieldName[]
  if (payload.body !== undefined || isConverted) sent.push('body')
  const altered: Partial<Record<FieldName, string>> = {}
  for (const field of sent) {
    // Ghost has published a scheduled post while it was written. That is Ghost's own step, which the diff knows.
    if (field === 'status') continue
    const digest = digestRemote(field, post, siteUrl)
    if (digest !== payload.stamp.fields[field]) altered[field] = digest
  }
  return altered
}
