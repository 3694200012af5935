import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Where the Markdown of a folder is, in the layout of the tool that it was written for. */
export interface Layout {
  /** `plain`: Markdown of no known tool, outside of `content`. `none`: there is none, or it is where a config looks by default. */
  readonly kind: 'hugo' | 'jekyll' | 'obsidian' | 'plain' | 'none'
  readonly contentRoot: string
  /** Empty for the defaults. */
  readonly posts: readonly string[]
  readonly assetRoots: readonly string[]
  /** A repository's own pages (README and the like), where its top folder is the content root. */
  readonly ignore: readonly string[]
}

const OWN_PAGE = /^(?:readme|changelog|licen[sc]e|contributing|code_of_conduct|security)\.(?:md|markdown)$/i
const NOTHING_SPECIAL = { posts: [], assetRoots: [], ignore: [] }

/** Recognises Hugo, Jekyll and Obsidian by the files that each of them needs; otherwise looks for the Markdown. */
export async function findLayout(folder: string): Promise<Layout> {
  const has = (...names: readonly string[]) => names.some((name) => existsSync(join(folder, name)))
  if (has('_posts')) {
    const posts = ['_posts/**/*.{md,markdown}']
    return { kind: 'jekyll', contentRoot: '.', posts, assetRoots: ['.'], ignore: [] }
  }
  if (has('.obsidian')) {
    return { kind: 'obsidian', contentRoot: '.', posts: [], assetRoots: ['.'], ignore: await listOwnPages(folder) }
  }
  if (isHugo(has)) {
    const assetRoots = has('static') ? ['static'] : []
    return { ...NOTHING_SPECIAL, kind: 'hugo', contentRoot: 'content', assetRoots }
  }
  if (has('content')) return { ...NOTHING_SPECIAL, kind: 'none', contentRoot: 'content' }
  return findPlain(folder)
}

/** `config.toml` was Hugo's before 0.110, and belongs to many other tools as well. */
function isHugo(has: (...names: readonly string[]) => boolean): boolean {
  if (has('hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'archetypes', 'config/_default')) return true
  return has('config.toml', 'config.yaml', 'config.yml', 'config.json') && has('content') && has('static', 'themes')
}

/** Finds the one folder that holds all Markdown, or returns the project itself where the Markdown is in several. */
async function findPlain(folder: string): Promise<Layout> {
  const entries = await readdir(folder, { withFileTypes: true })
  const holding: string[] = []
  for (const entry of entries) {
    if (!entry.isDirectory() || /^[._]/.test(entry.name) || entry.name === 'node_modules') continue
    if (await hasMarkdown(join(folder, entry.name))) holding.push(entry.name)
  }
  const loose = entries.some(
    (entry) => entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name) && !OWN_PAGE.test(entry.name),
  )
  const [only, ...others] = holding
  if (!loose && only === undefined) return { ...NOTHING_SPECIAL, kind: 'none', contentRoot: 'content' }
  if (!loose && only !== undefined && others.length === 0)
    return { ...NOTHING_SPECIAL, kind: 'plain', contentRoot: only }
  return { ...NOTHING_SPECIAL, kind: 'plain', contentRoot: '.', ignore: await listOwnPages(folder) }
}

async function listOwnPages(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => OWN_PAGE.test(name)).sort()
}

/** Whether a folder holds a Markdown file that may be a post, at any depth; hidden folders and packages are left out. */
export async function hasMarkdown(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  // A repository's own pages are no posts.
  if (
    entries.some((entry) => entry.isFile() && /(?<!^readme|^changelog|^licen[sc]e)\.(?:md|markdown)$/i.test(entry.name))
  ) {
    return true
  }
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue
    if (await hasMarkdown(join(folder, entry.name))) return true
  }
  return false
}
