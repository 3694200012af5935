import type { RemotePost, Stamp } from '../ghost/posts/remote-post.ts'
import type { FieldName, FieldValues } from '../model/fields.ts'
import { ASSET_PLACEHOLDER, keyAsset } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { readBody } from './compare/canonicalise.ts'
import {
  type ComparisonContext,
  type DigestRules,
  digestBody,
  digestField,
  digestOthers,
  nameGeneration,
} from './compare/digests.ts'
import type { Comparison, FieldComparison } from './compare-post.ts'
import type { Payload } from './plan.ts'

/** Composes everything that the file says, for a post that does not exist yet. */
export function composeFirstPayload(
  desired: DesiredPost,
  project: string,
  siteUrl: string,
  rules?: DigestRules,
): Payload {
  const digests = Object.entries(desired.fields).map(([field, value]) => [
    field,
    digestField(field as Exclude<FieldName, 'body'>, value ?? null, siteUrl),
  ])
  const fields = { ...Object.fromEntries(digests), body: digestBody(desired.body, siteUrl) }
  const stamp: Stamp = { v: 1, project, path: desired.path, fields, ...nameGeneration(rules) }
  return { fields: desired.fields, body: desired.body, stamp, assets: assetsIn(desired, desired.fields, true) }
}

/**
 * Composes only the changed fields. The new stamp has, for each managed field, what we last wrote: now, or, where Ghost's own edit is kept, before.
 * This is how the next run still sees the drift.
 */
export function composePayload(
  desired: DesiredPost,
  remote: RemotePost,
  comparison: Comparison,
  changes: readonly FieldComparison[],
  project: string,
  context: ComparisonContext,
): Payload {
  const { siteUrl } = context
  const written = new Set(changes.map(({ field }) => field))
  const fields: FieldValues = Object.fromEntries(
    Object.entries(desired.fields).filter(([field]) => written.has(field as FieldName)),
  )
  const previous = remote.base.kind === 'none' ? undefined : remote.base.stamp
  const last = remote.base.kind === 'none' ? remote.base.lastSeq : (remote.base.stamp.seq ?? 0)
  const digests: Partial<Record<FieldName, string>> = {}
  const stored: Partial<Record<FieldName, string>> = {}
  for (const { field, verdict, localDigest, baseDigest, storedDigest } of comparison.fields) {
    const kept = verdict === 'drift' && !written.has(field)
    const digest = kept ? baseDigest : localDigest
    if (digest !== undefined) digests[field] = digest
    const asStored = storedDigest ?? previous?.stored?.[field]
    if (asStored !== undefined && !written.has(field)) stored[field] = asStored
  }
  const withBody = written.has('body')
  // The stamp is stored in the document: one in an older format is converted to today's, with its addresses.
  const converted = withBody || remote.body.kind === 'lexical' ? undefined : readBody(remote.body)
  if (converted !== undefined) {
    const digest = digestBody(converted, siteUrl)
    if (digest === digests.body) delete stored.body
    else stored.body = digest
  }
  const body = withBody ? desired.body : converted
  const others = digestOthers(Object.keys(digests), remote, context)
  const stamp: Stamp = {
    v: 1,
    project,
    path: desired.path,
    fields: digests,
    ...(last !== undefined && { seq: last + 1 }),
    ...nameGeneration(context.rules),
    ...(others !== undefined && { others }),
    ...(Object.keys(stored).length > 0 && { stored }),
  }
  return { fields, ...(body !== undefined && { body }), stamp, assets: assetsIn(desired, fields, withBody) }
}

function assetsIn(desired: DesiredPost, fields: FieldValues, withBody: boolean): string[] {
  const text = JSON.stringify([fields, withBody ? desired.body : null])
  const named = new Set([...text.matchAll(ASSET_PLACEHOLDER)].map(([, key = '']) => key))
  return desired.assets.map(keyAsset).filter((key) => named.has(key))
}
