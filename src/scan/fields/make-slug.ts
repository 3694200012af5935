import { slugify } from '@tryghost/string'

/** Ghost's `slugs.protected` (core/shared/config/overrides.json, 5.130 and 6.65): it appends `-post` to these, for pages as well. */
const PROTECTED: readonly string[] = ['ghost', 'rss', 'amp']

/** Ghost cuts here and not at the column's 191, to have room for a counter (models/base/plugins/generate-slug.js; seen on 5.130.6). */
export const MAX_SLUG = 185

/**
 * The slug that Ghost makes of a text, so that the one we send is the one it keeps. Empty when nothing is left (Ghost would take `post`).
 * The result is ASCII and a fixed point: Ghost 5 and 6 transliterate Cyrillic differently, but leave ASCII alone.
 *
 * @param siteUrl In a subdirectory installation the directory's name is protected as well.
 */
export function makeSlug(text: string, siteUrl: string): string {
  let slug = slugify(text).slice(0, MAX_SLUG)
  // Cutting may leave a dash at the end, which Ghost removes when it sees the slug again.
  for (let next = slugify(slug); next !== slug; next = slugify(slug)) slug = next
  const directory = new URL(siteUrl).pathname
    .split('/')
    .filter((part) => part !== '')
    .at(-1)
  return PROTECTED.includes(slug) || slug === directory ? `${slug}-post` : slug
}
