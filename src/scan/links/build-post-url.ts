import { DateTime } from 'luxon'
import type { PostType } from '../../fields.ts'

export interface AddressedPost {
  readonly type: PostType
  readonly slug: string
  /** ISO; undefined when not known. */
  readonly publishedAt: string | undefined
}

/**
 * The URL of a post on one site: Ghost's routes.yaml decides on it for posts; pages are always `/slug/`.
 *
 * @param siteUrl Without a trailing slash.
 * @param permalink `/{slug}/`; `{year}`, `{month}` and `{day}` are those of the publication, in the site's timezone.
 */
export function buildPostUrl(post: AddressedPost, siteUrl: string, permalink: string, timezone: string): string {
  if (post.type === 'page') return `${siteUrl}/${post.slug}/`
  const date = post.publishedAt === undefined ? undefined : DateTime.fromISO(post.publishedAt, { zone: timezone })
  const path = permalink
    .replaceAll('{slug}', post.slug)
    .replace(/\{(year|month|day)\}/g, (whole, part: string) =>
      date === undefined ? whole : date.toFormat(part === 'year' ? 'yyyy' : part === 'month' ? 'MM' : 'dd'),
    )
  return `${siteUrl}${path.startsWith('/') ? '' : '/'}${path}`
}
