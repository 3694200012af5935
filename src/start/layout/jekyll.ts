import { listOwnPages } from './choose-sections.ts'
import { type Layout, PLAIN_LAYOUT } from './layout.ts'
import { translatePermalink } from './permalink.ts'
import { below, countFiles, type ProjectFiles, type Settings } from './project-files.ts'

/** Recognises Jekyll by a folder `_posts`, wherever its config puts it, and Hexo, whose `_posts` lie in `source`. */
export async function recogniseJekyll(files: ProjectFiles): Promise<Layout | undefined> {
  const homes = [
    ...new Set(
      files.markdown.flatMap((path) => {
        const at = `/${path}`.indexOf('/_posts/')
        return at === -1 ? [] : [path.slice(0, Math.max(0, at - 1)) || '.']
      }),
    ),
  ]
  const config = await files.readSettings('_config.yml', '_config.yaml', '_config.toml')
  const [home] = homes
  if (home === undefined && !(config.isThere && files.has('_layouts', '_includes', 'Gemfile'))) return undefined
  if (home === 'source' && files.has('scaffolds', 'themes', 'package.json')) return describeHexo(files, config)
  const source = findSource(files, config, homes)
  const collections = config
    .keys('collections')
    .filter((name) => name !== 'posts' && String(config.get('collections', name, 'output')) === 'true')
  const included = below(files.markdown, source).some((path) => path.startsWith('_pages/'))
    ? ['_pages/**/*.{md,markdown}']
    : []
  const ignore = [...listOwnPages(files.markdown, source), 'index.{md,markdown}', '404.{md,markdown}']
  const loose = below(files.markdown, source).filter(
    (path) => !path.includes('/') && !ignore.includes(path) && !/^(?:index|404)\./.test(path),
  )
  const drafts = below(files.markdown, source).filter((path) => /(?:^|\/)_drafts\//.test(path)).length
  const baseUrl = `${config.text('url') ?? ''}${config.text('baseurl') ?? ''}`.replace(/\/$/, '')
  const globs =
    homes.length === 1 && (source === home || home === '.')
      ? ['_posts/**/*.{md,markdown}']
      : ['**/_posts/**/*.{md,markdown}']
  return {
    ...PLAIN_LAYOUT,
    tool: 'jekyll',
    contentRoot: source,
    posts: [...globs, ...collections.map((name) => `_${name}/**/*.{md,markdown}`)],
    pages: [...included, ...(loose.length > 0 ? ['*.{md,markdown}'] : [])],
    ignore:
      loose.length > 0
        ? ignore.filter((path) => below(files.markdown, source).some((one) => one === path || path.includes('{')))
        : [],
    assetRoots: [source],
    dialects: ['jekyll'],
    publishes: true,
    curlsQuotes: (config.text('markdown') ?? 'kramdown').toLowerCase() === 'kramdown',
    formerUrl: /^https?:\/\/[^/]+/i.test(baseUrl) ? baseUrl : undefined,
    formerPermalinks: listPermalinks(config),
    leftOut: drafts > 0 ? [`_drafts (${countFiles(drafts, 'draft')})`] : [],
    authors: listAuthors(await files.readSettings(`${source === '.' ? '' : `${source}/`}_data/authors.yml`)),
  }
}

/** The folder above all `_posts`. The `source` of the config counts only where it holds them: some build a copy of the site first. */
function findSource(files: ProjectFiles, config: Settings, homes: readonly string[]): string {
  const written = (config.text('source') ?? '.').replace(/^\.\/|\/$/g, '')
  const collections = config.text('collections_dir')
  if (written !== '.' && written !== '' && below(files.markdown, written).length > 0) return written
  const [home = '.', ...others] = homes
  if (others.length > 0 || home === '.') return '.'
  if (collections !== undefined && home === collections) return '.'
  // A category may have a `_posts` of its own (`news/_posts`): the site is the folder with the layouts.
  return files.has(`${home}/_layouts`, `${home}/_includes`, `${home}/_data`, `${home}/index.md`, `${home}/index.html`)
    ? home
    : '.'
}

/** The patterns that Jekyll's words for an address stand for (https://jekyllrb.com/docs/permalinks/). */
const STYLES: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:title.html',
  pretty: '/:categories/:year/:month/:day/:title/',
  weekdate: '/:categories/:year/:title.html',
  none: '/:categories/:title.html',
}

function listPermalinks(config: Settings): readonly string[] {
  const scopes = config.get('defaults')
  const ofScopes = (Array.isArray(scopes) ? scopes : []).flatMap((scope: unknown) => {
    const values = typeof scope === 'object' && scope !== null ? Reflect.get(scope, 'values') : undefined
    const permalink = typeof values === 'object' && values !== null ? Reflect.get(values, 'permalink') : undefined
    return typeof permalink === 'string' ? [permalink] : []
  })
  const written = [
    config.text('permalink') ?? 'date',
    ...config.keys('collections').flatMap((name) => config.text('collections', name, 'permalink') ?? []),
    ...ofScopes,
  ]
  const patterns = written.flatMap(
    (one) => translatePermalink((STYLES[one] ?? one).replaceAll(':title', ':name')) ?? [],
  )
  return [...new Set(patterns)]
}

export function listAuthors(settings: Settings): ReadonlyMap<string, string> {
  return new Map(settings.keys().map((key) => [key, settings.text(key, 'name') ?? key]))
}

async function describeHexo(files: ProjectFiles, config: Settings): Promise<Layout> {
  const pattern = translatePermalink(
    (config.text('permalink') ?? ':year/:month/:day/:title/').replaceAll(':title', ':name'),
  )
  const url = config.text('url')
  const drafts = below(files.markdown, 'source').filter((path) => path.startsWith('_drafts/')).length
  const pages = below(files.markdown, 'source').filter((path) => /^[^_/][^/]*\/index\.(?:md|markdown)$/.test(path))
  const empty = await findEmpty(files, pages)
  return {
    ...PLAIN_LAYOUT,
    tool: 'hexo',
    contentRoot: 'source',
    posts: ['_posts/**/*.{md,markdown}'],
    pages: ['*/index.{md,markdown}'],
    ignore: empty,
    assetRoots: ['source'],
    dialects: ['hexo'],
    publishes: true,
    // https://github.com/hexojs/hexo-renderer-marked: smartypants is on by default
    curlsQuotes: true,
    formerUrl: url !== undefined && /^https?:\/\/(?!example\.com|yoursite)[^/]+/i.test(url) ? url : undefined,
    formerPermalinks: pattern === undefined ? [] : [pattern],
    leftOut: [
      ...(drafts > 0 ? [`_drafts (${countFiles(drafts, 'draft')})`] : []),
      ...(empty.length > 0 ? [`pages without a text, which the theme fills (${empty.join(', ')})`] : []),
    ],
  }
}

/** Finds the pages that hold front matter only: lists of tags and categories, which Ghost makes by itself. */
async function findEmpty(files: ProjectFiles, pages: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(pages.map((path) => files.read(`source/${path}`)))
  return pages.filter((_, nth) => {
    // Hexo takes front matter without its first line as well.
    const [front = '', ...body] = (texts[nth] ?? '')
      .replace(/^\uFEFF?(?:---\s*\n)?/, '\n')
      .split(/\n---[^\S\n]*(?=\r?\n|$)/)
    return /^\w+\s*:/m.test(front) && body.length > 0 && body.join('').trim() === ''
  })
}
