import { slugify } from '@tryghost/string'
import type { Written } from '../front-matter/written.ts'
import type { Reading } from '../source/finding.ts'
import { wrongValue } from './field-context.ts'

export interface SlugReading extends Reading<string> {
  /** Slugs of more parts of a `permalink`, shortest first, for posts that would share the shorter ones. */
  readonly longer?: readonly string[]
}

/**
 * Finds the slug: the front matter's, the last part of a `permalink`, or the file's name. All are brought into Ghost's form; of a `slug` that its author
 * wrote otherwise, a warning says what becomes of it, since it is the address that they expect.
 *
 * @param fileName As `nameFromPath` gives it.
 */
export function findSlug(written: Written | undefined, fileName: string, siteUrl: string): SlugReading {
  if (written !== undefined && written.reading !== 'location') return checkSlug(written, siteUrl)
  const parts = written === undefined ? [] : splitLocation(written.value)
  const named = makeSlug(parts.at(-1) ?? '', siteUrl)
  const slug = named || makeSlug(fileName, siteUrl)
  if (slug !== '') {
    const longer =
      named === '' ? [] : parts.slice(0, -1).map((_, nth) => makeSlug(parts.slice(-2 - nth).join('-'), siteUrl))
    return { value: slug, ...(longer.length > 0 && { longer }), findings: [] }
  }
  return {
    findings: [
      {
        severity: 'error',
        code: 'slug/none',
        message: `The file's name, ${JSON.stringify(fileName)}, holds nothing that a slug can be made of.`,
        hint: 'Add `slug: my-post` to the front matter, or rename the file.',
      },
    ],
  }
}

function checkSlug(written: Written, siteUrl: string): Reading<string> {
  const text = typeof written.value === 'object' ? '' : String(written.value).trim()
  const slug = makeSlug(text, siteUrl)
  if (text !== '' && slug === text) return { value: slug, findings: [] }
  const shown = JSON.stringify(typeof written.value === 'object' ? written.value : text)
  if (slug === '')
    return {
      findings: [
        wrongValue(
          written,
          'slug/none',
          `is ${shown}, of which Ghost can make no slug`,
          'Write letters, digits and dashes: `my-post`.',
        ),
      ],
    }
  const what = `is ${shown}, which Ghost would change to \`${slug}\``
  const changed = wrongValue(written, 'slug/changed', what, `Write \`slug: ${slug}\`.`)
  return { value: slug, findings: [{ ...changed, severity: 'warning' }] }
}

/** Returns the parts of a path. `/blog/:title/` and `/{{ page.slug }}/` are templates of Jekyll and Eleventy, which name no post. */
function splitLocation(value: unknown): readonly string[] {
  if (typeof value !== 'string' || /[:{][\w{ ]/.test(value.replace(/^https?:\/\//i, ''))) return []
  const path = value.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')
  const parts = path.split('/').filter((part) => part !== '' && !/^\.\.?$/.test(part))
  return parts
    .slice(-MOST_PARTS)
    .map((part, nth, all) =>
      nth < all.length - 1 ? part : part.replace(/^index\.html?$/i, '').replace(/\.html?$/i, ''),
    )
}

/** A longer path has nothing more to tell posts apart by. */
const MOST_PARTS = 8

/** Ghost's `slugs.protected` (core/shared/config/overrides.json, 5.130 and 6.65): it appends `-post` to these, for pages as well. */
const PROTECTED: readonly string[] = ['ghost', 'rss', 'amp']

/** Ghost cuts here and not at the column's 191, to have room for a counter (models/base/plugins/generate-slug.js; seen on 5.130.6). */
export const MAX_SLUG = 185

/**
 * Returns the slug that Ghost makes of a text, so that Ghost keeps the slug that we send. Empty when nothing is left (Ghost would take `post`). The
 * result is ASCII and a fixed point: Ghost 5 and 6 transliterate Cyrillic differently, but leave ASCII alone.
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

/** Returns the title that a file's name is: `My note.md` as it is, and `my-first_note.md` as Jekyll would write it, "My first note". */
export function titleFromPath(path: string): string {
  const { name } = nameFromPath(path)
  if (/\s/.test(name) || !/[-_]/.test(name)) return name
  const words = name.replaceAll(/[-_]+/g, ' ').trim()
  return words === '' ? name : `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** What a file's path says about its post. */
export interface PathName {
  /** File name without date and extension, or the folder's for `index.md`. */
  readonly name: string
  /** `2026-11-20` of `2026-11-20-my-post.md`. */
  readonly date: string | undefined
  /** The file is in Jekyll's `_drafts` folder. */
  readonly isDraft: boolean
}

/** Reads name, date and draft state from a path, in the layouts of Jekyll, Hugo and Eleventy. */
export function nameFromPath(path: string): PathName {
  const parts = path.split('/')
  const file = (parts.at(-1) ?? '').replace(/\.[^.]+$/, '')
  const folder = parts.at(-2)
  const base = /^_?index$/i.test(file) && folder !== undefined ? folder : file
  const dated = /^(\d{4}-\d{2}-\d{2})(?:[-_ ]+(.*))?$/s.exec(base)
  return {
    name: dated?.[2] ? dated[2] : base,
    date: dated?.[1],
    isDraft: parts.slice(0, -1).some((part) => part.toLowerCase() === '_drafts'),
  }
}
