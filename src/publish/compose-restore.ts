import { readBody } from '../diff/read-body.ts'
import type { FieldValues } from '../fields.ts'
import { composeBody } from '../ghost/compose-body.ts'
import { composePost, type WirePost } from '../ghost/compose-post.ts'
import type { RemotePost, Stamp } from '../ghost/remote-post.ts'
import type { SiteFacts } from '../ghost/site-facts.ts'

export interface RestoreContent {
  readonly wire: WirePost
  /** What comes back otherwise than it was, one sentence each. */
  readonly warnings: readonly string[]
}

/**
 * A kept post as Ghost takes it, every field of it. Nothing is published, and no e-mail is asked for, that had not been when it was kept.
 * @param stamp makes it ours again where the post itself has lost it; null leaves the document as it was
 */
export function composeRestore(
  kept: RemotePost,
  stamp: Stamp | null,
  { ownershipTag, facts, now }: { readonly ownershipTag: string; readonly facts: SiteFacts; readonly now: Date },
): RestoreContent {
  const { fields, warnings } = settleStatus(kept, now)
  const root = readBody(kept.body)
  const own = kept.base.kind === 'stamp' ? kept.base.stamp : stamp
  const body = root === undefined ? undefined : composeBody(root, own ?? undefined, facts, { slug: kept.fields.slug })
  const wire = composePost({ fields, body, ownershipTag, facts })
  // One that was not ours when it was kept goes back to whom it belonged to.
  const tags = kept.owned ? wire.tags : listNames(fields.tags).map((name) => ({ name }))
  return { wire: { ...wire, tags }, warnings }
}

function settleStatus({ fields }: RemotePost, now: Date): { fields: FieldValues; warnings: readonly string[] } {
  const draft = (why: string) => ({
    fields: { ...fields, status: 'draft' },
    warnings: [`it comes back as a draft: ${why}`],
  })
  if (fields.status === 'sent') return draft('Ghost cannot make a post that was sent as an e-mail only')
  const date = fields.published_at
  const isOver = fields.status === 'scheduled' && typeof date === 'string' && new Date(date) <= now
  return isOver ? draft('its time has passed in the meantime') : { fields, warnings: [] }
}

function listNames(value: FieldValues['tags']): readonly string[] {
  return Array.isArray(value) ? value : []
}
