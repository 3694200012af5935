import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { listOwnPages } from './layout/choose-sections.ts'
import { recogniseDocusaurus } from './layout/docusaurus.ts'
import { recogniseHugo } from './layout/hugo.ts'
import { recogniseAstro, recogniseEleventy, recogniseGatsby } from './layout/javascript-sites.ts'
import { recogniseJekyll } from './layout/jekyll.ts'
import { type Layout, OWN_PAGE, PLAIN_LAYOUT } from './layout/layout.ts'
import { countByFolder, listProjectFiles, type ProjectFiles } from './layout/project-files.ts'
import { recogniseQuartz, recogniseVault } from './layout/vault.ts'
import { recogniseZola } from './layout/zola.ts'

/** In this order: a Quartz site holds a vault, and Zola's `config.toml` could be Hugo's. A vault without settings is told by its links, so it is last. */
const RECOGNISERS: readonly ((files: ProjectFiles) => Promise<Layout | undefined>)[] = [
  recogniseQuartz,
  recogniseDocusaurus,
  recogniseAstro,
  recogniseEleventy,
  recogniseGatsby,
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
    if (layout !== undefined) return layout
  }
  return (await findNested(files)) ?? findPlain(files)
}

/** Finds a site that lies in a folder of the project, as in a repository that holds other things as well: the one with the most Markdown. */
async function findNested({ folder, markdown }: ProjectFiles): Promise<Layout | undefined> {
  const counts = [...countByFolder(markdown, '.')].sort(([, a], [, b]) => b - a)
  for (const [name] of counts.slice(0, MOST_NESTED)) {
    if (name === '' || /^[_.]/.test(name)) continue
    const files = await listProjectFiles(join(folder, name))
    for (const recognise of RECOGNISERS) {
      const layout = recognise === recogniseVault ? undefined : await recognise(files)
      if (layout === undefined) continue
      const within = (path: string) => (path === '.' ? name : `${name}/${path}`)
      return { ...layout, contentRoot: within(layout.contentRoot), assetRoots: layout.assetRoots.map(within) }
    }
  }
  return undefined
}

/** Folders that are looked into for a site of their own. */
const MOST_NESTED = 5

/** Finds the one folder that holds all Markdown, or returns the project itself where the Markdown is in several. */
function findPlain({ markdown, has }: ProjectFiles): Layout {
  const nothing: Layout = { ...PLAIN_LAYOUT, tool: 'none', contentRoot: 'content' }
  if (has('content')) return nothing
  const loose = markdown.some((path) => !path.includes('/') && !OWN_PAGE.test(path))
  const [only, ...others] = new Set(
    markdown
      .filter((path) => path.includes('/') && !path.startsWith('_') && !OWN_PAGE.test(path.replace(/^.*\//, '')))
      .map((path) => path.slice(0, path.indexOf('/'))),
  )
  if (!loose && only === undefined) return nothing
  if (!loose && only !== undefined && others.length === 0) return { ...PLAIN_LAYOUT, tool: 'plain', contentRoot: only }
  return { ...PLAIN_LAYOUT, tool: 'plain', contentRoot: '.', ignore: listOwnPages(markdown, '.') }
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
