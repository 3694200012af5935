import { isDeepStrictEqual } from 'node:util'
import type { RemotePost, Stamp } from '../ghost/posts/remote-post.ts'
import { type LexicalNode, type LexicalRoot, normaliseInlineHtml, readWebCard } from '../markdown/index.ts'
import { FIELD_NAMES, type FieldName, type FieldValue } from '../model/fields.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { containsChanges } from './compare/block-changes.ts'
import { canonicaliseKnown, readBody, replaceUrlsWithHashes } from './compare/canonicalise.ts'
import { describeBody, describeRemoteBody } from './compare/describe-body.ts'
import { type ComparisonContext, digestBody, digestField, digestRemote, isDefault } from './compare/digests.ts'
import { translateBase } from './compare/translate-base.ts'
import { saysOtherwise } from './compare/web-cards.ts'
import { type DecidedField, decideField, type FieldSides, listEqualStatuses, wasScheduled } from './decide.ts'
import type { FieldChange } from './plan.ts'

/** The decision for every managed field of one post. */
export interface Comparison {
  readonly fields: readonly FieldComparison[]
}

export interface FieldComparison extends FieldChange, DecidedField {
  /** Digest of Ghost's value, where it counts as the same only because a file of the repository has an address without a digest. */
  readonly storedDigest?: string
}

/**
 * Compares the post of a file with its post on the site, field by field. Fields that the file does not manage are left out. This function prepares
 * the sides; `decide` draws the conclusions.
 */
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
  const localDigest = digestLocal(field, desired, context.siteUrl)
  const isOtherwise = field === 'body' && saysOtherwise(desired.body, remote, context.siteUrl)
  const sides = prepareSides({ field, desired, remote, stamp, localDigest, isOtherwise }, context)
  const { verdict, rule } = decideField(sides)
  const remoteDigest = sides.remote[0] ?? ''
  const storedDigest = rule === 'equal-by-files' ? { storedDigest: remoteDigest } : {}
  const about = { field, verdict, localDigest, baseDigest: stamp?.fields[field], ...storedDigest }
  if (field !== 'body') {
    const show = (value: FieldValue) =>
      field === 'feature_image_caption' && typeof value === 'string' ? normaliseInlineHtml(value) : value
    return { ...about, local: show(desired.fields[field] ?? null), remote: show(remote.fields[field] ?? null) }
  }
  // A whole document is turned into text only where somebody will read it.
  if (verdict === 'same') return { ...about, local: null, remote: null }
  // What is known of pages is shown only where it makes the difference: Ghost knows of every address more than a file says.
  const addresses = new Set(isOtherwise ? desired.body.children.filter(isWebCard).map(({ url }) => url) : [])
  const isWhole = (node: LexicalNode) => isWebCard(node) && addresses.has(node.url)
  const describe = (root: LexicalRoot) => describeBody(root, context.siteUrl, desired.assets, isWhole)
  return {
    ...about,
    local: { kind: 'body', digest: localDigest, text: describe(desired.body) },
    remote: { kind: 'body', digest: remoteDigest, text: describeRemoteBody(remote, describe) },
  }
}

function isWebCard(node: LexicalNode): boolean {
  return readWebCard(node) !== undefined
}

interface FieldInQuestion {
  readonly field: FieldName
  readonly desired: DesiredPost
  readonly remote: RemotePost
  readonly stamp: Stamp | undefined
  readonly localDigest: string
  /** Whether the file says of a page otherwise than Ghost, which no digest tells. */
  readonly isOtherwise: boolean
}

/** Prepares the sides of one field. The two answers that take long are worked out only when a rule asks for them. */
function prepareSides(
  { field, desired, remote, stamp, localDigest, isOtherwise }: FieldInQuestion,
  context: ComparisonContext,
): FieldSides {
  const local = isOtherwise ? `${localDigest} otherwise` : localDigest
  const written = stamp?.fields[field]
  const base = [written, stamp?.stored?.[field], cameDue(field, desired, written, context) ? local : undefined]
  return {
    local,
    remote: [digestRemote(field, remote, context.siteUrl), ...digestEqual(field, remote, context)],
    base: base.filter((digest) => digest !== undefined),
    remoteIsDefault: stamp !== undefined && isDefault(field, remote, context.defaultAuthor),
    get isSameByFiles() {
      return !isOtherwise && isSameByFiles(field, desired, remote, context)
    },
    get holdsRemoteBody() {
      return field === 'body' && holdsRemoteBody(desired, remote, context)
    },
  }
}

function digestLocal(field: FieldName, desired: DesiredPost, siteUrl: string): string {
  return field === 'body'
    ? digestBody(desired.body, siteUrl)
    : digestField(field, desired.fields[field] ?? null, siteUrl)
}

/** Whether the file says what we last wrote although its digest has changed, because a schedule came due. */
function cameDue(
  field: FieldName,
  desired: DesiredPost,
  written: string | undefined,
  { now, siteUrl }: ComparisonContext,
): boolean {
  return (
    field === 'status' && wasScheduled(desired.fields, now) && written === digestField('status', 'scheduled', siteUrl)
  )
}

/** Returns the other digests that Ghost's value counts as. A body in an older format has the digest of its conversion. */
function digestEqual(field: FieldName, remote: RemotePost, { now, siteUrl }: ComparisonContext): readonly string[] {
  if (field === 'status') {
    return listEqualStatuses(remote.fields, now).map((status) => digestField('status', status, siteUrl))
  }
  const root = field === 'body' && remote.body.kind === 'other' ? readBody(remote.body) : undefined
  return root === undefined ? [] : [digestBody(root, siteUrl)]
}

/** Whether a field says the same once files of the repository are recognised by their bytes; false where the post names none. */
function isSameByFiles(
  field: FieldName,
  desired: DesiredPost,
  remote: RemotePost,
  { files = new Map(), siteUrl }: ComparisonContext,
): boolean {
  const replaced = replaceUrlsWithHashes(remote, files)
  if (replaced === undefined) return false
  if (field !== 'body') return digestRemote(field, replaced, siteUrl) === digestLocal(field, desired, siteUrl)
  const [here, there] = [{ kind: 'lexical', root: desired.body } as const, remote.body].map((body) =>
    canonicaliseKnown(body, files, siteUrl),
  )
  return there !== undefined && isDeepStrictEqual(here, there)
}

/**
 * Whether the text of a file already has every change that was made in Ghost, as after `ghost-sync pull` merged it. This needs the text that we wrote
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
  // The post was saved by something that keeps the stamp: the text beside it is not the one that the stamp describes.
  if (![fields.body, stored?.body].includes(digestBody(base.root, siteUrl))) return false
  const read = (root: LexicalRoot): readonly string[] =>
    (canonicaliseKnown({ kind: 'lexical', root }, files, siteUrl) ?? []).map((node) => JSON.stringify(node))
  return containsChanges(read(desired.body), read(base.root), read(remote.body.root))
}
