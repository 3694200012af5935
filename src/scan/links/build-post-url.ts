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
  const path = permalink.replaceAll('{slug}', post.slug)
  // Reading a date costs more than all else here, and most sites have none in their addresses.
  return `${siteUrl}${path.startsWith('/') ? '' : '/'}${/\{(?:year|month|day)\}/.test(path) ? placeDate(path, post, timezone) : path}`
}

function placeDate(path: string, { publishedAt }: AddressedPost, timezone: string): string {
  const date = publishedAt === undefined ? undefined : DateTime.fromISO(publishedAt, { zone: timezone })
  return path.replace(/\{(year|month|day)\}/g, (whole, part: string) =>
    date === undefined ? whole : date.toFormat(part === 'year' ? 'yyyy' : part === 'month' ? 'MM' : 'dd'),
  )
}
