import { createHash } from 'node:crypto'
import { FIELD_NAMES } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { digestRemote } from './compare-post.ts'

/**
 * One digest over all that a person could have changed in a post. Taken when the plan is made and again right before the write: they differ
 * when somebody edited in between, also where Ghost's `updated_at` stays the same.
 */
export function digestRemotePost(remote: RemotePost, siteUrl: string): string {
  const fields = FIELD_NAMES.map((field) => digestRemote(field, remote, siteUrl))
  const text = JSON.stringify([remote.id, remote.type, remote.owned, remote.updatedAt, fields])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
