import type { DialectName, SiteRules } from '../config/config.ts'
import { resolveConfigWith } from '../config/resolve-config.ts'
import { resolveOfflineSite } from '../config/resolve-site.ts'
import type { WrittenConfig } from '../config/written-config.ts'
import { EXTENSIONS, type Extension, listExtensions } from '../markdown/index.ts'
import { createAssetReader } from '../scan/assets/asset-reader.ts'
import { ABSENT_KINDS } from '../scan/assets/asset-types.ts'
import { type ResolvedPosts, resolvePosts } from '../scan/resolve-posts.ts'
import { scanContent } from '../scan/scan-content.ts'
import { knowOffline } from '../scan/source/site-knowledge.ts'
import type { Layout } from './layout/layout.ts'
import type { ProposedContent } from './start-plan.ts'

/** What a look at the files of a layout showed, and what the config should say about it. */
export interface ContentProposal extends ProposedContent {
  readonly posts: number
  readonly pages: number
  /** Authors in front matter, with the number of their files, most first. */
  readonly names: readonly { readonly name: string; readonly files: number }[]
  /** One line for each rule that was proposed: what was found, and what the rule does about it. */
  readonly reasons: readonly string[]
}

/**
 * Reads the files of a layout and proposes the rules that they need, and no others: a repository without collisions, missing pictures or dead links keeps
 * the strict defaults.
 *
 * @param folder the project
 */
export async function proposeContent(folder: string, layout: Layout): Promise<ContentProposal> {
  const content = describeContent(layout)
  const defaults = layout.publishes ? ({ status: 'published' } as const) : undefined
  const { dialects, look } = await lookInDialects(folder, layout, { content, defaults })
  const unreadMath = look?.codes('math/syntax') ?? 0
  const unused = look === undefined ? [] : listUnused(dialects, look)
  const notation = {
    ...(dialects.length > 0 && { dialects }),
    ...(layout.curlsQuotes && { smartQuotes: true }),
    ...(unreadMath > 0 && { unreadableMath: 'code' as const }),
    ...Object.fromEntries(unused.map((name) => [name, false] as const)),
  }
  const markdown = Object.keys(notation).length > 0 ? notation : undefined
  const bare = { content, markdown, defaults }
  if (look === undefined)
    return { ...bare, authors: {}, policies: undefined, posts: 0, pages: 0, names: [], reasons: [] }
  const { count, codes, names, isDated } = look
  const reasons: string[] = []
  if (unreadMath > 0)
    reasons.push(
      `${files(unreadMath)} with a formula that KaTeX cannot read: its source is shown as code, with a warning (markdown.unreadableMath)`,
    )
  const rules: { titleFrom?: 'filename'; slugCollisions?: 'year' | 'folder' } = {}
  const policies: { unknownAuthors?: 'warn'; missingAssets?: 'warn'; deadLinks?: 'warn' } = {}
  if (layout.titleFromFilename || codes('title/none') > 0) {
    rules.titleFrom = 'filename'
    reasons.push(
      layout.titleFromFilename
        ? 'a note without a title is called like its file (content.titleFrom)'
        : `${files(codes('title/none'))} without a title: called like the file (content.titleFrom)`,
    )
  }
  if (codes('slug/duplicate') > 0) {
    const [byYear, byFolder] = [await look.countCollisions('year'), await look.countCollisions('folder')]
    rules.slugCollisions = byYear < byFolder || (byYear === byFolder && isDated) ? 'year' : 'folder'
    const outcome =
      rules.slugCollisions === 'year' ? 'the later ones get their year' : 'the later ones get their folder'
    reasons.push(`${files(codes('slug/duplicate'))} with a slug of another: ${outcome} (content.slugCollisions)`)
  }
  const missing = ABSENT_KINDS.reduce((count, kind) => count + codes(`asset/${kind}`), 0)
  if (missing > 0) {
    policies.missingAssets = 'warn'
    reasons.push(
      `${files(missing)} with a picture or file that is not here: written all the same, with a warning (policies.missingAssets)`,
    )
  }
  const dead = codes('link/missing') + codes('link/private')
  const waiting = codes('link/blocked')
  if (dead + waiting > 0) {
    policies.deadLinks = 'warn'
    const to = dead > 0 ? 'a file that is not here' : 'a post that cannot be written yet'
    reasons.push(
      `${files(Math.max(dead, waiting))} with a link to ${to}: written all the same, with a warning (policies.deadLinks)`,
    )
  }
  if (names.length > 0) policies.unknownAuthors = 'warn'
  return {
    content: { ...content, ...rules },
    markdown,
    authors: mapAuthors(layout, names),
    defaults,
    policies: Object.keys(policies).length > 0 ? policies : undefined,
    ...count,
    names,
    reasons,
  }
}

/** What the tools of these dialects read by themselves: their authors may use it tomorrow. */
const NATIVE: Readonly<Partial<Record<DialectName, readonly Extension[]>>> = {
  obsidian: ['highlights'],
  hugo: ['definitionLists', 'headingIds'],
  jekyll: ['definitionLists', 'headingIds'],
  zola: ['headingIds'],
  docusaurus: ['headingIds'],
  quarto: ['scripts', 'definitionLists', 'headingIds'],
  qiita: ['emoji'],
}

/** The notations beyond GitHub Flavored Markdown that neither a file nor its tool has. Of a folder without files nothing is known. */
function listUnused(dialects: readonly DialectName[], { count, uses }: Look): readonly Extension[] {
  if (count.posts + count.pages === 0) return []
  const native = new Set(dialects.flatMap((dialect) => NATIVE[dialect] ?? []))
  return EXTENSIONS.filter((name) => !uses.has(name) && !native.has(name))
}

