import { createHash } from 'node:crypto'
import type { RemotePost, Stamp } from '../../ghost/posts/remote-post.ts'
import { type LexicalRoot, normaliseInlineHtml } from '../../markdown/index.ts'
import { FIELD_NAMES, FIELDS, type FieldName, type FieldValue } from '../../model/fields.ts'
import { canonicaliseBody, canonicaliseText } from './canonicalise.ts'

/** The digest of a body that cannot be compared with ours (Mobiledoc, HTML only): it equals nothing that we ever wrote. */
const FOREIGN_BODY = 'foreign'

/**
 * Digest of one field's value, the same on both sides and on every machine: the first 16 hex characters of the SHA-256 of its canonical form.
 * @param siteUrl the site's public URL without a trailing slash
 */
export function digestField(field: Exclude<FieldName, 'body'>, value: FieldValue, siteUrl: string): string {
  return digest(canonicaliseField(field, value, siteUrl))
}

/**
 * Canonical digests by the digest of the raw document. A plan asks for three per post: the file's body, the site's, and the site's once more for the
 * state of the whole post. Where nobody changed anything all three are one document, and making its canonical form is the most expensive part of a
 * plan.
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

/** Digests a field as the site has it. */
export function digestRemote(field: FieldName, remote: RemotePost, siteUrl: string): string {
  if (field !== 'body') return digestField(field, remote.fields[field] ?? null, siteUrl)
  return remote.body.kind === 'lexical' ? digestBody(remote.body.root, siteUrl) : FOREIGN_BODY
}

/**
 * Returns one digest over everything that a person could have changed in a post. It is taken when the plan is made and again right before the write:
 * they differ when somebody edited in between, also where Ghost's `updated_at` stays the same.
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
 * The rules by which digests are made. Whoever changes a canonical form, so that a value gets another digest than before, raises the generation and
 * says here how the one before it is compared. Without that, every file that is edited after an upgrade would read as changed in Ghost, too.
 */
export interface DigestRules {
  /** The generation of the stamps that are written. */
  readonly generation: number
  /** The differences in earlier generations. */
  readonly older: ReadonlyMap<number, OlderRules>
}

export interface OlderRules {
  /** The rules of single fields are short and are kept. Absent: as today. */
  readonly digestField?: typeof digestField
  /** Absent: as today. `not-kept`: the code would be too long; the body is then read from the revision that carries the stamp. */
  readonly digestBody?: typeof digestBody | 'not-kept'
  /** Rules that give most bodies the digest that they had by rules which are not kept. Absent: those of today. */
  readonly digestMost?: typeof digestBody
}

/** Digests a body with the formats that Ghost renders in place of those that it stores. */
function digestShown(root: LexicalRoot, siteUrl: string): string {
  return digest(canonicaliseBody(root, siteUrl, 'shown'))
}

/**
 * Since generation 2 the names of files in a gallery, which no reader sees, are not compared. Since generation 3 a Transistor card for members is the
 * same whether it says so or not, and one for everybody another; formats are those that Ghost stores:
 * beside bold and italic text Ghost renders italic text bold as well.
 */
export const DIGEST_RULES: DigestRules = {
  generation: 3,
  older: new Map<number, OlderRules>([
    [1, { digestBody: 'not-kept', digestMost: digestShown }],
    [2, { digestBody: digestShown }],
  ]),
}

export function generationOf({ generation = 1 }: Stamp): number {
  return generation
}

/** Whether a later ghost-sync wrote the stamp: this version cannot tell what its digests mean. */
export function isFromLater(stamp: Stamp, rules = DIGEST_RULES): boolean {
  return generationOf(stamp) > rules.generation
}

/** Whether a stamp was written by older rules. */
export function isOutdated(stamp: Stamp, rules = DIGEST_RULES): boolean {
  return generationOf(stamp) < rules.generation
}

/** Returns the generation that a stamp of today carries; the first generation is left out. */
export function nameGeneration({ generation } = DIGEST_RULES): Pick<Stamp, 'generation'> {
  return generation === 1 ? {} : { generation }
}

/** What a comparison needs besides both sides. */
export interface ComparisonContext {
  /** The site's public URL without a trailing slash. */
  readonly siteUrl: string
  /** The time by the site's clock. */
  readonly now: Date
  /** Slug of the author whom Ghost credits when nobody is named. */
  readonly defaultAuthor: string | undefined
  /** Content hash of the site's files whose names do not contain it, by absolute URL. Absent: none was fetched. */
  readonly files?: ReadonlyMap<string, string>
  /** Addresses of files that posts show and the site no longer serves. Absent: they were not checked. */
  readonly gone?: ReadonlySet<string>
  /** @default DIGEST_RULES */
  readonly rules?: DigestRules
}

/** The values that Ghost gives a new post. */
const DEFAULTS: Partial<Record<FieldName, FieldValue>> = {
  visibility: 'public',
  status: 'draft',
  show_title_and_feature_image: true,
}

/**
 * Whether a field of a post has Ghost's default.
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
 * Returns one digest over the fields of a post that its file does not manage, so that a removal notices changes of them: Ghost's lists feature posts,
 * tag them and change who may read them, and leave the stamp as it is. Ghost's defaults are left out, so that a new post needs no digest, and so is
 * the date, which Ghost sets itself when a post is published.
 * @param managed the fields in the stamp
 * @returns undefined when all of them are Ghost's defaults
 */
export function digestOthers(
  managed: readonly string[],
  remote: RemotePost,
  { siteUrl, defaultAuthor }: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor'>,
  digest: typeof digestField = digestField,
): string | undefined {
  const others = FIELD_NAMES.filter((field): field is Exclude<FieldName, 'body'> => {
    // The body is always managed. A field that Ghost does not send of a page or a post has no value there.
    if (field === 'body' || field === 'published_at' || remote.fields[field] === undefined) return false
    return !managed.includes(field) && !isDefault(field, remote, defaultAuthor)
  })
  if (others.length === 0) return undefined
  // Ghost itself changes a status from scheduled to published, and from there to sent.
  const values = others.map((field) => [
    field,
    field === 'status' ? 'out' : digest(field, remote.fields[field] ?? null, siteUrl),
  ])
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16)
}
