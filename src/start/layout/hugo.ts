import { chooseSections } from './choose-sections.ts'
import { type Layout, PLAIN_LAYOUT } from './layout.ts'
import { translatePermalink } from './permalink.ts'
import { below, countFiles, type ProjectFiles, type Settings } from './project-files.ts'

const EXTENSIONS = ['toml', 'yaml', 'yml', 'json'] as const
const CONFIGS = ['hugo', 'config', 'config/_default/hugo', 'config/_default/config'].flatMap((name) =>
  EXTENSIONS.map((extension) => `${name}.${extension}`),
)

/** Recognises Hugo by its config (`config.toml` was its own before 0.110, and belongs to many other tools as well) or its archetypes. */
export async function recogniseHugo(files: ProjectFiles): Promise<Layout | undefined> {
  const { has, markdown } = files
  const isOwn = has('hugo.toml', 'hugo.yaml', 'hugo.yml', 'hugo.json', 'archetypes', 'config/_default')
  const isOlder =
    has('config.toml', 'config.yaml', 'config.yml', 'config.json') &&
    has('content') &&
    has('static', 'themes', 'layouts')
  if (!isOwn && !isOlder) return undefined
  const config = await files.readSettings(...CONFIGS)
  const languages = await files.readSettings(...EXTENSIONS.map((extension) => `config/_default/languages.${extension}`))
  const spoken = config.keys('languages').length > 0 ? config.keys('languages') : languages.keys()
  const language = config.text('defaultContentLanguage') ?? 'en'
  const base = (config.text('contentDir') ?? 'content').replace(/\/$/, '')
  const ofLanguage = config.text('languages', language, 'contentDir') ?? languages.text(language, 'contentDir')
  const folder = ofLanguage?.replace(/\/$/, '') ?? `${base}/${language}`
  const isSplit =
    ofLanguage !== undefined || (markdown.some((path) => path.startsWith(`${folder}/`)) && spoken.length > 1)
  const root = isSplit && folder !== base ? folder : base
  const others = spoken.filter((name) => name.toLowerCase() !== language.toLowerCase())
  const mains = ['mainSections', 'MainSections']
    .flatMap((name) => config.list('params', name))
    .concat(config.list('mainSections'))
  const sections = chooseSections(markdown, { root, extensions: '{md,markdown}', main: mains })
  // A translation beside its original: `post.fr.md`.
  const translated = others.filter((name) =>
    below(markdown, root).some((path) => path.toLowerCase().endsWith(`.${name.toLowerCase()}.md`)),
  )
  const foreign = markdown.filter((path) => path.startsWith(`${base}/`) && !path.startsWith(`${root}/`)).length
  const baseUrl = config.text('baseURL')
  return {
    ...PLAIN_LAYOUT,
    ...sections,
    tool: 'hugo',
    contentRoot: root,
    ignore: [...sections.ignore, ...translated.map((name) => `**/*.${name}.md`)],
    assetRoots: ['static', 'assets'].filter((name) => has(name)),
    dialects: ['hugo'],
    publishes: true,
    // https://gohugo.io/configuration/markup/#typographer: on by default
    curlsQuotes: String(config.get('markup', 'goldmark', 'extensions', 'typographer', 'disable')) !== 'true',
    formerUrl: baseUrl !== undefined && /^https?:\/\/[^/]+/i.test(baseUrl) ? baseUrl : undefined,
    formerPermalinks: listPermalinks(config),
    leftOut: [
      ...sections.leftOut,
      ...(foreign > 0 ? [`other languages than ${language} (${countFiles(foreign)})`] : []),
      ...(translated.length > 0 ? [`translations (${translated.join(', ')})`] : []),
    ],
  }
}

/** Reads `permalinks`, whose patterns stand under a section, or under `page` and then a section; without them an address is the file's path. */
function listPermalinks(config: Settings): readonly string[] {
  const names = config.keys('permalinks')
  const patterns = names.flatMap((name) => {
    const pattern = config.text('permalinks', name)
    return pattern === undefined
      ? config.keys('permalinks', name).flatMap((inner) => config.text('permalinks', name, inner) ?? [])
      : [pattern]
  })
  const written = patterns.flatMap((pattern) => translatePermalink(pattern) ?? [])
  return [...new Set([...written, '/{path}/', '/{section}/{slug}/'])]
}
