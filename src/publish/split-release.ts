import { digestField } from '../diff/digest-field.ts'
import type { Payload } from '../diff/plan.ts'
import type { FieldName, FieldValues } from '../fields.ts'
import type { RemotePost } from '../ghost/remote-post.ts'

/** The fields that bring a post out: they are written last, by the one request upon which Ghost sends. */
const RELEASING = ['status', 'published_at'] as const

/** A payload in two: all that makes the post what it is, and what brings it out. */
export interface SplitPayload {
  /** With a stamp that says that the post is as visible as it was: cut off here, the next plan still wants to bring it out. */
  readonly first: Payload
  readonly release: { readonly fields: FieldValues; readonly digests: Readonly<Partial<Record<FieldName, string>>> }
}

/** @param current the post as it is; undefined for one that is to be created, as a draft */
export function splitRelease(payload: Payload, current: RemotePost | undefined, siteUrl: string): SplitPayload {
  const fields = { ...payload.fields }
  const released: FieldValues = {}
  const digests: Partial<Record<FieldName, string>> = {}
  const before: Partial<Record<FieldName, string>> = {}
  for (const field of RELEASING) {
    const value = fields[field]
    const digest = payload.stamp.fields[field]
    if (value === undefined || digest === undefined) continue
    delete fields[field]
    released[field] = value
    digests[field] = digest
    const now = current === undefined ? (field === 'status' ? 'draft' : null) : (current.fields[field] ?? null)
    before[field] = digestField(field, now, siteUrl)
  }
  if (current === undefined) fields.status = 'draft'
  const stamp = { ...payload.stamp, fields: { ...payload.stamp.fields, ...before } }
  return { first: { ...payload, fields, stamp }, release: { fields: released, digests } }
}
