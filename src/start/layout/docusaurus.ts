import { listAuthors } from './jekyll.ts'
import { type Layout, PLAIN_LAYOUT } from './layout.ts'
import { below, countFiles, findQuoted, type ProjectFiles } from './project-files.ts'

const CONFIGS = ['ts', 'js', 'mjs', 'cjs', 'mts'].map((extension) => `docusaurus.config.${extension}`)
const GLOB = '**/*.{md,mdx,markdown}'

/** Recognises Docusaurus by its config, at the top or in `website/`. Its config is a program, which is read and not run. */
export async function recogniseDocusaurus(files: ProjectFiles): Promise<Layout | undefined> {
  const home = files.has(...CONFIGS)
    ? '.'
    : files.has(...CONFIGS.map((name) => `website/${name}`))
      ? 'website'
      : undefined
  if (home === undefined) return undefined
  const at = (path: string) => (home === '.' ? path : `${home}/${path}`)
  const program = (await files.read(...CONFIGS.map(at))) ?? ''
  const url = findQuoted(program, 'url')
  const baseUrl = (findQuoted(program, 'baseUrl') ?? '/').replace(/\/$/, '')
  const count = (folder: string) => below(files.markdown, folder).length
  const hasBlog = count(at('blog')) > 0
  const manual = count(at('docs')) > 0 ? at('docs') : 'docs'
  const root = hasBlog ? home : count(manual) > 0 ? manual : home
  const others = ['docs', at('docs'), at('versioned_docs'), at('community')]
  const leftOut = [...new Set(others)].flatMap((folder) =>
    hasBlog && count(folder) > 0 ? [`${folder}/ (${countFiles(count(folder))}, a manual)`] : [],
  )
  const versions = count(at('versioned_docs'))
  return {
    ...PLAIN_LAYOUT,
    tool: 'docusaurus',
    contentRoot: root,
    posts: hasBlog ? [`blog/${GLOB}`] : [GLOB],
    pages: hasBlog && below(files.markdown, at('src/pages')).length > 0 ? [`src/pages/${GLOB}`] : [],
    assetRoots: [...(files.has(at('static')) ? [at('static')] : []), ...(home === '.' ? [] : [home])],
    dialects: ['docusaurus'],
    publishes: true,
    titleFromFilename: !hasBlog,
    formerUrl: url !== undefined && /^https?:\/\//i.test(url) ? `${url.replace(/\/$/, '')}${baseUrl}` : undefined,
    formerPermalinks: hasBlog ? ['/blog/{year}/{month}/{day}/{name}', '/blog/{slug}'] : ['/docs/{path}', '/{path}'],
    leftOut: hasBlog ? leftOut : versions > 0 ? [`versioned_docs/ (${countFiles(versions)}, older versions)`] : [],
    authors: listAuthors(await files.readSettings(at('blog/authors.yml'), at('blog/authors.yaml'))),
  }
}
