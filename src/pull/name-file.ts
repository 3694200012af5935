import type { PullConfig } from '../config/config.ts'
import type { FieldValue, PostType } from '../fields.ts'
import { makeSlug } from '../scan/fields/make-slug.ts'
import { nameFromPath } from '../scan/fields/name-from-path.ts'
import { buildPostUrl } from '../scan/links/build-post-url.ts'
import { isObeyed } from './safe-names.ts'

/** What a file's name is made of: a post that a site has, or one that is only begun. */
export interface NamedPost {
  readonly type: PostType
  readonly fields: { readonly slug: string; readonly published_at?: FieldValue }
  /** Stands in for a day of publication. */
  readonly updatedAt: string
}

export interface NamingContext {
  readonly patterns: PullConfig
  /** Without a trailing slash. */
  readonly siteUrl: string
  readonly timezone: string
  /** Paths that are taken, in lower case: on macOS and Windows `About.md` and `about.md` are one file. */
  readonly taken: ReadonlySet<string>
}

/**
 * The path of a post's new file, relative to the content root. Only what is safe in a file name is taken from the server: a slug that
 * Ghost itself would not make is made anew, so that none leads out of the folder that the config names.
 */
export function nameFile(post: NamedPost, context: NamingContext): string {
  const pattern = post.type === 'page' ? context.patterns.pages : context.patterns.posts
  const slug = makeSlug(post.fields.slug, context.siteUrl) || post.type
  const safe = isObeyed(slug) ? `${slug}-${post.type}` : slug
  const date = typeof post.fields.published_at === 'string' ? post.fields.published_at : post.updatedAt
  const name = (part: string): string => {
    const url = buildPostUrl({ type: 'post', slug: part, publishedAt: date }, '', `/${pattern}`, context.timezone)
    return url.slice(1)
  }
  const dated = nameFromPath(name(safe)).date !== undefined && nameFromPath(name('x')).date === undefined
  // A date in front of a slug would be read as the day of publication.
  const base = dated ? `${post.type}-${safe}` : safe
  for (let number = 1; ; number += 1) {
    const path = name(number === 1 ? base : `${base}-${number}`)
    if (!context.taken.has(path.toLowerCase())) return path
  }
}
