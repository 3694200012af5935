import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { listOwnPages } from './layout/choose-sections.ts'
import { recogniseDocusaurus } from './layout/docusaurus.ts'
import { recogniseHugo } from './layout/hugo.ts'
import { recogniseAstro, recogniseEleventy, recogniseGatsby } from './layout/javascript-sites.ts'
import { recogniseJekyll } from './layout/jekyll.ts'
import { BLOG_FOLDER, type Layout, OWN_PAGE, PLAIN_LAYOUT } from './layout/layout.ts'
import { below, countByFolder, countFiles, listProjectFiles, type ProjectFiles } from './layout/project-files.ts'
import { recogniseQuarto } from './layout/quarto.ts'
import { recogniseQuartz, recogniseVault } from './layout/vault.ts'
import { recogniseZola } from './layout/zola.ts'

/** In this order: a Quartz site holds a vault, and Zola's `config.toml` could be Hugo's. A vault without settings is told by its links, so it is last. */
const RECOGNISERS: readonly ((files: ProjectFiles) => Promise<Layout | undefined>)[] = [
  recogniseQuartz,
  recogniseDocusaurus,
  recogniseAstro,
  recogniseEleventy,
  recogniseGatsby,
  recogniseQuarto,
  recogniseZola,
  recogniseHugo,
  recogniseJekyll,
  recogniseVault,
]

/** Recognises the tool that a folder was written for, by the files that it needs; otherwise looks for the Markdown. Nothing of it is run. */
export async function findLayout(folder: string): Promise<Layout> {
  const files = await listProjectFiles(folder)
  for (const recognise of RECOGNISERS) {
    const layout = await recognise(files)
    if (layout !== undefined) return withUnread(layout, files)
  }
  return (await findNested(files)) ?? withUnread(findPlain(files), files)
}

/** Adds settings that could not be read, and what lies in the content folder in a kind of file that the config does not take. */
function withUnread(layout: Layout, { markdown, unreadable }: ProjectFiles): Layout {
  const globs = [...layout.posts, ...layout.pages].join(' ')
  const read = (extension: string) =>
    globs === '' ? extension === 'mdx' && layout.dialects.length > 0 && readsMdx(layout) : globs.includes(extension)
  const unread = UNUSUAL.filter((extension) => !read(extension)).flatMap((extension) => {
    const count = below(markdown, layout.contentRoot).filter((path) => path.toLowerCase().endsWith(`.${extension}`))
    return count.length === 0 ? [] : [`.${extension} (${countFiles(count.length)})`]
  })
  const settings = [...unreadable].map((path) => `the settings in ${path}, which cannot be read`)
  return { ...layout, leftOut: [...settings, ...layout.leftOut, ...unread] }
}

/** Kinds of Markdown that no default glob finds. */
const UNUSUAL = ['mdx', 'qmd', 'rmd', 'mdown']

function readsMdx({ dialects }: Layout): boolean {
  return dialects.includes('mdx') || dialects.includes('docusaurus')
}

/** Finds a site that lies in a folder of the project, as in a repository that holds other things as well: the one with the most Markdown. */
async function findNested({ folder, markdown }: ProjectFiles): Promise<Layout | undefined> {
  const counts = [...countByFolder(markdown, '.')].sort(([, a], [, b]) => b - a)
  for (const [name] of counts.slice(0, MOST_NESTED)) {
    if (name === '' || /^[_.]/.test(name)) continue
    const files = await listProjectFiles(join(folder, name))
    for (const recognise of RECOGNISERS) {
      const found = recognise === recogniseVault ? undefined : await recognise(files)
      if (found === undefined) continue
      const layout = withUnread(found, files)
      const within = (path: string) => (path === '.' ? name : `${name}/${path}`)
      return { ...layout, contentRoot: within(layout.contentRoot), assetRoots: layout.assetRoots.map(within) }
    }
  }
  return undefined
}

/** Folders that are looked into for a site of their own. */
const MOST_NESTED = 5

/**
 * Finds the folder with the posts of a tool that is not known: `content`, one that is called like a blog and has most of the Markdown, the only one that
 * has any, or the project itself.
 */
function findPlain({ markdown, has }: ProjectFiles): Layout {
  if (has('content') && below(markdown, 'content').length > 0) return describePlain(markdown, 'content')
  const candidates = markdown.filter((path) => !OWN_PAGE.test(path.replace(/^.*\//, '')))
  const loose = candidates.some((path) => !path.includes('/'))
  const folders = candidates.filter((path) => path.includes('/') && !path.startsWith('_'))
  const [only, ...others] = new Set(folders.map((path) => path.slice(0, path.indexOf('/'))))
  if (!loose && only === undefined) return { ...PLAIN_LAYOUT, tool: 'none', contentRoot: 'content' }
  const blog = findBlogFolder(candidates)
  if (blog !== undefined) return describePlain(markdown, blog)
  if (!loose && only !== undefined && others.length === 0) return describePlain(markdown, only)
  return { ...describePlain(markdown, '.'), ignore: listOwnPages(markdown, '.') }
}

/** Finds the folder called like a blog, at any depth, that has more than half of the files: the rest are pages of the program around it. */
function findBlogFolder(markdown: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const path of markdown) {
    const names = path.split('/').slice(0, -1)
    for (const [depth, name] of names.entries()) {
      if (name !== 'content' && !BLOG_FOLDER.test(name)) continue
      const folder = names.slice(0, depth + 1).join('/')
      counts.set(folder, (counts.get(folder) ?? 0) + 1)
    }
  }
  const [best] = [...counts].sort(([, a], [, b]) => b - a)
  return best !== undefined && best[1] > markdown.length / 2 ? best[0] : undefined
}

function describePlain(markdown: readonly string[], contentRoot: string): Layout {
  const inside = below(markdown, contentRoot)
  if (inside.length === 0) return { ...PLAIN_LAYOUT, tool: 'none', contentRoot }
  const hasMdx = inside.some((path) => path.endsWith('.mdx'))
  const outside = markdown.filter((path) => !OWN_PAGE.test(path.replace(/^.*\//, ''))).length - inside.length
  return {
    ...PLAIN_LAYOUT,
    tool: 'plain',
    contentRoot,
    dialects: hasMdx ? ['mdx'] : [],
    leftOut: outside > 0 ? [`other Markdown of this repository (${countFiles(outside)})`] : [],
  }
}

/** Whether a folder holds a Markdown file that may be a post, at any depth; hidden folders and packages are left out. */
export async function hasMarkdown(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  // A repository's own pages are no posts.
  if (
    entries.some((entry) => entry.isFile() && /\.(?:md|mdx|markdown)$/i.test(entry.name) && !OWN_PAGE.test(entry.name))
  ) {
    return true
  }
  for (const entry of entries) {
    if (!entry.isDirectory() || entry.name.startsWith('.') || entry.name === 'node_modules') continue
    if (await hasMarkdown(join(folder, entry.name))) return true
  }
  return false
}
