import { createHash } from 'node:crypto'
import { FIELDS, type FieldName, type FieldValue } from '../fields.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import { normaliseInlineHtml } from '../markdown/normalise-inline-html.ts'
import { canonicaliseBody } from './canonicalise-body.ts'
import { canonicaliseText } from './canonicalise-text.ts'

/** What stands for a body that cannot be compared with ours (mobiledoc, HTML only): equal to nothing that we ever wrote. */
export const FOREIGN_BODY = 'foreign'

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
