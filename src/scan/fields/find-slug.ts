import type { Reading } from '../finding.ts'
import type { Written } from '../front-matter/written.ts'
import { makeSlug } from './make-slug.ts'
import { wrongValue } from './wrong-value.ts'

/**
 * Finds the slug: the front matter's, the last part of a `permalink`, or the file's name. What the author wrote as `slug` must already be
 * what Ghost makes of it, so that the URL is the one that they read; the others are brought into that form.
 *
 * @param fileName As `nameFromPath` gives it.
 */
export function findSlug(written: Written | undefined, fileName: string, siteUrl: string): Reading<string> {
  if (written !== undefined && written.reading !== 'location') return checkSlug(written, siteUrl)
  const location = written === undefined ? undefined : lastSegment(written.value)
  const slug = makeSlug(location ?? '', siteUrl) || makeSlug(fileName, siteUrl)
  if (slug !== '') return { value: slug, findings: [] }
  return {
    findings: [
      {
        severity: 'error',
        code: 'slug/none',
        message: `The file's name, ${JSON.stringify(fileName)}, holds nothing that a slug can be made of.`,
        cure: 'Add `slug: my-post` to the front matter, or rename the file.',
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
  return {
    findings: [
      wrongValue(
        written,
        'slug/changed',
        `is ${shown}, which Ghost would change to \`${slug}\``,
        `Write \`slug: ${slug}\`.`,
      ),
    ],
  }
}

/** `/blog/:title/` and `/{{ page.slug }}/` are templates of Jekyll and Eleventy: they name no post. */
function lastSegment(value: unknown): string | undefined {
  if (typeof value !== 'string' || /[:{][\w{ ]/.test(value.replace(/^https?:\/\//i, ''))) return undefined
  const path = value.replace(/^https?:\/\/[^/]*/i, '').replace(/[?#].*$/s, '')
  const segment = path
    .split('/')
    .filter((part) => part !== '')
    .at(-1)
  return segment?.replace(/^index\.html?$/i, '').replace(/\.html?$/i, '')
}
