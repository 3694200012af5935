import { FIELD_NAMES, FIELDS, type FieldDefinition, type FieldName } from '../../model/fields.ts'
import { IGNORED_KEYS } from './ignored-keys.ts'

/** What a front matter key can set: a managed field, or how the file is handled. */
export type Target = Exclude<FieldName, 'body'> | 'type' | 'newsletter' | 'email_segment' | 'sites'

/** How a key's value becomes a target's value. */
export type KeyReading =
  /** The value as it is written. */
  | 'plain'
  /** Hugo's `draft: true` is the status `draft`, false is `published`. */
  | 'draft'
  /** Jekyll's `published: false` is a status; elsewhere `published` is a date. */
  | 'published'
  /** A path, a list of which the first counts, or an object such as `{image, alt, caption}`. */
  | 'image'
  /** A list of tags that come before those of `tags`. */
  | 'categories'
  /** A URL or a path, of which the last segment is the slug. */
  | 'location'
  /** An object whose keys are read as if they stood outside, with this key before theirs: `seo: {title}` is `seo_title`. */
  | 'group'
  /** The key is known, and has no meaning for Ghost. */
  | 'ignored'

export interface FrontMatterKey {
  readonly key: string
  readonly reading: KeyReading
  readonly target?: Target
  /** The target when `target` is already given by a key above. */
  readonly otherwise?: Target
  /** Gives way to the keys above it without a warning: repositories use both on purpose. */
  readonly yields?: true
  readonly summary: string
}

const GHOST: readonly FrontMatterKey[] = [
  ...FIELD_NAMES.flatMap((name): FrontMatterKey[] =>
    name === 'body' ? [] : [{ key: name, reading: 'plain', target: name, summary: FIELDS[name].summary }],
  ),
  {
    key: 'type',
    reading: 'plain',
    target: 'type',
    summary: '`post` or `page`; without it, the glob that found the file decides.',
  },
  {
    key: 'sites',
    reading: 'plain',
    target: 'sites',
    summary: 'The sites that it goes to: a list of names, or a record of name to true, false or front matter.',
  },
  {
    key: 'newsletter',
    reading: 'plain',
    target: 'newsletter',
    summary: 'Newsletter to send it with when it is published, by slug or name.',
  },
  {
    key: 'email_segment',
    reading: 'plain',
    target: 'email_segment',
    summary: 'Which members the newsletter goes to, such as `status:free`.',
  },
]

function alias(target: Target, keys: readonly string[], rest: Partial<FrontMatterKey> = {}): FrontMatterKey[] {
  return keys.map((key) => ({ key, reading: 'plain', target, summary: `Same as \`${target}\`.`, ...rest }))
}

