import leven from 'leven'
import { FIELDS, type FieldDefinition } from '../../model/fields.ts'
import { readDate } from '../fields/read-date.ts'
import { rewriteDate } from '../fields/rewrite-date.ts'
import { makeSlug } from '../fields/slug.ts'
import { FRONT_MATTER_KEYS, findFrontMatterKey } from '../front-matter/front-matter-keys.ts'
import type { FrontMatterBlock } from '../front-matter/parse-front-matter.ts'
import type { SourceFile } from '../source/source-file.ts'
import { type TextEdit, writeLike, writeList } from './edit.ts'
import { type LocatedValue, locateValues, type Place } from './locate-values.ts'

/** Fixes what is certain in a file's front matter: misspelt keys, dates, tags in one text, slugs. */
export function fixFrontMatter(source: SourceFile, front: FrontMatterBlock, siteUrls: readonly string[]): TextEdit[] {
  const { entries } = source.frontMatter
  const places = locateValues(front)
  const taken = new Set([...entries.keys()].map((key) => findFrontMatterKey(key)?.definition.target))
  const edits: TextEdit[] = []
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
        edits.push(...fixValue(meant, value, place, front.language, siteUrls))
      continue
    }
    if (place === undefined || typeof value !== 'string') continue
    edits.push(...fixValue(found.key, value, place, front.language, siteUrls))
  }
  return edits
}

function fixValue(
  key: string,
  value: string,
  { value: at }: LocatedValue,
  language: string,
  siteUrls: readonly string[],
): TextEdit[] {
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
    // The sites may disagree: a site in a subdirectory protects that directory's name, and makes another slug.
    if (slug === undefined || slug === '' || others.length > 0 || slug === value.trim()) return []
    return [replace(at, writeLike(at.text, slug), 'slug/changed')]
  }
  return []
}

/** Finds the key of a list or an object, which stands at the beginning of its line in YAML and TOML. */
function findKey(key: string, { frontMatter }: SourceFile, { block, blockLine }: FrontMatterBlock): Place | undefined {
  const line = frontMatter.entries.get(key)?.line
  const text = line === undefined ? undefined : block.split('\n')[line - blockLine]
  if (line === undefined || !text?.startsWith(key) || !/^\s*[:=]/.test(text.slice(key.length))) return undefined
  return { line, column: 0, text: key }
}

function replace({ line, column, text }: Place, to: string, code: string): TextEdit {
  return { line, column, from: text, to, code }
}

/**
 * Finds the key that somebody misspelt, if only one is possible: one letter is wrong, missing, doubled or swapped with its neighbour, and all keys
 * that are so near mean the same. Keys that are known and ignored count as near too: `maths` may be Hugo's `math`.
 */
export function findCertainKey(written: string): string | undefined {
  const wanted = fold(written)
  if (wanted.length < 4) return undefined
  // `tabs` is one letter from `tags`, and a word of its own; longer names have fewer such neighbours.
  const isNear = wanted.length > 4 ? isOneLetterOff : isSwapped
  const near = FRONT_MATTER_KEYS.filter(({ key }) => isNear(wanted, fold(key))).flatMap(
    ({ key }) => findFrontMatterKey(key)?.definition ?? [],
  )
  const [first] = near
  const isCertain = near.every(({ reading, target }) => reading === first?.reading && target === first.target)
  if (first === undefined || !isCertain || first.reading === 'ignored' || first.reading === 'group') return undefined
  return first.key
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/g, '')
}

function isOneLetterOff(one: string, other: string): boolean {
  return leven(one, other, { maxDistance: 2 }) === 1 || isSwapped(one, other)
}

function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const swapped = one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2)
  return at >= 0 && swapped === other
}

/** Whether the key accepts the value: `dates: [a, b]` is no misspelt `date`. */
function fitsKey(key: string, value: unknown): boolean {
  const target = findFrontMatterKey(key)?.definition.target
  const field: FieldDefinition | undefined = Object.entries(FIELDS).find(([name]) => name === target)?.[1]
  switch (field?.kind) {
    case 'flag':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && (readDate(value, 'UTC').kind === 'date' || rewriteDate(value) !== undefined)
    case 'names':
      return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    case 'image':
      return typeof value === 'string'
    case 'text':
      return typeof value === 'string' && (field.values === undefined || field.values.includes(value))
    default:
      return typeof value === 'string' || typeof value === 'boolean'
  }
}
