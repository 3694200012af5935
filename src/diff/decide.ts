import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { RemotePost, Stamp } from '../ghost/posts/remote-post.ts'
import { describeLexical, type LexicalRoot, normaliseInlineHtml, SITE_PLACEHOLDER } from '../markdown/index.ts'
import { FIELD_NAMES, type FieldName, type FieldValue } from '../model/fields.ts'
import { ASSET_SCHEME, type Asset } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { containsChanges } from './compare/block-changes.ts'
import { canonicaliseBody, canonicaliseKnown, placeHashes, readBody } from './compare/canonicalise.ts'
import { type ComparisonContext, digestBody, digestField, FOREIGN_BODY, isDefault } from './compare/digests.ts'
import { translateBase } from './compare/translate-base.ts'
import type { FieldChange } from './plan.ts'

/**
 * The decision table, the only one. `same`: nothing to do. `update`: only the file changed. `drift`: only Ghost changed; kept.
 * `conflict`: both did, or nobody can tell.
 */
type Verdict = 'same' | 'update' | 'drift' | 'conflict'

/** One field, as digests. More than one digest on a side means values that count as one there (a schedule that has come due). */
interface FieldSides {
  readonly local: readonly string[]
  readonly remote: readonly string[]
  /** What we last wrote; empty when nothing tells. */
  readonly base: readonly string[]
  /** Whether Ghost has nothing but its own default there, so that writing it loses nobody's work. */
  readonly remoteIsDefault: boolean
}

/** Decides one managed field from its three sides (docs/how-it-works.md prints this table). */
export function compareField({ local, remote, base, remoteIsDefault }: FieldSides): Verdict {
  if (intersects(local, remote)) return 'same'
  if (base.length === 0) return remoteIsDefault ? 'update' : 'conflict'
  const localIsBase = intersects(local, base)
  const remoteIsBase = intersects(remote, base)
  // Both are what we wrote, and differ: Ghost stored it in its own form.
  if (localIsBase && remoteIsBase) return 'same'
  if (remoteIsBase) return 'update'
  return localIsBase ? 'drift' : 'conflict'
}

function intersects(some: readonly string[], others: readonly string[]): boolean {
  return some.some((digest) => others.includes(digest))
}

/** Every managed field of one post, decided. */
export interface Comparison {
  readonly fields: readonly FieldComparison[]
}

export interface FieldComparison extends FieldChange {
  readonly verdict: Verdict
  /** Digest of what the file says. */
  readonly localDigest: string
  /** Digest of what we last wrote, where something still tells. */
  readonly baseDigest: string | undefined
  /** Digest of what Ghost has, where that is the same only because a file of the repository lies under an address without a digest. */
  readonly storedDigest?: string
}

/** Holds a post of the repository against the post of the site that it belongs to, field by field. Fields that the file does not manage are left out. */
export function comparePost(desired: DesiredPost, found: RemotePost, context: ComparisonContext): Comparison {
  const remote = translateBase(found, desired, context)
  const stamp = remote.base.kind === 'none' ? undefined : remote.base.stamp
  const managed = FIELD_NAMES.filter((field) => field === 'body' || desired.fields[field] !== undefined)
  return { fields: managed.map((field) => compareManaged(field, desired, remote, stamp, context)) }
}

function compareManaged(
  field: FieldName,
  desired: DesiredPost,
  remote: RemotePost,
  stamp: Stamp | undefined,
  context: ComparisonContext,
): FieldComparison {
  const base = stamp?.fields[field]
  const localDigest = digestLocal(field, desired, context.siteUrl)
  const cameDue = base !== undefined && wroteBeforeItCameDue(field, desired, base, context)
  const sides: FieldSides = {
    local: [localDigest],
    remote: [digestRemote(field, remote, context.siteUrl), ...remoteEquals(field, remote, context)],
    base: [base, stamp?.stored?.[field], cameDue ? localDigest : undefined].filter((digest) => digest !== undefined),
    remoteIsDefault: stamp !== undefined && isDefault(field, remote, context.defaultAuthor),
  }
  const isRecognised = !sides.remote.includes(localDigest) && isSameByFiles(field, desired, remote, context)
  const decided = isRecognised ? 'same' : compareField(sides)
  const verdict =
    decided === 'conflict' && field === 'body' && holdsRemoteBody(desired, remote, context) ? 'update' : decided
  const storedDigest = isRecognised ? { storedDigest: sides.remote[0] ?? '' } : {}
  const about = { field, verdict, localDigest, baseDigest: base, ...storedDigest }
  if (field !== 'body') {
    const show = (value: FieldValue) =>
      field === 'feature_image_caption' && typeof value === 'string' ? normaliseInlineHtml(value) : value
    return { ...about, local: show(desired.fields[field] ?? null), remote: show(remote.fields[field] ?? null) }
  }
  // Turning a whole document into text is only worth it where somebody will read it.
  if (verdict === 'same') return { ...about, local: null, remote: null }
  const describe = (root: LexicalRoot) => describeBody(root, context.siteUrl, desired.assets)
  return {
    ...about,
    local: { kind: 'body', digest: localDigest, text: describe(desired.body) },
    remote: { kind: 'body', digest: sides.remote[0] ?? '', text: describeRemoteBody(remote, describe) },
  }
}

