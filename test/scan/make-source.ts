import type { SiteConfig } from '../../src/config/config.ts'
import type { SiteFacts } from '../../src/ghost/site/site-facts.ts'
import { assumeCapabilities } from '../../src/ghost/transport/capabilities.ts'
import type { Heading, MarkdownDocument, Reference } from '../../src/markdown/index.ts'
import type { AssetReader } from '../../src/scan/assets/asset-types.ts'
import { type Desired, desirePosts } from '../../src/scan/desire-posts.ts'
import { parseFrontMatter } from '../../src/scan/front-matter/parse-front-matter.ts'
import type { SourceFile } from '../../src/scan/source/source-file.ts'

/** References as `[kind, target, line]`, headings as `[text, githubId, ghostId]`. */
export interface WrittenBody {
  readonly references?: readonly (readonly [Reference['kind'], string, number?])[]
  readonly headings?: readonly (readonly [string, string, string])[]
  readonly text?: string
}

/** A source file with this YAML (from line 2) and this body, without parsing any Markdown. */
export function makeSource(path: string, yaml: string, body: WrittenBody = {}): SourceFile {
  const { entries, findings } = parseFrontMatter({
    language: 'yaml',
    block: yaml === '' ? '' : `${yaml}\n`,
    blockLine: 2,
  })
  if (findings.length > 0) throw new Error(`The test's own YAML is broken: ${findings[0]?.message}`)
  const headings = (body.headings ?? []).map(
    ([text, githubId, ghostId]): Heading => ({ depth: 2, text, line: 9, githubId, ghostId }),
  )
  const references = (body.references ?? []).map(([kind, target, line = 10]): Reference => ({ kind, target, line }))
  const document: MarkdownDocument = {
    text: body.text ?? '',
    firstLine: 8,
    tokens: [],
    references,
    headings,
    restricted: [],
    cards: [],
    problems: [],
  }
  const type = path.startsWith('pages/') ? 'page' : 'post'
  return { path, file: `content/${path}`, type, frontMatter: { entries }, document }
}

export const FACTS: SiteFacts = {
  version: '5.130',
  major: 5,
  capabilities: assumeCapabilities('v5'),
  title: 'Blog',
  url: 'https://example.com',
  timezone: 'Europe/Berlin',
  authors: [
    { id: '1', slug: 'jane', name: 'Jane Doe', email: 'Jane@example.com' },
    { id: '2', slug: 'sam', name: 'Sam', email: 'sam@example.com' },
  ],
  tiers: [
    { id: '1', slug: 'gold', name: 'Gold Club', active: true },
    { id: '2', slug: 'old', name: 'Old', active: false },
  ],
  newsletters: [
    { id: '1', slug: 'weekly', name: 'The Weekly', active: true, paidOnly: false },
    { id: '2', slug: 'retired', name: 'Retired', active: false, paidOnly: false },
  ],
  templates: ['custom-wide', 'custom-no-image'],
}

export const SITE: SiteConfig = {
  name: 'blog',
  url: 'https://example.com',
  adminKey: { id: 'x', secret: 'y' },
  contentKey: undefined,
  adminKeyEnv: 'BLOG_KEY',
  contentKeyEnv: undefined,
  apiVersion: 'auto',
  permalink: '/{slug}/',
  defaults: {},
  policies: {
    ownershipTag: '#ghost-sync',
    onRemove: 'report',
    maxDeletes: undefined,
    concurrency: 3,
    timeoutSeconds: 30,
    maxAnswerSize: 64 * 2 ** 20,
    unknownKeys: 'warning',
    unsupported: 'error',
    unknownAuthors: 'error',
    missingAssets: 'error',
    deadLinks: 'error',
    maxUploadSize: undefined,
  },
  rules: {
    dialects: [],
    inlineTags: false,
    titleFrom: 'heading',
    slugCollisions: 'error',
    authors: new Map(),
    formerUrl: undefined,
    formerPermalinks: [],
    assetUrl: undefined,
  },
}

/** No file exists but those that `files` names, each a PNG of 3 by 2 whose hash is made of its name. */
export function fakeAssets(files: readonly string[]): AssetReader {
  return async (target) => {
    const name = target.replace(/^\.?\//, '')
    if (name.startsWith('../../'))
      return { kind: 'outside-root', message: `\`${target}\` lies outside.`, hint: 'Copy it.' }
    if (!files.includes(name)) return { kind: 'missing', message: `\`${target}\` does not exist.`, hint: 'Look again.' }
    const isImage = /\.png$/.test(name)
    const hash = Buffer.from(name.padEnd(8, '-')).toString('hex').slice(0, 16)
    const endpoint = isImage ? ('images' as const) : /\.mp4$/.test(name) ? ('media' as const) : ('files' as const)
    const asset = {
      hash,
      ...(endpoint === 'files' && { variant: hash.slice(-8) }),
      uploadName: `x-${hash}.png`,
      endpoint,
      mimeType: 'x/y',
      absolutePath: `/x/${name}`,
      file: `content/${name}`,
      size: 1,
      width: isImage ? 3 : undefined,
      height: isImage ? 2 : undefined,
    }
    return { kind: 'asset', asset }
  }
}

export interface Setting {
  readonly site?: Partial<SiteConfig>
  readonly facts?: Partial<SiteFacts>
  readonly assets?: readonly string[]
  readonly unknownKeys?: 'warning' | 'error'
}

/** What a site should show, on 2026-06-01 at noon UTC. */
export function desire(
  files: readonly SourceFile[],
  { site = {}, facts = {}, assets = [], unknownKeys = 'warning' }: Setting = {},
): Promise<Desired> {
  return desirePosts({
    files,
    site: { ...SITE, policies: { ...SITE.policies, unknownKeys }, ...site },
    siteNames: ['blog', 'news'],
    facts: { ...FACTS, ...facts },
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: fakeAssets(assets),
  })
}