/** The order counts: of two aliases that mean the same, the upper one wins. */
const ALIASES: readonly FrontMatterKey[] = [
  { key: 'draft', reading: 'draft', target: 'status', summary: 'true: `status: draft`; false: `status: published`.' },
  { key: 'published', reading: 'published', target: 'status', summary: 'true or false as in Jekyll, or a date.' },
  ...alias('published_at', ['publishDate', 'pubDate', 'pubDatetime', 'date_published', 'published_date']),
  ...alias('published_at', ['date', 'created'], { yields: true }),
  ...alias('custom_excerpt', ['excerpt', 'summary']),
  ...alias('custom_excerpt', ['subtitle', 'lead', 'abstract'], { yields: true }),
  ...alias('custom_excerpt', ['description'], {
    otherwise: 'meta_description',
    yields: true,
    summary: 'Same as `custom_excerpt`, or as `meta_description` when there is an excerpt besides.',
  }),
  ...alias(
    'feature_image',
    ['featureImage', 'featuredImage', 'featured_image', 'cover', 'cover_image', 'hero_image', 'image'],
    { reading: 'image' },
  ),
  ...alias(
    'feature_image',
    ['banner', 'images', 'thumbnail', 'teaser', 'photo', 'hero', 'cover-img', 'thumbnail-img'],
    { reading: 'image', yields: true },
  ),
  ...alias('feature_image_alt', ['image_alt', 'cover_alt', 'hero_image_alt', 'featured_image_alt', 'imageAlt']),
  ...alias('feature_image_caption', ['image_caption', 'cover_caption', 'featured_image_caption']),
  ...alias('tags', ['categories', 'category'], {
    reading: 'categories',
    summary: 'Tags that come before those of `tags`.',
  }),
  ...alias('tags', ['tag']),
  ...alias('tags', ['keywords', 'topics', 'topic'], { yields: true, summary: 'Tags, when there are no others.' }),
  ...alias('authors', ['author']),
  ...alias('slug', ['permalink', 'url'], { reading: 'location', yields: true, summary: 'Its last part is the slug.' }),
  ...alias('meta_title', ['seo_title']),
  ...alias('meta_description', ['seo_description']),
  ...alias('canonical_url', ['canonical', 'seo_canonical', 'canonical_link']),
  ...alias('og_title', ['open_graph_title']),
  ...alias('og_description', ['open_graph_description']),
  ...alias('og_image', ['open_graph_image', 'social_image', 'share_image', 'seo_image'], { reading: 'image' }),
  ...alias('codeinjection_head', ['code_injection_head']),
  ...alias('codeinjection_foot', ['code_injection_foot']),
  ...['seo', 'og', 'opengraph', 'open_graph', 'twitter', 'meta', 'header', 'taxonomies'].map(
    (key): FrontMatterKey => ({
      key,
      reading: 'group',
      summary: 'An object; its keys are read as if they stood outside.',
    }),
  ),
  ...alias('feature_image', ['header_image', 'header_overlay_image', 'header_teaser'], { yields: true }),
  ...alias('feature_image_caption', ['header_caption'], { yields: true }),
  ...alias('tags', ['taxonomies_tags']),
  ...alias('tags', ['taxonomies_categories'], { reading: 'categories' }),
  ...alias('og_title', ['opengraph_title']),
  ...alias('og_description', ['opengraph_description']),
  ...alias('og_image', ['opengraph_image'], { reading: 'image' }),
]

const IGNORED: readonly FrontMatterKey[] = Object.values(IGNORED_KEYS)
  .flatMap((keys) => keys.split(', '))
  .map((key): FrontMatterKey => ({ key, reading: 'ignored', summary: 'Known, and ignored.' }))

/** Every known key, Ghost's own names first. Reading, the JSON schema of front matter and the docs all use this table. */
export const FRONT_MATTER_KEYS: readonly FrontMatterKey[] = [...GHOST, ...ALIASES, ...IGNORED]

const BY_NAME = new Map<string, { readonly definition: FrontMatterKey; readonly rank: number }>()
for (const [rank, definition] of FRONT_MATTER_KEYS.entries()) {
  const name = foldKey(definition.key)
  if (!BY_NAME.has(name)) BY_NAME.set(name, { definition, rank })
}

/**
 * Looks a key up in any spelling: `feature_image`, `featureImage` and `Feature-Image` are one key. Undefined when it is not known. `rank` orders keys
 * that give the same target, lowest first.
 */
export function findFrontMatterKey(
  key: string,
): { readonly definition: FrontMatterKey; readonly rank: number } | undefined {
  return BY_NAME.get(foldKey(key))
}

/** Whether a key takes a text or names; undefined for dates, flags and all else, behind which nobody writes more than a comment. */
export function findTextKind(key: string): 'text' | 'names' | undefined {
  const { target, reading } = findFrontMatterKey(key)?.definition ?? {}
  if (reading === 'group') return 'text'
  const field: FieldDefinition | undefined = Object.entries(FIELDS).find(([name]) => name === target)?.[1]
  if (field?.kind === 'names') return 'names'
  return field?.kind === 'text' && field.values === undefined && target !== 'slug' ? 'text' : undefined
}

function foldKey(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/g, '')
}