function digestLocal(field: FieldName, desired: DesiredPost, siteUrl: string): string {
  return field === 'body'
    ? digestBody(desired.body, siteUrl)
    : digestField(field, desired.fields[field] ?? null, siteUrl)
}

/** Digest of a field as the site has it. */
export function digestRemote(field: FieldName, remote: RemotePost, siteUrl: string): string {
  if (field !== 'body') return digestField(field, remote.fields[field] ?? null, siteUrl)
  return remote.body.kind === 'lexical' ? digestBody(remote.body.root, siteUrl) : FOREIGN_BODY
}

/** Whether a field says the same once files of the repository are known by their bytes; no where the post names none. */
function isSameByFiles(
  field: FieldName,
  desired: DesiredPost,
  remote: RemotePost,
  { files = new Map(), siteUrl }: ComparisonContext,
): boolean {
  const replaced = placeHashes(remote, files)
  if (replaced === undefined) return false
  if (field !== 'body') return digestRemote(field, replaced, siteUrl) === digestLocal(field, desired, siteUrl)
  const [here, there] = [{ kind: 'lexical', root: desired.body } as const, remote.body].map((body) =>
    canonicaliseKnown(body, files, siteUrl),
  )
  return there !== undefined && isDeepStrictEqual(here, there)
}

/** A file says `scheduled` for as long as it likes: once the date has come that reads as `published`, and nobody changed it. */
function wroteBeforeItCameDue(
  field: FieldName,
  desired: DesiredPost,
  base: string,
  context: ComparisonContext,
): boolean {
  if (field !== 'status' || desired.fields.status !== 'published') return false
  const date = desired.fields.published_at
  const due = typeof date === 'string' && new Date(date) <= context.now
  return due && base === digestField('status', 'scheduled', context.siteUrl)
}

/**
 * Ghost's own steps are nobody's edit: `scheduled` becomes `published` when its time comes, and a post that was only e-mailed ends as
 * `sent`. Read as drift, every scheduled post would be reported for ever. And a body in an older format says what it is converted to.
 */
function remoteEquals(field: FieldName, remote: RemotePost, context: ComparisonContext): string[] {
  if (field === 'body' && remote.body.kind === 'other') {
    const root = readBody(remote.body)
    return root === undefined ? [] : [digestBody(root, context.siteUrl)]
  }
  if (field !== 'status') return []
  const status = remote.fields.status
  const date = remote.fields.published_at
  if (status === 'sent') return [digestField('status', 'published', context.siteUrl)]
  if (status !== 'published' || typeof date !== 'string' || new Date(date) > context.now) return []
  return [digestField('status', 'scheduled', context.siteUrl)]
}

function describeRemoteBody({ body }: RemotePost, describe: (root: LexicalRoot) => string): string {
  const root = readBody(body)
  if (root !== undefined) return describe(root)
  return body.kind === 'lexical' || body.format === 'empty' ? '' : `(a document in Ghost's older ${body.format} format)`
}

/**
 * A body as the Markdown that it would be pulled as. Made from its canonical form, so that two texts differ where the bodies do and nowhere
 * else; with a local file's path in place of its upload.
 */
export function describeBody(root: LexicalRoot, siteUrl: string, assets: readonly Asset[]): string {
  const files = new Map(assets.map(({ hash, file }) => [`${ASSET_SCHEME}${hash}`, file]))
  const readable = (url: string): string =>
    url
      .replaceAll(SITE_PLACEHOLDER, siteUrl)
      .replace(PLACEHOLDER, (placeholder) => files.get(placeholder) ?? placeholder)
  const text = describeLexical({ ...root, children: canonicaliseBody(root, siteUrl) }, { rewrite: readable })
  // What is not a URL to the converter: JSON of unknown cards, prose.
  return readable(text)
}

const PLACEHOLDER = new RegExp(`${ASSET_SCHEME}[0-9a-f]{16}`, 'g')

/**
 * Whether the text of a file already has all that was changed in Ghost, as after `ghost-sync pull` merged it. It takes the text that we wrote
 * last, which only a revision holds: a digest tells that both sides changed, and not where.
 */
function holdsRemoteBody(
  desired: DesiredPost,
  remote: RemotePost,
  { siteUrl, files = new Map() }: ComparisonContext,
): boolean {
  const { base } = remote
  if (base.kind !== 'revision' || remote.body.kind !== 'lexical') return false
  const { fields, stored } = base.stamp
  // Saved by something that keeps the stamp: the text beside it is not the one that it tells of.
  if (![fields.body, stored?.body].includes(digestBody(base.root, siteUrl))) return false
  const read = (root: LexicalRoot): readonly string[] =>
    (canonicaliseKnown({ kind: 'lexical', root }, files, siteUrl) ?? []).map((node) => JSON.stringify(node))
  return containsChanges(read(desired.body), read(base.root), read(remote.body.root))
}

/**
 * One digest over all that a person could have changed in a post. Taken when the plan is made and again right before the write: they differ
 * when somebody edited in between, also where Ghost's `updated_at` stays the same.
 */
export function digestRemotePost(remote: RemotePost, siteUrl: string): string {
  const fields = FIELD_NAMES.map((field) => digestRemote(field, remote, siteUrl))
  const text = JSON.stringify([remote.id, remote.type, remote.owned, remote.updatedAt, fields])
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
