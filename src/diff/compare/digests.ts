import { createHash } from 'node:crypto'
import type { RemotePost, Stamp } from '../../ghost/posts/remote-post.ts'
import { type LexicalRoot, normaliseInlineHtml } from '../../markdown/index.ts'
import { FIELD_NAMES, FIELDS, type FieldName, type FieldValue } from '../../model/fields.ts'
import { canonicaliseBody, canonicaliseText } from './canonicalise.ts'

/** What stands for a body that cannot be compared with ours (mobiledoc, HTML only): equal to nothing that we ever wrote. */
const FOREIGN_BODY = 'foreign'

/**
 * Digest of one field's value, the same on both sides and on every machine: the first 16 hex characters of the SHA-256 of its canonical form.
 * @param siteUrl the site's public URL without a trailing slash
 */
export function digestField(field: Exclude<FieldName, 'body'>, value: FieldValue, siteUrl: string): string {
  return digest(canonicaliseField(field, value, siteUrl))
}

/**
 * Canonical digests by the digest of the document as it stands. A plan asks for three per post: the file's body, the site's, and the site's once
 * more for the state of the whole post; where nobody changed anything all three are one document, and making its canonical form is the dearest
 * thing that a plan does.
 */
const canonicalDigests = new Map<string, string>()

export function digestBody(root: LexicalRoot, siteUrl: string): string {
  const verbatim = createHash('sha256')
    .update(JSON.stringify([siteUrl, root]))
    .digest('base64')
  const known = canonicalDigests.get(verbatim)
  if (known !== undefined) return known
  const made = digest(canonicaliseBody(root, siteUrl))
  canonicalDigests.set(verbatim, made)
  return made
}

/** Digest of a field as the site has it. */
export function digestRemote(field: FieldName, remote: RemotePost, siteUrl: string): string {
  if (field !== 'body') return digestField(field, remote.fields[field] ?? null, siteUrl)
  return remote.body.kind === 'lexical' ? digestBody(remote.body.root, siteUrl) : FOREIGN_BODY
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

function canonicaliseField(field: Exclude<FieldName, 'body'>, value: FieldValue, siteUrl: string): unknown {
  if (value === null || value === '') return FIELDS[field].kind === 'names' ? [] : null
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') {
    // Ghost finds a tag by its name without regard to case, so `Travel` and `travel` are one tag of the site, spelt as it was first.
    return value.map((name) => name.trim().toLowerCase())
  }
  if (FIELDS[field].kind === 'date') return new Date(value).toISOString()
  if (field === 'title' || field === 'slug') return value.trim()
  return canonicaliseText(field === 'feature_image_caption' ? normaliseInlineHtml(value) : value, siteUrl)
}

function digest(canonical: unknown): string {
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 16)
}

/**
 * By which rules digests are made. Whoever changes a canonical form, so that a value gets another digest than before, raises the generation and says here
 * how the one before it is compared: without that, every file that is edited after an upgrade would read as changed in Ghost, too.
 */
export interface DigestRules {
  /** Of the stamps that are written. */
  readonly generation: number
  /** What differed in generations before. */
  readonly older: ReadonlyMap<number, OlderRules>
}

export interface OlderRules {
  /** Keep it: the rules of single fields are short. Absent: as today. */
  readonly digestField?: typeof digestField
  /** Absent: as today. `not-kept`: too much code; what was written is then read off the revision that carries the stamp. */
  readonly digestBody?: typeof digestBody | 'not-kept'
}

export const DIGEST_RULES: DigestRules = { generation: 1, older: new Map() }

export function generationOf({ generation = 1 }: Stamp): number {
  return generation
}

/** Whether a stamp was written by a later ghost-sync: what its digests say nobody here can tell. */
export function isFromLater(stamp: Stamp, rules = DIGEST_RULES): boolean {
  return generationOf(stamp) > rules.generation
}

/** Whether a stamp was written by older rules. */
export function isOutdated(stamp: Stamp, rules = DIGEST_RULES): boolean {
  return generationOf(stamp) < rules.generation
}

/** What a stamp of today says of its rules; the first generation goes without saying. */
export function nameGeneration({ generation } = DIGEST_RULES): Pick<Stamp, 'generation'> {
  return generation === 1 ? {} : { generation }
}

/** What a comparison knows besides both sides. */
export interface ComparisonContext {
  /** The site's public URL without a trailing slash. */
  readonly siteUrl: string
  /** By the site's clock. */
  readonly now: Date
  /** Slug of the author whom Ghost credits when nobody is named. */
  readonly defaultAuthor: string | undefined
  /** Content hash of files of the site whose name does not say it, by absolute URL. Absent: none was looked at. */
  readonly files?: ReadonlyMap<string, string>
  /** Addresses of files of the site that posts show and the site no longer has. Absent: nobody looked. */
  readonly gone?: ReadonlySet<string>
  /** @default DIGEST_RULES */
  readonly rules?: DigestRules
}

/** What Ghost gives a new post when nothing is said. */
const DEFAULTS: Partial<Record<FieldName, FieldValue>> = {
  visibility: 'public',
  status: 'draft',
  show_title_and_feature_image: true,
}

/**
 * Whether a field of a post is as Ghost makes it when nobody says anything.
 * @param defaultAuthor slug of the author whom Ghost credits when nobody is named
 */
export function isDefault(field: FieldName, remote: RemotePost, defaultAuthor: string | undefined): boolean {
  if (field === 'body') return remote.body.kind === 'other' && remote.body.format === 'empty'
  const value = remote.fields[field] ?? null
  if (field === 'authors' && Array.isArray(value)) return value.length === 1 && value[0] === defaultAuthor
  if (value === (DEFAULTS[field] ?? null)) return true
  return value === '' || value === false || (Array.isArray(value) && value.length === 0)
}

/**
 * One digest over the fields of a post that its file does not manage, so that a removal sees what somebody did to them since: Ghost's lists feature
 * posts, tag them and change who may read them, and leave the stamp as it is. What Ghost has by default is left out, so that a new post needs
 * none, and so is the date, which Ghost sets itself when a post comes out.
 * @param managed the fields that the stamp speaks of
 * @returns undefined when all of them are Ghost's defaults
 */
export function digestOthers(
  managed: readonly string[],
  remote: RemotePost,
  { siteUrl, defaultAuthor }: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor'>,
  digest: typeof digestField = digestField,
): string | undefined {
  const others = FIELD_NAMES.filter((field): field is Exclude<FieldName, 'body'> => {
    // The body is always managed; and what Ghost does not send of a page or a post has no value there.
    if (field === 'body' || field === 'published_at' || remote.fields[field] === undefined) return false
    return !managed.includes(field) && !isDefault(field, remote, defaultAuthor)
  })
  if (others.length === 0) return undefined
  // From scheduled to published, and from there to sent, a post goes by itself.
  const values = others.map((field) => [
    field,
    field === 'status' ? 'out' : digest(field, remote.fields[field] ?? null, siteUrl),
  ])
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)
}
