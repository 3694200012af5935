import { EXIT_CODE, GhostSyncFailure } from '../../model/failure.ts'
import { FIELDS, type FieldName, type FieldValue, type FieldValues } from '../../model/fields.ts'
import type { SiteFacts } from '../site/site-facts.ts'
import type { WireBody } from './compose-body.ts'

/** A post as the Admin API takes it, with only the keys that are written. */
export type WirePost = Readonly<Record<string, unknown>>

export interface ComposeInput {
  /** The values to write. `tags` comes without the ownership tag. */
  readonly fields: FieldValues
  /** See `composeBody`; undefined: the post keeps its body. */
  readonly body: WireBody | undefined
  readonly ownershipTag: string
  /** Authors and tiers are sent by id: Ghost ignores a tier's slug, and gives a post with an unknown author to the owner. */
  readonly facts: SiteFacts
}

/**
 * Maps our field values to Ghost's. What may be null is cleared by null; for what may not (seen on 5.130 and 6.65: 422 for a title, a slug or a
 * status of null, 500 for `visibility`) null means Ghost's default, or that nothing is sent.
 * @throws GhostSyncFailure `ghost/unknown-author`, `ghost/unknown-tier`
 */
export function composePost({ fields, body, ownershipTag, facts }: ComposeInput): WirePost {
  const wire: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields) as [keyof FieldValues, FieldValue][]) {
    const sent = composeField(name, value, fields, ownershipTag, facts)
    if (sent !== undefined) wire[name] = sent
  }
  if (body !== undefined) wire[body.format] = body.text
  return wire
}

function composeField(
  name: Exclude<FieldName, 'body'>,
  value: FieldValue,
  fields: FieldValues,
  ownershipTag: string,
  facts: SiteFacts,
): unknown {
  switch (name) {
    case 'tags':
      return composeTags(listNames(value), ownershipTag)
    case 'authors':
      // Ghost refuses a post without an author.
      return listNames(value).length === 0
        ? undefined
        : listNames(value).map((author) => ({ id: findAuthor(author, facts) }))
    case 'tiers':
      if (fields.visibility !== undefined && fields.visibility !== 'tiers') return undefined
      return listNames(value).map((tier) => ({ id: findTier(tier, facts) }))
    case 'title':
    case 'slug':
    case 'status':
      return value ?? undefined
    case 'visibility':
      return value ?? 'public'
    case 'show_title_and_feature_image':
      return value ?? true
    case 'published_at':
      // Ghost takes null for "now" on anything but a draft, and would move a published post to the top of the site.
      return value === null && fields.status !== 'draft' ? undefined : value
    default:
      return FIELDS[name].kind === 'flag' ? (value ?? false) : value
  }
}

/**
 * Returns the post's own tags in their order, then ours: the first tag is the primary one, and Ghost shows none when that is internal. Other
 * spellings of ours are dropped: of names that differ by case alone Ghost keeps the first, and the post would lose its mark.
 */
function composeTags(tags: readonly string[], ownershipTag: string): readonly { readonly name: string }[] {
  return [...tags.filter((tag) => !isOwnershipTag(tag, ownershipTag)), ownershipTag].map((name) => ({ name }))
}

function findAuthor(wanted: string, facts: SiteFacts): string {
  const text = wanted.toLowerCase()
  const author =
    facts.authors.find(({ slug }) => slug.toLowerCase() === text) ??
    facts.authors.find(({ email }) => email.toLowerCase() === text) ??
    facts.authors.find(({ name }) => name.toLowerCase() === text)
  if (author !== undefined) return author.id
  throw unknown('author', wanted, facts.authors)
}

function findTier(wanted: string, facts: SiteFacts): string {
  const text = wanted.toLowerCase()
  const tier =
    facts.tiers.find(({ slug }) => slug.toLowerCase() === text) ??
    facts.tiers.find(({ name }) => name.toLowerCase() === text)
  if (tier !== undefined) return tier.id
  throw unknown('tier', wanted, facts.tiers)
}

function unknown(
  kind: 'author' | 'tier',
  wanted: string,
  known: readonly { readonly slug: string }[],
): GhostSyncFailure {
  return new GhostSyncFailure(`ghost/unknown-${kind}`, `The site has no ${kind} "${wanted}".`, EXIT_CODE.failed, {
    hint: `It has: ${known.map(({ slug }) => slug).join(', ')}.`,
  })
}

function listNames(value: FieldValue): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : typeof value === 'string' ? [value] : []
}

/**
 * Whether a tag is the one that marks a post as ours. Case is ignored: Ghost on MySQL has only one of `#ghost-sync` and `#Ghost-Sync`, and a post
 * that got the other spelling must not be taken for somebody else's.
 */
export function isOwnershipTag(name: string, ownershipTag: string): boolean {
  return name.toLowerCase() === ownershipTag.toLowerCase()
}
