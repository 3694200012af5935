/**
 * The managed fields of a Ghost post. Front matter, diff, stamp, wire mapping and docs are all made from this definition. Names are Ghost's own
 * (https://docs.ghost.org/admin-api/posts/overview); `body` stands for the Lexical document.
 */

/** The form of a field's value once it has been read, on either side. */
export type FieldKind =
  /** A string, or null for "empty in Ghost". */
  | 'text'
  /** An absolute URL, a path on the site, or a local file that is uploaded; null for none. */
  | 'image'
  /** true or false. */
  | 'flag'
  /** An instant, ISO 8601 in UTC with second precision (`2026-11-20T09:00:00.000Z`), or null. */
  | 'date'
  /** An ordered list of names (tag names, author slugs, tier slugs). */
  | 'names'
  /** The Lexical document's `root`. */
  | 'body'

export interface FieldDefinition {
  readonly kind: FieldKind
  /** Greatest length in characters, as Ghost enforces it. Source: Ghost 5.130 and 6.65, `core/server/data/schema/schema.js`. */
  readonly maxLength?: number
  /** The only values that Ghost takes. */
  readonly values?: readonly string[]
  /** `posts` or `pages` where only one of them has the field in Ghost. */
  readonly only?: 'post' | 'page'
  /** One line for docs and editors. */
  readonly summary: string
}

export const FIELDS = {
  title: { kind: 'text', maxLength: 255, summary: 'Title of the post.' },
  slug: { kind: 'text', maxLength: 191, summary: 'Last part of the URL.' },
  body: { kind: 'body', summary: 'The document itself, as Lexical.' },
  status: { kind: 'text', values: ['draft', 'published', 'scheduled'], summary: 'Whether readers can see it.' },
  published_at: { kind: 'date', summary: 'When it was or will be published.' },
  tags: { kind: 'names', summary: 'Tags in order, the first is the primary one; `#name` is an internal tag.' },
  authors: { kind: 'names', summary: 'Authors in order, by slug, e-mail address or name.' },
  featured: { kind: 'flag', summary: 'Whether the theme shows it as featured.' },
  visibility: { kind: 'text', values: ['public', 'members', 'paid', 'tiers'], summary: 'Who can read it.' },
  tiers: { kind: 'names', summary: 'Tiers that can read it when `visibility` is `tiers`, by slug or name.' },
  custom_excerpt: { kind: 'text', maxLength: 300, summary: 'Excerpt shown in lists and search results.' },
  feature_image: { kind: 'image', maxLength: 2000, summary: 'Image above the post.' },
  feature_image_alt: { kind: 'text', maxLength: 191, summary: 'Alternative text of the feature image.' },
  feature_image_caption: {
    kind: 'text',
    maxLength: 65535,
    summary: 'Caption of the feature image; inline HTML or Markdown.',
  },
  canonical_url: { kind: 'text', maxLength: 2000, summary: 'Canonical URL when the post first appeared elsewhere.' },
  meta_title: { kind: 'text', maxLength: 300, summary: 'Title for search engines.' },
  meta_description: { kind: 'text', maxLength: 500, summary: 'Description for search engines.' },
  og_title: { kind: 'text', maxLength: 300, summary: 'Title on Facebook and other Open Graph readers.' },
  og_description: { kind: 'text', maxLength: 500, summary: 'Description for Open Graph readers.' },
  og_image: { kind: 'image', maxLength: 2000, summary: 'Image for Open Graph readers.' },
  twitter_title: { kind: 'text', maxLength: 300, summary: 'Title on X.' },
  twitter_description: { kind: 'text', maxLength: 500, summary: 'Description on X.' },
  twitter_image: { kind: 'image', maxLength: 2000, summary: 'Image on X.' },
  codeinjection_head: { kind: 'text', maxLength: 65535, summary: 'HTML added to the head of the page.' },
  codeinjection_foot: { kind: 'text', maxLength: 65535, summary: 'HTML added to the end of the page.' },
  custom_template: { kind: 'text', maxLength: 100, summary: "One of the theme's custom templates, `custom-name`." },
  email_subject: { kind: 'text', maxLength: 300, only: 'post', summary: 'Subject of the newsletter e-mail.' },
  email_only: { kind: 'flag', only: 'post', summary: 'Sent as a newsletter only, never shown on the site.' },
  show_title_and_feature_image: { kind: 'flag', only: 'page', summary: 'Whether a page shows its title and image.' },
} as const satisfies Record<string, FieldDefinition>

export type FieldName = keyof typeof FIELDS

export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[]

/** A managed value: text, flag, list of names, or null for "empty in Ghost". The body is separate, see `LexicalRoot`. */
export type FieldValue = string | boolean | readonly string[] | null

/** A post's managed values, without `body`. A field that is absent is not managed and left alone. */
export type FieldValues = Partial<Record<Exclude<FieldName, 'body'>, FieldValue>>

export type PostType = 'post' | 'page'
