import { chooseSections } from './choose-sections.ts'
import { BLOG_FOLDER, type Layout, PLAIN_LAYOUT } from './layout.ts'
import { countByFolder, countFiles, type ProjectFiles } from './project-files.ts'

const EXTENSIONS = '{qmd,md,markdown}'

/** Recognises Quarto by its config. Without a folder that is called like a blog, all of it is content; the pages at the top list what is below. */
export async function recogniseQuarto(files: ProjectFiles): Promise<Layout | undefined> {
  const config = await files.readSettings('_quarto.yml', '_quarto.yaml')
  if (!config.isThere) return undefined
  const isListing = (path: string) => /(?:^|\/)(?:index|404|rss|atom)\.qmd$/.test(path)
  const blogs = [...countByFolder(files.markdown, '.').keys()].filter((name) => BLOG_FOLDER.test(name))
  const sections =
    blogs.length > 0
      ? {
          posts: blogs.map((name) => `${name}/**/*.${EXTENSIONS}`),
          ignore: blogs.map((name) => `${name}/index.qmd`).filter((path) => files.has(path)),
        }
      : {
          ...chooseSections(files.markdown, { root: '.', extensions: EXTENSIONS }),
          ignore: files.markdown.filter((path) => !path.includes('/') && isListing(path)),
        }
  const others = files.markdown.filter((path) => blogs.length > 0 && !blogs.some((name) => path.startsWith(`${name}/`)))
  const url = config.text('website', 'site-url') ?? config.text('book', 'site-url')
  return {
    ...PLAIN_LAYOUT,
    ...sections,
    tool: 'quarto',
    contentRoot: '.',
    dialects: ['quarto'],
    publishes: true,
    formerUrl: url !== undefined && /^https?:\/\/[^/]+/i.test(url) ? url : undefined,
    formerPermalinks: ['/{path}/', '/{path}.html', '/{path}/index.html'],
    leftOut: others.length > 0 ? [`what is not in ${blogs.join('/, ')}/ (${countFiles(others.length)})`] : [],
  }
}