/** The keys of the tool's own list of authors, and the names there: on the site a person is more likely found by name. */
function mapAuthors({ authors }: Layout, names: ContentProposal['names']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.flatMap(({ name }) => {
      const shown = authors.get(name)
      return shown === undefined || shown === name ? [] : [[name, shown]]
    }),
  )
}

/** A problem that shows a notation which many tools have as a plugin, and the dialect that reads it. */
const PLUGINS = [
  { code: 'directive/unknown', dialect: 'docusaurus', by: ['docusaurus'] },
  { code: 'html/jsx', dialect: 'mdx', by: ['mdx', 'docusaurus'] },
  { code: 'markdown/latex-delimiters', dialect: 'latex', by: ['latex'] },
] as const

/** A dialect that `init` names besides that of the tool. */
export type PluginDialect = (typeof PLUGINS)[number]['dialect']

/**
 * Looks at the content in the dialects of its tool, and in those besides that its files need: admonitions (`:::info`) and JSX are plugins of many
 * tools.
 */
async function lookInDialects(
  folder: string,
  layout: Layout,
  proposed: Pick<WrittenConfig, 'content' | 'defaults'>,
): Promise<{ readonly dialects: readonly DialectName[]; readonly look: ReadLook | undefined }> {
  let { dialects } = layout
  let look = await lookAt(folder, { ...proposed, markdown: { dialects } })
  for (const { code, dialect, by } of PLUGINS) {
    const unread = look?.codes(code) ?? 0
    if (unread === 0 || by.some((one) => dialects.includes(one))) continue
    const more = [...dialects, dialect]
    const second = await lookAt(folder, { ...proposed, markdown: { dialects: more } })
    if (second !== undefined && second.codes(code) < unread) [dialects, look] = [more, second]
  }
  return { dialects, look }
}

function files(count: number): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'file' : 'files'}`
}

function describeContent(layout: Layout): ProposedContent['content'] {
  const { contentRoot, posts, pages, ignore, assetRoots, formerUrl, formerPermalinks } = layout
  return {
    root: contentRoot,
    ...(posts.length > 0 && { posts }),
    ...(pages.length > 0 && { pages }),
    ...(ignore.length > 0 && { ignore }),
    ...(assetRoots.length > 0 && { assetRoots }),
    ...(formerUrl !== undefined && { formerUrl }),
    ...(formerPermalinks.length > 0 && { formerPermalinks }),
  }
}

interface Look {
  readonly count: { readonly posts: number; readonly pages: number }
  /** How many files have a problem of this kind. */
  readonly codes: (code: string) => number
  readonly names: ContentProposal['names']
  /** The notations beyond GitHub Flavored Markdown that files have. */
  readonly uses: ReadonlySet<Extension>
  /** Whether most posts have a date. */
  readonly isDated: boolean
}

interface ReadLook extends Look {
  /** How many files still share a slug under a rule of `content.slugCollisions`. The files are not read again. */
  readonly countCollisions: (rule: 'year' | 'folder') => Promise<number>
}

/** A site that can never exist (RFC 2606): nothing about the content depends on it. */
const NO_SITE = { url: 'https://site.invalid', adminKeyEnv: 'GHOST_ADMIN_API_KEY' }

/** Reads and checks the content without a site; undefined where the config cannot be made, or there is no content folder yet. */
async function lookAt(
  folder: string,
  proposed: Pick<WrittenConfig, 'content' | 'markdown' | 'defaults'>,
): Promise<ReadLook | undefined> {
  const written = { project: 'look', sites: { site: NO_SITE }, ...proposed }
  const source = { written, rootDir: folder, environment: { values: {}, file: undefined }, only: undefined }
  const resolved = resolveConfigWith(source, resolveOfflineSite)
  if (resolved.kind === 'bad') return undefined
  const { config } = resolved
  const [site] = config.sites
  const scanned = await scanContent(config.content, config.rootDir)
  if (site === undefined || scanned.refused === true) return undefined
  const readAsset = createAssetReader(config.content, config.rootDir)
  const check = (rules: SiteRules['rules']) =>
    resolvePosts({
      files: scanned.files,
      broken: scanned.broken,
      site: { ...site, rules },
      siteNames: config.siteNames,
      facts: knowOffline(site),
      now: new Date(),
      readAsset,
    })
  const checked = await check(site.rules)
  return {
    ...describeLook({ ...checked, problems: [...scanned.problems, ...checked.problems] }),
    countCollisions: async (slugCollisions) =>
      describeLook(await check({ ...site.rules, slugCollisions })).codes('slug/duplicate'),
  }
}

function describeLook({ posts, problems, held }: ResolvedPosts): Look {
  const byCode = new Map<string, Set<string>>()
  for (const { code, file } of [...problems, ...held]) byCode.set(code, (byCode.get(code) ?? new Set()).add(file))
  const byName = new Map<string, number>()
  for (const { draft } of posts) {
    const authors = draft.fields.authors
    for (const name of Array.isArray(authors) ? authors : []) byName.set(name, (byName.get(name) ?? 0) + 1)
  }
  const pages = posts.filter(({ draft }) => draft.type === 'page').length
  return {
    count: { posts: posts.length - pages, pages },
    uses: new Set(posts.flatMap(({ draft }) => listExtensions(draft.source.document))),
    isDated: posts.filter(({ draft }) => draft.fields.published_at !== undefined).length > posts.length / 2,
    codes: (code) => byCode.get(code)?.size ?? 0,
    names: [...byName].map(([name, count]) => ({ name, files: count })).sort((a, b) => b.files - a.files),
  }
}
