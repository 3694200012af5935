import { chooseSections } from './choose-sections.ts'
import { type Layout, PLAIN_LAYOUT } from './layout.ts'
import { below, countFiles, findQuoted, type ProjectFiles } from './project-files.ts'

const SCRIPTS = ['js', 'mjs', 'cjs', 'ts', 'mts'] as const
const MDX = '{md,mdx,markdown}'

function findWeb(address: string | undefined): string | undefined {
  return address !== undefined && /^https?:\/\/(?!localhost|127\.)[^/]+/i.test(address) ? address : undefined
}

/** Recognises Astro by its config. Its posts are a content collection, or pages. */
export async function recogniseAstro(files: ProjectFiles): Promise<Layout | undefined> {
  const program = await files.read(...SCRIPTS.map((extension) => `astro.config.${extension}`))
  if (program === undefined) return undefined
  const roots = ['src/content', 'src/data', 'content', 'src/pages', 'src']
  const root = roots.find((folder) => below(files.markdown, folder).length > 0) ?? 'src/content'
  return {
    ...PLAIN_LAYOUT,
    ...chooseSections(files.markdown, { root, extensions: MDX }),
    tool: 'astro',
    contentRoot: root,
    assetRoots: ['public', 'src'].filter((folder) => files.has(folder)),
    dialects: ['mdx'],
    publishes: true,
    // https://docs.astro.build/en/reference/configuration-reference/#markdownsmartypants: on by default
    curlsQuotes: !/smartypants\s*:\s*false/.test(program),
    formerUrl: findWeb(findQuoted(program, 'site')),
    formerPermalinks: ['/{path}/', '/{section}/{slug}/', '/posts/{slug}/', '/blog/{slug}/', '/{slug}/'],
  }
}

/** Recognises Eleventy by its config, and finds its input folder in it. */
export async function recogniseEleventy(files: ProjectFiles): Promise<Layout | undefined> {
  const names = [
    '.eleventy.js',
    '.eleventy.cjs',
    '.eleventy.mjs',
    ...SCRIPTS.map((extension) => `eleventy.config.${extension}`),
  ]
  const program = await files.read(...names)
  if (program === undefined) return undefined
  const written = (findQuoted(program, 'input') ?? '.').replace(/^\.\/|\/$/g, '')
  const input = written === '' || below(files.markdown, written).length === 0 ? '.' : written
  const left = await readIgnored(files, input)
  const read = files.markdown.filter((path) => !left.some((folder) => path.startsWith(folder)))
  const sections = chooseSections(read, { root: input, extensions: '{md,markdown}' })
  const own = below(read, input).filter((path) =>
    /^(?:readme|changelog|license|contributing|code_of_conduct)\b/i.test(path),
  )
  const within = (folder: string) => (input === '.' ? folder : folder.slice(input.length + 1))
  const deep = left.map(within).filter((folder) => folder.replace(/\/$/, '').includes('/'))
  return {
    ...PLAIN_LAYOUT,
    ...sections,
    tool: 'eleventy',
    contentRoot: input,
    ignore: [...sections.ignore, ...own, ...deep.map((folder) => `${folder}**`)],
    leftOut: [
      ...sections.leftOut,
      ...left.map((folder) => {
        const count = files.markdown.filter((path) => path.startsWith(folder)).length
        return `${folder} (${countFiles(count)}, its .eleventyignore)`
      }),
    ],
    assetRoots: [...new Set(['.', input, 'public', 'static'])].filter((folder) => files.has(folder)),
    dialects: ['eleventy'],
    publishes: true,
    formerPermalinks: ['/{path}/'],
  }
}

/** Reads the folders in `.eleventyignore` that hold Markdown of the input, each with a slash at its end. */
async function readIgnored(files: ProjectFiles, input: string): Promise<readonly string[]> {
  const lines = ((await files.read('.eleventyignore')) ?? '')
    .split('\n')
    .map((line) => line.trim().replace(/^\.?\//, ''))
  const folders = lines
    .filter((line) => /^[\w.-][\w./-]*\/(?:\*\*)?$/.test(line))
    .map((line) => line.replace(/\*\*$/, ''))
  return [...new Set(folders)].filter(
    (folder) =>
      (input === '.' || folder.startsWith(`${input}/`)) && files.markdown.some((path) => path.startsWith(folder)),
  )
}

/** Recognises Gatsby by its config; its starters keep posts in `content/blog` or `content/posts`. */
export async function recogniseGatsby(files: ProjectFiles): Promise<Layout | undefined> {
  const program = await files.read(...SCRIPTS.map((extension) => `gatsby-config.${extension}`))
  if (program === undefined) return undefined
  const roots = ['content', 'src/content', 'blog', 'posts', 'src/pages', 'src/posts', 'src/markdown-pages', 'src']
  const root = roots.find((folder) => below(files.markdown, folder).length > 0) ?? 'content'
  return {
    ...PLAIN_LAYOUT,
    ...chooseSections(files.markdown, { root, extensions: MDX }),
    tool: 'gatsby',
    contentRoot: root,
    assetRoots: ['static', 'content', 'src'].filter((folder) => files.has(folder)),
    dialects: ['mdx'],
    publishes: true,
    formerUrl: findWeb(findQuoted(program, 'siteUrl')),
    formerPermalinks: ['/{path}/', '/{slug}/', '/blog/{slug}/'],
  }
}
