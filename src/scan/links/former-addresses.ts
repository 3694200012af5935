import type { PostRules } from '../../config/config.ts'
import { nameFromPath } from '../fields/slug.ts'
import type { AddressedSource } from '../source/source-file.ts'

/** The addresses that the posts of one site had on the website that these files made before. */
export interface FormerAddresses {
  /** Whether anything is known of that website; if not, a path of the site is never called dead. */
  readonly isKnown: boolean
  /**
   * Returns the Markdown file that a link to the former website means; undefined for another address, and where several files had this one.
   *
   * @param target as written, without query and fragment: absolute, from the root, or relative to the file
   * @param from `SourceFile.path` in NFC
   */
  readonly find: (target: string, from: string) => string | undefined
  /** Returns the path of the file that an address beside a former one of a post means: its pictures lay below the post's own address. */
  readonly findBeside: (target: string, from: string) => string | undefined
  /** Returns the path of an absolute address on the former website, beginning with `/`; undefined for another host. */
  readonly toPath: (target: string) => string | undefined
}

/**
 * Lists the paths at which a post was: those that its front matter names (`aliases`, `redirect_from`, `permalink`, `url`, a `slug` or Zola's `path`
 * with a slash), then those that `content.formerPermalinks` make. Each begins with `/`, as written.
 */
export function listFormerPaths(draft: AddressedSource, { formerPermalinks, formerUrl }: PostRules): readonly string[] {
  const { entries } = draft.source.frontMatter
  const named = WRITTEN_ADDRESSES.flatMap((key) => listTexts(entries.get(key)?.value))
  const written = named.flatMap((text) => {
    const path = toFormerPath(text.trim(), formerUrl) ?? text.trim()
    // An alias of Obsidian is another name of the note; a permalink with a placeholder is a template.
    if (!path.includes('/') || /[:{]\w|^\w+:|\s$/.test(path)) return []
    return [path.startsWith('/') ? path : `/${path}`]
  })
  const made = formerPermalinks.flatMap((pattern) => expandPermalink(pattern, draft) ?? [])
  return [...new Set([...written, ...made])]
}

const WRITTEN_ADDRESSES: readonly string[] = ['permalink', 'url', 'slug', 'path', 'aliases', 'alias', 'redirect_from']

function listTexts(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  return typeof value === 'string' ? [value] : []
}

/** Fills a permalink in for one post; undefined where the post lacks a part of it. */
function expandPermalink(pattern: string, draft: AddressedSource): string | undefined {
  const { source, slug, fields } = draft
  const { name, date } = nameFromPath(source.path)
  const stem = source.path.replace(/\.[^./]+$/, '').replace(/(?:^|\/)_?index$/i, '')
  const written = source.frontMatter.entries.get('date')?.value
  // The date as its author wrote it: the other tool had a time zone of its own.
  const day =
    (typeof written === 'string' ? /^\d{4}-\d\d-\d\d/.exec(written.trim())?.[0] : undefined) ??
    date ??
    (typeof fields.published_at === 'string' ? fields.published_at.slice(0, 10) : undefined)
  const [year, month, dayOfMonth] = day?.split('-') ?? []
  const parts: Readonly<Record<string, string | undefined>> = {
    slug,
    name,
    path: stem,
    section: stem.includes('/') ? stem.slice(0, stem.indexOf('/')) : undefined,
    categories: listCategories(source.frontMatter.entries).join('/'),
    year,
    month,
    day: dayOfMonth,
  }
  let isWhole = true
  const path = pattern.replace(/\{(\w+)\}/g, (_, part: string) => {
    const value = parts[part]
    if (value === undefined) isWhole = false
    return value ?? ''
  })
  return isWhole ? path.replace(/\/{2,}/g, '/') : undefined
}

function listCategories(entries: AddressedSource['source']['frontMatter']['entries']): readonly string[] {
  const value = entries.get('categories')?.value ?? entries.get('category')?.value
  const names = typeof value === 'string' ? value.split(/[\s,]+/) : listTexts(value)
  return names.filter((name) => name !== '').map((name) => name.toLowerCase().replace(/\s+/g, '-'))
}

/** Indexes the former addresses of all posts of one site. */
export function indexFormerAddresses(drafts: readonly AddressedSource[], rules: PostRules): FormerAddresses {
  const files = new Map<string, string | undefined>()
  const homes = new Map<string, readonly string[]>()
  for (const draft of drafts) {
    const file = draft.source.path.normalize('NFC')
    const paths = listFormerPaths(draft, rules)
    homes.set(file, paths)
    for (const path of paths) {
      const key = foldPath(path)
      // Two posts had this address at different times; which one a link means cannot be told.
      files.set(key, files.has(key) && files.get(key) !== file ? undefined : file)
    }
  }
  const toPath = (target: string) => toFormerPath(target, rules.formerUrl)
  const find = (target: string, from: string): string | undefined => {
    const path = toPath(target) ?? (target.startsWith('/') ? stripFolder(target, rules.formerUrl) : undefined)
    if (path !== undefined) return files.get(foldPath(path))
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) return undefined
    for (const home of homes.get(from) ?? []) {
      const absolute = new URL(encodeURI(target), `https://former.invalid${encodeURI(home.replace(/\/?$/, '/'))}`)
      const found = files.get(foldPath(absolute.pathname))
      if (found !== undefined) return found
    }
    return undefined
  }
  const findBeside = (target: string, from: string): string | undefined => {
    const match = /^([^?#]*)\/([^/?#]+)/.exec(target)
    const file = match?.[1] === undefined ? undefined : find(match[1], from)
    return file === undefined || match === null ? undefined : `/${file.slice(0, file.lastIndexOf('/') + 1)}${match[2]}`
  }
  return { findBeside, isKnown: rules.formerUrl !== undefined || rules.formerPermalinks.length > 0, find, toPath }
}

function toFormerPath(target: string, formerUrl: string | undefined): string | undefined {
  if (formerUrl === undefined || !/^(?:https?:)?\/\//i.test(target)) return undefined
  const bare = (url: string) => url.replace(/^(?:https?:)?\/\/(?:www\.)?/i, '').toLowerCase()
  const [home, wanted] = [bare(formerUrl), bare(target)]
  if (wanted !== home && !wanted.startsWith(`${home}/`)) return undefined
  const path = target.slice(target.length - (wanted.length - home.length))
  return path === '' ? '/' : path
}

/** Takes the folder of a website that did not lie at the root of its host away: `/blog/a/` is `/a/` below `https://example.com/blog`. */
function stripFolder(path: string, formerUrl: string | undefined): string {
  const folder = formerUrl === undefined ? '' : new URL(formerUrl).pathname.replace(/\/$/, '')
  return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length) : path
}

/** Brings the spellings of one address together: case, escapes, `index.html`, `.html` and the slash at its end make no difference. */
function foldPath(path: string): string {
  let decoded = path
  try {
    decoded = decodeURIComponent(path)
  } catch {
    // A stray `%` is a percent sign.
  }
  return decoded
    .normalize('NFC')
    .toLowerCase()
    .replace(/\/index\.html?$/, '')
    .replace(/\.(?:html?|mdx?|qmd|markdown)$/, '')
    .replace(/(?<!\/)\/+$/, '')
    .replaceAll(' ', '-')
}
