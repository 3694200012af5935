import { chooseSections } from './choose-sections.ts'
import { type Layout, PLAIN_LAYOUT } from './layout.ts'
import { below, countFiles, type ProjectFiles } from './project-files.ts'

/** Recognises Zola by `base_url` in its config, a name that Hugo does not have. */
export async function recogniseZola(files: ProjectFiles): Promise<Layout | undefined> {
  const config = await files.readSettings('zola.toml', 'config.toml')
  const url = config.text('base_url')
  if (url === undefined || !files.has('content')) return undefined
  const sections = chooseSections(files.markdown, { root: 'content', extensions: '{md,markdown}' })
  const others = config.keys('languages').filter((name) => name !== (config.text('default_language') ?? 'en'))
  const translated = others.filter((name) =>
    below(files.markdown, 'content').some((path) => path.endsWith(`.${name}.md`)),
  )
  const count = below(files.markdown, 'content').filter((path) =>
    others.some((name) => path.endsWith(`.${name}.md`)),
  ).length
  return {
    ...PLAIN_LAYOUT,
    ...sections,
    tool: 'zola',
    contentRoot: 'content',
    ignore: [...sections.ignore, ...translated.map((name) => `**/*.${name}.md`)],
    assetRoots: files.has('static') ? ['static'] : [],
    dialects: ['zola'],
    publishes: true,
    curlsQuotes: config.get('markdown', 'smart_punctuation') === true,
    formerUrl: /^https?:\/\/[^/]+/i.test(url) ? url : undefined,
    formerPermalinks: ['/{path}/', '/{section}/{slug}/'],
    leftOut: [
      ...sections.leftOut,
      ...(count > 0 ? [`translations (${countFiles(count)}: ${translated.join(', ')})`] : []),
    ],
  }
}
