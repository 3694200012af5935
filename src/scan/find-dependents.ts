import path from 'node:path'
import type { SiteRules } from '../config/config.ts'
import { readSourceAddress } from '../markdown/index.ts'
import { listCandidatePaths, listNames } from './assets/locate-asset.ts'
import { findLinkedPath } from './links/find-linked-path.ts'
import { buildPostUrl } from './links/link-context.ts'
import { resolvePosts } from './resolve-posts.ts'
import { knowOffline } from './source/site-knowledge.ts'
import { locateSource, type SourceFile } from './source/source-file.ts'

export interface Touched {
  /** `SourceFile.path` of Markdown files that have another address now, or none; old and new names. */
  readonly moved: ReadonlySet<string>
  /** Absolute paths of files that were changed, added or removed. */
  readonly files: ReadonlySet<string>
}

export interface ContentFolders {
  /** Absolute. */
  readonly root: string
  /** Absolute. */
  readonly assetRoots: readonly string[]
}

/**
 * Lists the files whose published posts would change because of another file: those that link to one that moved, and those that show or link to a
 * changed picture, film or file. In doubt a file is included; a plan finds out that nothing of it has changed.
 */
export function listDependents(
  sources: readonly SourceFile[],
  { moved, files }: Touched,
  folders: ContentFolders,
): SourceFile[] {
  const paths = new Set([...moved].map((one) => one.normalize('NFC')))
  const names = new Set([...moved, ...files].flatMap((one) => [nameOf(one), nameOf(one).replace(/\.\w+$/, '')]))
  return sources.filter((source) => {
    const targets = source.document.references.map(({ target }) => target).filter(isLocal)
    const written = [...source.frontMatter.entries.values()].flatMap(({ value }) => listTexts(value)).filter(isLocal)
    return (
      (source.document.rewritten !== undefined && namesAny(source, names)) ||
      targets.some((target) => findLinkedPath(target.replace(/[?#].*$/s, ''), source, paths) !== undefined) ||
      [...targets, ...written].some((target) => meansAny(target, locateSource(source), files, folders))
    )
  })
}

/** Whether a text in a dialect, which may name files wherever they lie, names one of these. */
function namesAny({ document }: SourceFile, names: ReadonlySet<string>): boolean {
  return document.references.some(({ target }) => {
    const name = nameOf(readSourceAddress(target)?.name ?? target.replace(/[?#].*$/s, ''))
    return names.has(name) || names.has(name.replace(/\.\w+$/, ''))
  })
}

function nameOf(file: string): string {
  let name = path.basename(file.replaceAll('\\', '/'))
  try {
    name = decodeURIComponent(name)
  } catch {
    // A stray `%` is a percent sign.
  }
  return name.normalize('NFC').toLowerCase()
}

/** Whether a path in a file's text, or in the config's defaults, may be that of one of these files. */
export function meansAny(
  target: string,
  fromPath: string,
  files: ReadonlySet<string>,
  { root, assetRoots }: ContentFolders,
): boolean {
  const folder = path.join(root, path.dirname(fromPath))
  const roots = [...new Set([root, ...assetRoots])]
  const isAmong = (one: string) => [one, one.normalize('NFC'), one.normalize('NFD')].some((name) => files.has(name))
  return listNames(target).some((name) => listCandidatePaths(name, folder, roots).some(isAmong))
}

function isLocal(target: string): boolean {
  return target !== '' && target.length < 1000 && !/^(?:[a-z][a-z0-9+.-]+:|\/\/|#)/i.test(target)
}

/** Lists every text in a value of the front matter: a picture may stand in a list, or in the part for one site. */
export function listTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(listTexts)
}

export interface AddressInput {
  readonly sites: readonly SiteRules[]
  readonly siteNames: readonly string[]
}

/** A fixed time, so that no clock decides: a post with a date counts as scheduled, and for links another date is another address. */
const LONG_AGO = new Date(0)

/**
 * Describes what a link to a file depends on: its sites, its addresses, whether readers see it there, and its headings. If two versions have the same
 * description, posts that link to the file need no look.
 */
export async function describeAddress(source: SourceFile, { sites, siteNames }: AddressInput): Promise<string> {
  const described = []
  for (const site of sites) {
    const facts = knowOffline(site)
    const { posts } = await resolvePosts({
      files: [source],
      site,
      siteNames,
      facts,
      now: LONG_AGO,
      readAsset: readNothing,
    })
    const [draft] = posts.map((post) => post.draft)
    if (draft === undefined || draft.slug === undefined) described.push([site.name, draft?.type])
    else {
      const { type, slug, fields, document } = draft
      const publishedAt = typeof fields.published_at === 'string' ? fields.published_at : undefined
      const url = buildPostUrl({ type, slug, publishedAt }, facts.url, site.permalink, facts.timezone)
      const ids = document.headings.map(({ githubId, ghostId, writtenId }) => [githubId, ghostId, writtenId])
      described.push([site.name, type, url, fields.status, publishedAt, ids])
    }
  }
  return JSON.stringify(described)
}

/** Reads no picture: no picture changes a post's address, and that of an older version may be deleted. */
async function readNothing(): Promise<{ kind: 'missing'; message: string; hint: string }> {
  return { kind: 'missing', message: '', hint: '' }
}
