import { makeSlug } from '../fields/make-slug.ts'
import type { FrontMatterBlock } from '../front-matter/parse-front-matter.ts'
import { findFrontMatterKey } from '../front-matter-keys.ts'
import type { SourceFile } from '../source-file.ts'
import type { Edit } from './edit.ts'
import { findCertainKey } from './find-certain-key.ts'
import { fitsKey } from './fits-key.ts'
import { type LocatedValue, locateValues, type Place } from './locate-values.ts'
import { rewriteDate } from './rewrite-date.ts'
import { writeLike, writeList } from './write-like.ts'

/** What in a file's front matter can be mended without a doubt: misspelt keys, dates, tags in one text, slugs. */
export function mendFrontMatter(source: SourceFile, front: FrontMatterBlock, siteUrls: readonly string[]): Edit[] {
  const { entries } = source.frontMatter
  const places = locateValues(front)
  const taken = new Set([...entries.keys()].map((key) => findFrontMatterKey(key)?.definition.target))
  const edits: Edit[] = []
  for (const [key, { value }] of entries) {
    const place = places.get(key)
    const found = findFrontMatterKey(key)?.definition
    if (found === undefined) {
      const meant = findCertainKey(key)
      const target = meant === undefined ? undefined : findFrontMatterKey(meant)?.definition.target
      if (meant === undefined || taken.has(target) || !fitsKey(meant, value)) continue
      taken.add(target)
      const at = place?.key ?? findKey(key, source, front)
      if (at === undefined) continue
      edits.push(replace(at, writeLike(at.text, meant), 'front-matter/unknown-key'))
      if (place !== undefined && typeof value === 'string')
        edits.push(...mendValue(meant, value, place, front.language, siteUrls))
      continue
    }
    if (place === undefined || typeof value !== 'string') continue
    edits.push(...mendValue(found.key, value, place, front.language, siteUrls))
  }
  return edits
}

function mendValue(
  key: string,
  value: string,
  { value: at }: LocatedValue,
  language: string,
  siteUrls: readonly string[],
): Edit[] {
  const definition = findFrontMatterKey(key)?.definition
  if (definition?.target === 'published_at' || definition?.reading === 'published') {
    const date = rewriteDate(value)
    return date === undefined ? [] : [replace(at, writeLike(at.text, date), 'front-matter/bad-date')]
  }
  if (key === 'tags') {
    const names = value
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    return names.length < 2 ? [] : [replace(at, writeList(names, language), 'front-matter/tags-text')]
  }
  if (key === 'slug') {
    const [slug, ...others] = [...new Set(siteUrls.map((url) => makeSlug(value.trim(), url)))]
    // In a folder of one site the slug may be taken that another site would give it.
    if (slug === undefined || slug === '' || others.length > 0 || slug === value.trim()) return []
    return [replace(at, writeLike(at.text, slug), 'slug/changed')]
  }
  return []
}

/** The key of a list or an object, which stands at the beginning of its line in YAML and TOML. */
function findKey(key: string, { frontMatter }: SourceFile, { block, blockLine }: FrontMatterBlock): Place | undefined {
  const line = frontMatter.entries.get(key)?.line
  const text = line === undefined ? undefined : block.split('\n')[line - blockLine]
  if (line === undefined || !text?.startsWith(key) || !/^\s*[:=]/.test(text.slice(key.length))) return undefined
  return { line, column: 0, text: key }
}

function replace({ line, column, text }: Place, to: string, code: string): Edit {
  return { line, column, from: text, to, code }
}
