import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { defineConfig } from '../../src/config/define-config.ts'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import type { WrittenConfig } from '../../src/config/written-config.ts'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'
import { ADMIN_KEY, CONTENT_KEY } from './keys.ts'

const ROOT = resolve('/project')
const ENV = { KEY: ADMIN_KEY, CONTENT: CONTENT_KEY, EMPTY: '  ', URL: 'blog.example.com/', BAD_URL: 'ftp://x' }
const SITE = { url: 'https://a.example', adminKeyEnv: 'KEY' }
const GOOD: WrittenConfig = { project: 'test', sites: { main: SITE } }

function resolveWritten(written: unknown, env: Record<string, string> = ENV, only?: readonly string[]) {
  return resolveConfig({ written, rootDir: ROOT, environment: { values: env, file: undefined }, only })
}

function listMessages(written: unknown, env?: Record<string, string>, only?: readonly string[]): string[] {
  const resolved = resolveWritten(written, env, only)
  // No key may be in any message, whatever the mistake is.
  expect(JSON.stringify(resolved.kind === 'bad' ? resolved.problems : [])).not.toMatch(/[0-9a-f]{24}/i)
  return resolved.kind === 'bad' ? resolved.problems.map(({ message, hint }) => `${message} ${hint}`) : []
}

const site = (options: object) => ({ ...GOOD, sites: { main: { ...SITE, ...options } } })

describe('a good config', () => {
  it('is completed with every default', () => {
    expect(resolveWritten(GOOD)).toEqual({
      kind: 'good',
      config: {
        project: 'test',
        rootDir: ROOT,
        content: {
          root: resolve(ROOT, 'content'),
          posts: ['**/*.{md,markdown}'],
          pages: ['pages/**/*.{md,markdown}'],
          ignore: [],
          assetRoots: [resolve(ROOT, 'content')],
          maxAssetBytes: 52_428_800,
          maxAssetsBytes: 2_147_483_648,
          maxSourceBytes: 10_485_760,
          maxFiles: 20_000,
          markdown: DEFAULT_OPTIONS,
        },
        pull: { posts: 'posts/{slug}.md', pages: 'pages/{slug}.md' },
        new: { templates: resolve(ROOT, 'templates') },
        sites: [
          {
            name: 'main',
            url: 'https://a.example',
            adminKey: { id: ADMIN_KEY.slice(0, 24), secret: ADMIN_KEY.slice(25) },
            contentKey: undefined,
            adminKeyEnv: 'KEY',
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
          },
        ],
        siteNames: ['main'],
      },
    })
  })

  it('keeps everything that is written', () => {
    const written = defineConfig({
      project: 'acme/blog',
      sites: [
        { name: 'main', url: 'a.example', adminKeyEnv: 'KEY', defaults: { tags: ['A'], visibility: 'paid' } },
        {
          name: 'dev',
          urlEnv: 'URL',
          adminKeyEnv: 'KEY',
          contentKeyEnv: 'CONTENT',
          apiVersion: 'v6',
          permalink: '/p/{slug}',
        },
      ],
      content: {
        root: '.',
        posts: 'posts/*.md',
        pages: [],
        ignore: ['x/**'],
        assetRoots: 'static',
        maxAssetSize: '1 KB',
      },
      markdown: { math: false },
      defaults: { visibility: 'members', featured: true, feature_image: '/a.png', custom_excerpt: null },
      policies: {
        ownershipTag: '#ours',
        onRemove: 'delete',
        maxDeletes: 0,
        concurrency: 1,
        timeoutSeconds: 2.5,
        unknownKeys: 'error',
      },
    })
    const shared = { featured: true, feature_image: '/a.png', custom_excerpt: null }
    expect(resolveWritten(written)).toMatchObject({
      kind: 'good',
      config: {
        project: 'acme/blog',
        content: {
          root: ROOT,
          posts: ['posts/*.md'],
          pages: [],
          ignore: ['x/**'],
          assetRoots: [ROOT, resolve(ROOT, 'static')],
          maxAssetBytes: 1000,
          maxAssetsBytes: 2_147_483_648,
          maxSourceBytes: 10_485_760,
          maxFiles: 20_000,
          markdown: { ...DEFAULT_OPTIONS, math: false },
        },
        sites: [
          { name: 'main', url: 'https://a.example', defaults: { ...shared, tags: ['A'], visibility: 'paid' } },
          {
            name: 'dev',
            url: 'https://blog.example.com',
            contentKey: CONTENT_KEY,
            apiVersion: 'v6',
            permalink: '/p/{slug}/',
            defaults: { ...shared, visibility: 'members' },
            policies: written.policies,
          },
        ],
      },
    })
  })

  it('lays the policies of a site over those of all', () => {
    const dev = {
      url: 'https://b.example',
      adminKeyEnv: 'KEY',
      policies: { onRemove: 'unpublish', maxDeletes: undefined },
    }
    const written = { ...GOOD, sites: { ...(GOOD.sites as object), dev }, policies: { maxDeletes: 7, concurrency: 2 } }
    expect(resolveWritten(written)).toMatchObject({
      kind: 'good',
      config: {
        sites: [
          { name: 'main', policies: { onRemove: 'report', maxDeletes: 7, concurrency: 2 } },
          { name: 'dev', policies: { onRemove: 'unpublish', maxDeletes: 7, concurrency: 2 } },
        ],
      },
    })
  })

  it('refuses a policy of a site as it refuses one of all', () => {
    const dev = { url: 'https://b.example', adminKeyEnv: 'KEY', policies: { onRemove: 'burn', max_deletes: 3 } }
    const resolved = resolveWritten({ ...GOOD, sites: { ...(GOOD.sites as object), dev } })
    const problems = resolved.kind === 'bad' ? resolved.problems : []
    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'sites.dev.policies.onRemove',
      'sites.dev.policies.max_deletes',
    ])
  })

  it('takes options that are undefined as not written', () => {
    const written = { ...GOOD, content: undefined, policies: { onRemove: undefined }, defaults: { tags: undefined } }
    expect(resolveWritten(written)).toEqual(resolveWritten(GOOD))
  })

  it.each([` ${ADMIN_KEY}\n`, `"${ADMIN_KEY}"`, `' ${ADMIN_KEY} '`, ADMIN_KEY.toUpperCase()])(
    'cleans a key: %j',
    (KEY) => {
      expect(resolveWritten(GOOD, { KEY })).toEqual(resolveWritten(GOOD))
    },
  )
})

describe('a bad config', () => {
  it.each<[what: string, written: unknown, messages: string[]]>([
    [
      'nothing',
      null,
      [
        'The config is not an object, { ... }. Export an object with project and sites: `export default defineConfig({ ... })`.',
      ],
    ],
    [
      'empty',
      {},
      [
        "`project` is missing. Write a short name for this repository, e.g. project: 'acme-blog'.",
        "`sites` is missing. Write at least one site: sites: { main: { url: 'https://blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } }.",
      ],
    ],
    [
      'project',
      { ...GOOD, project: 'my blog' },
      [
        "`project` is not a project name. Write 1 to 64 letters, digits, '.', '_', '-' and '/', beginning with a letter or digit, e.g. 'acme-blog'.",
      ],
    ],
    ['project type', { ...GOOD, project: 1 }, ['`project` is not a text. Write a text.']],
    [
      'unknown options',
      { ...GOOD, site: {}, polices: {} },
      [
        '`site` is not an option. Did you mean sites? Known here: project, sites, content, markdown, pull, new, authors, defaults, policies.',
        '`polices` is not an option. Did you mean policies? Known here: project, sites, content, markdown, pull, new, authors, defaults, policies.',
      ],
    ],
    [
      'unknown nested option',
      { ...GOOD, policies: { max_deletes: 3 } },
      [
        '`policies.max_deletes` is not an option. Did you mean maxDeletes? Known here: ownershipTag, onRemove, maxDeletes, concurrency, timeoutSeconds, maxAnswerSize, unknownKeys, unsupported, unknownAuthors, missingAssets, deadLinks, maxUploadSize.',
      ],
    ],
    [
      'unknown site option',
      site({ adminKey: 'KEY' }),
      [
        '`sites.main.adminKey` is not an option. Did you mean adminKeyEnv? Known here: url, urlEnv, adminKeyEnv, contentKeyEnv, apiVersion, permalink, defaults, allowHttp, policies.',
      ],
    ],
    [
      'no sites',
      { ...GOOD, sites: [] },
      [
        "`sites` holds no site. Write at least one site: sites: { main: { url: 'https://blog.example.com', adminKeyEnv: 'GHOST_ADMIN_API_KEY' } }.",
      ],
    ],
    [
      'site is a text',
      { ...GOOD, sites: { main: 'https://a.example' } },
      ['`sites.main` is not an object, { ... }. Write the options of a site there: { url, adminKeyEnv }.'],
    ],
    [
      'site in a list without a name',
      { ...GOOD, sites: [SITE] },
      ["`sites[0].name` is missing. Write a short name of letters, digits, `_` and `-`, e.g. 'main'."],
    ],
    [
      'site name',
      { ...GOOD, sites: { 'my blog': SITE } },
      [
        '`sites["my blog"]` is not a name for a site. Write a short name of letters, digits, `_` and `-`, e.g. \'main\'.',
      ],
    ],
    [
      'name inside a record',
      site({ name: 'other' }),
      [
        '`sites.main.name` is not an option. Known here: url, urlEnv, adminKeyEnv, contentKeyEnv, apiVersion, permalink, defaults, allowHttp, policies.',
      ],
    ],
    [
      'same names',
      {
        ...GOOD,
        sites: [
          { ...SITE, name: 'a' },
          { ...SITE, name: 'a', url: 'b.example' },
          { ...SITE, name: 'A', url: 'c.example' },
        ],
      },
      [
        'Two sites have the name a. Give each site a name of its own.',
        'Two sites have the name a and A, which differ in case only. Give each site a name of its own.',
      ],
    ],
    [
      'same addresses',
      {
        ...GOOD,
        sites: { a: { ...SITE, url: 'https://Blog.example.com/ghost/' }, b: { adminKeyEnv: 'KEY', urlEnv: 'URL' } },
      },
      [
        'The sites a and b have the same address, https://blog.example.com. Keep one of them, or correct the address of the other.',
      ],
    ],
    [
      'no address',
      site({ url: undefined }),
      [
        '`sites.main.url` is missing. Write url, the address of the site, or urlEnv, the name of the environment variable that holds it.',
      ],
    ],
    ['two addresses', site({ urlEnv: 'URL' }), ['`sites.main` has both url and urlEnv. Keep one of them.']],
    [
      'address',
      site({ url: 'http://b.example/blog/' }),
      [
        '`sites.main.url` is plain http to b.example: the token that signs every request would be readable on the way. Write https://b.example/blog, or set allowHttp: true for this site if the network between is your own.',
      ],
    ],
    [
      'address in a variable',
      site({ url: undefined, urlEnv: 'BAD_URL' }),
      [
        'BAD_URL (`sites.main.urlEnv`) begins with ftp:, which is not a web address. Write the address of the site as in the browser, e.g. https://blog.example.com.',
      ],
    ],
    [
      'variable of the address',
      { ...GOOD, sites: { a: { adminKeyEnv: 'KEY', urlEnv: 'NONE' }, b: { adminKeyEnv: 'KEY', urlEnv: 'EMPTY' } } },
      [
        '`sites.a.urlEnv` names the environment variable NONE, which is not set. Set NONE in the environment or in a .env file beside the config, e.g. https://blog.example.com.',
        '`sites.b.urlEnv` names the environment variable EMPTY, which is empty. Set EMPTY in the environment or in a .env file beside the config, e.g. https://blog.example.com.',
      ],
    ],
    [
      'no key',
      site({ adminKeyEnv: undefined }),
      [
        "`sites.main.adminKeyEnv` is missing. Write the name of the environment variable that holds the Admin API key, e.g. adminKeyEnv: 'GHOST_ADMIN_API_KEY'.",
      ],
    ],
    [
      'variable name',
      site({ adminKeyEnv: '$KEY', contentKeyEnv: 'process.env.CONTENT' }),
      [
        "`sites.main.adminKeyEnv` is not the name of an environment variable. Write the bare name of an environment variable, e.g. 'GHOST_ADMIN_API_KEY'; letters, digits and underscores.",
        "`sites.main.contentKeyEnv` is not the name of an environment variable. Write the bare name of an environment variable, e.g. 'GHOST_ADMIN_API_KEY'; letters, digits and underscores.",
      ],
    ],
    [
      'variables of keys',
      site({ adminKeyEnv: 'NONE', contentKeyEnv: 'EMPTY' }),
      [
        '`sites.main.adminKeyEnv` names the environment variable NONE, which is not set. Set NONE in the environment or in a .env file beside the config. Copy the Admin API key whole from Ghost Admin: Settings → Integrations → Add custom integration.',
        '`sites.main.contentKeyEnv` names the environment variable EMPTY, which is empty. Give EMPTY a value; a CI job gives an empty one when its secret is missing. Copy the Content API key whole from Ghost Admin: Settings → Integrations → Add custom integration.',
      ],
    ],
    [
      'keys the wrong way round',
      site({ adminKeyEnv: 'CONTENT', contentKeyEnv: 'KEY' }),
      [
        'CONTENT (`sites.main.adminKeyEnv`) holds the Content API key where the Admin API key belongs. Copy the Admin API key whole from Ghost Admin: Settings → Integrations → Add custom integration.',
        'KEY (`sites.main.contentKeyEnv`) holds the Admin API key where the Content API key belongs. Copy the Content API key whole from Ghost Admin: Settings → Integrations → Add custom integration.',
      ],
    ],
    [
      'permalink',
      {
        ...GOOD,
        sites: {
          a: { ...SITE, permalink: 'p/{slug}/' },
          b: { ...SITE, url: 'b.example', permalink: '/{primary_tag}/{slug}/' },
          c: { ...SITE, url: 'c.example', permalink: '/p/' },
        },
      },
      [
        "`sites.a.permalink` does not begin with a slash. Write a path, e.g. '/{slug}/'.",
        '`sites.b.permalink` has a placeholder that is not replaced. Only {slug}, {year}, {month} and {day} are replaced; write the rest of the path as it is.',
        "`sites.c.permalink` has no {slug} in it. Write {slug} where a post's slug belongs, e.g. '/{slug}/'.",
      ],
    ],
    [
      'version',
      site({ apiVersion: 'v2' }),
      ["`sites.main.apiVersion` is 'v2', which does not exist. Write one of 'auto', 'v3', 'v4', 'v5', 'v6'."],
    ],
    ['flag', site({ allowHttp: 'yes' }), ['`sites.main.allowHttp` is not true or false. Write true or false.']],
    [
      'folders',
      { ...GOOD, content: { root: '../posts', assetRoots: ['static', resolve('/elsewhere'), ''] } },
      [
        '`content.root` lies outside the folder of the config file. Move the config file up into the folder that holds both; nothing outside its folder is ever read or uploaded.',
        '`content.assetRoots[1]` lies outside the folder of the config file. Move the config file up into the folder that holds both; nothing outside its folder is ever read or uploaded.',
        "`content.assetRoots[2]` is empty. Write a folder, or '.' for the folder of the config file.",
      ],
    ],
    [
      'globs',
      { ...GOOD, content: { posts: ['/etc/*.md', '../*.md', 'a\\b\\*.md'], pages: 7, ignore: ['!x'] } },
      [
        '`content.posts[0]` leads out of the content root. Write the glob relative to content.root; files outside it are never published.',
        '`content.posts[1]` leads out of the content root. Write the glob relative to content.root; files outside it are never published.',
        '`content.posts[2]` separates folders with a backslash, which means something else in a glob. Write forward slashes, on Windows too.',
        '`content.pages` is not a list. Write a list.',
        '`content.ignore[0]` begins with `!`. Put what is to be left out into content.ignore, without the `!`.',
      ],
    ],
    [
      'size',
      { ...GOOD, content: { maxAssetSize: '5 apples' } },
      [
        "`content.maxAssetSize` is not a size. Write a number of bytes, or a number and B, KB, MB, GB, KiB, MiB or GiB, e.g. '20 MB'.",
      ],
    ],
    [
      'a stylesheet that is missing',
      { ...GOOD, markdown: { math: 'html' } },
      [
        "`markdown` has math: 'html' without a mathStylesheet: formulas would be unreadable. Set mathStylesheet to the URL of KaTeX's katex.min.css, or math to 'mathml', which needs none.",
      ],
    ],
    [
      'a way to show formulas that there is not',
      { ...GOOD, markdown: { math: true, diagrams: 'svg' } },
      [
        "`markdown.math` is true, which does not exist. Write one of 'mathml', 'html', false.",
        "`markdown.diagrams` is 'svg', which does not exist. Write one of 'code', 'html'.",
      ],
    ],
    [
      'size type',
      { ...GOOD, content: { maxAssetSize: true } },
      ['`content.maxAssetSize` is neither a text nor a number. Write a text or a number.'],
    ],
    [
      'policies',
      {
        ...GOOD,
        policies: {
          ownershipTag: 'ghost-sync',
          onRemove: 'drop',
          maxDeletes: 1.5,
          concurrency: 0,
          timeoutSeconds: 6000,
          unknownKeys: true,
        },
      },
      [
        "`policies.ownershipTag` is not the name of an internal tag. Write `#` and a name, without commas, 191 characters at most, e.g. '#ghost-sync'.",
        "`policies.onRemove` is 'drop', which does not exist. Write one of 'report', 'unpublish', 'delete'.",
        '`policies.maxDeletes` is not a whole number. Write a whole number.',
        '`policies.concurrency` is less than 1. Write a number from 1 up.',
        '`policies.timeoutSeconds` is more than 600. Write a number up to 600.',
        "`policies.unknownKeys` is true, which does not exist. Write one of 'warning', 'error'.",
      ],
    ],
    [
      'sections',
      { ...GOOD, content: 'content', policies: null },
      [
        '`content` is not an object, { ... }. Write an object, { ... }.',
        '`policies` is not an object, { ... }. Write an object, { ... }.',
      ],
    ],
  ])('%s', (_what, written, messages) => {
    expect(listMessages(written)).toEqual(messages)
  })

  it('tells the mistakes of all parts at once', () => {
    const written = {
      sites: { a: { url: 'ftp://x', adminKeyEnv: 'NONE', typo: 1, defaults: { featured: 'yes' } } },
      defaults: { tags: 'News' },
      content: { maxAssetSize: 0 },
    }
    const resolved = resolveWritten(written)
    expect(resolved.kind === 'bad' && resolved.problems.map(({ path }) => path.join('.'))).toEqual([
      'project',
      'content.maxAssetSize',
      'defaults.tags',
      'sites.a.typo',
      'sites.a.url',
      'sites.a.defaults.featured',
      'sites.a.adminKeyEnv',
    ])
  })

  it.each([
    [
      'second half of the Admin API key',
      ADMIN_KEY.slice(25),
      'KEY (`sites.main.adminKeyEnv`) holds only the second half of the Admin API key where the Admin API key belongs.',
    ],
    [
      'token',
      'Ghost eyJhbGciOi.eyJpYXQiOj.c2lnbmF0dXJl',
      'KEY (`sites.main.adminKeyEnv`) holds a signed token where the Admin API key belongs.',
    ],
    [
      'address',
      'https://a.example',
      'KEY (`sites.main.adminKeyEnv`) holds an address where the Admin API key belongs.',
    ],
    [
      'cut off',
      ADMIN_KEY.slice(0, 80),
      'KEY (`sites.main.adminKeyEnv`) does not hold an Admin API key: that is 24 hex characters, a colon and 64 hex characters, and this has 80 characters.',
    ],
  ])('names what was pasted instead of the key: %s', (_what, KEY, message) => {
    expect(listMessages(GOOD, { KEY })).toEqual([
      `${message} Copy the Admin API key whole from Ghost Admin: Settings → Integrations → Add custom integration.`,
    ])
  })
})

describe('defaults', () => {
  it.each<[defaults: unknown, messages: string[]]>([
    [['a'], ["`defaults` is not an object, { ... }. Write front matter as an object, e.g. { visibility: 'members' }."]],
    [
      { title: 'A' },
      ['`defaults.title` belongs to one post and cannot have a default. Write it into the front matter of each file.'],
    ],
    [
      { published_at: '2026-01-01' },
      [
        '`defaults.published_at` belongs to one post and cannot have a default. Write it into the front matter of each file.',
      ],
    ],
    [{ featured: 'no' }, ['`defaults.featured` is not true or false. Write true or false.']],
    [{ tags: 'News' }, ["`defaults.tags` is not a list of names. Write a list, e.g. ['News', '#internal']."]],
    [{ tags: ['News', ' '] }, ["`defaults.tags` is not a list of names. Write a list, e.g. ['News', '#internal']."]],
    [
      { visibility: 'friends' },
      [
        "`defaults.visibility` has a value that Ghost does not know. Write one of 'public', 'members', 'paid', 'tiers'.",
      ],
    ],
    [
      { status: null },
      ["`defaults.status` has a value that Ghost does not know. Write one of 'draft', 'published', 'scheduled'."],
    ],
    [{ meta_title: 7 }, ['`defaults.meta_title` is not a text. Write a text, or null for none.']],
    [
      { custom_excerpt: 'x'.repeat(301) },
      ['`defaults.custom_excerpt` has 301 characters, and Ghost takes 300. Shorten it.'],
    ],
    [{ custom_excerpt: '😀'.repeat(300) }, []],
    [
      { og_image: 'a.png' },
      [
        '`defaults.og_image` is relative, and each file stands elsewhere. Write an address with https://, or a path from the content root that begins with a slash.',
      ],
    ],
    [{ og_image: 'https://a.example/a.png', twitter_image: '/a.png', feature_image: null }, []],
  ])('%j', (defaults, messages) => {
    expect(listMessages({ ...GOOD, defaults })).toEqual(messages)
    expect(listMessages(site({ defaults }))).toEqual(
      messages.map((text) => text.replace('`defaults', '`sites.main.defaults')),
    )
  })

  it('names the fields for one that does not exist', () => {
    expect(listMessages({ ...GOOD, defaults: { excerpt: 'x' } })).toEqual([
      expect.stringMatching(
        /^`defaults\.excerpt` is not a field of Ghost\. Did you mean custom_excerpt\? Known here: status, tags, /,
      ),
    ])
  })
})

describe('a key written into the config', () => {
  it.each<[what: string, written: unknown, option: string, variable: string]>([
    ['instead of the name', site({ adminKeyEnv: ADMIN_KEY }), 'sites.main.adminKeyEnv', 'GHOST_MAIN_ADMIN_API_KEY'],
    [
      'instead of the other name',
      site({ contentKeyEnv: CONTENT_KEY }),
      'sites.main.contentKeyEnv',
      'GHOST_MAIN_CONTENT_API_KEY',
    ],
    [
      'under an unknown option',
      site({ adminKeyEnv: undefined, adminKey: ADMIN_KEY }),
      'sites.main.adminKey',
      'GHOST_MAIN_ADMIN_API_KEY',
    ],
    [
      'inside the address',
      site({ url: `https://a.example/ghost/api/content/?key=${CONTENT_KEY}` }),
      'sites.main.url',
      'GHOST_MAIN_ADMIN_API_KEY',
    ],
    [
      'deep in something unknown',
      { ...GOOD, keys: [{ main: ADMIN_KEY.toUpperCase() }] },
      'keys[0].main',
      'GHOST_ADMIN_API_KEY',
    ],
    [
      'in a list of sites',
      { ...GOOD, sites: [{ ...SITE, name: 'my-notes', adminKeyEnv: ADMIN_KEY }] },
      'sites[0].adminKeyEnv',
      'GHOST_MY_NOTES_ADMIN_API_KEY',
    ],
    [
      'its second half',
      site({ adminKeyEnv: ADMIN_KEY.slice(25) }),
      'sites.main.adminKeyEnv',
      'GHOST_MAIN_ADMIN_API_KEY',
    ],
  ])('%s', (_what, written, option, variable) => {
    const [message, ...others] = listMessages(written)
    expect(message).toContain(`\`${option}\` holds a key, not the name of a variable`)
    expect(message).toContain(`beside the config as ${variable}, and write`)
    // Only an unknown option around the key is a mistake of its own.
    expect(others.filter((text) => !text.startsWith('`keys` is not an option'))).toEqual([])
  })
})

describe('--site', () => {
  const two = {
    ...GOOD,
    sites: { main: SITE, notes: { urlEnv: 'NOTES_URL', adminKeyEnv: 'NOTES_KEY', contentKeyEnv: 'NOTES_CONTENT' } },
  }

  it('asks only for the keys of the chosen sites, and keeps all names', () => {
    expect(resolveWritten(two, ENV, ['main', 'main'])).toMatchObject({
      kind: 'good',
      config: { sites: [{ name: 'main' }], siteNames: ['main', 'notes'] },
    })
    expect(listMessages(two, ENV, ['notes'])).toHaveLength(3)
    expect(listMessages(two, ENV, [])).toHaveLength(3)
  })

  it('still tells the mistakes of the others', () => {
    const written = { ...GOOD, sites: { main: SITE, notes: { ...two.sites.notes, permalink: 'x', url: 'y' } } }
    expect(listMessages(written, ENV, ['main'])).toHaveLength(3)
  })

  it('refuses a name that no site has', () => {
    expect(() => resolveWritten(two, ENV, ['Main', 'blog'])).toThrow(
      expect.objectContaining({
        code: 'config/unknown-site',
        exitCode: 2,
        message: 'The config has no site named "Main", "blog".',
        hint: 'Its sites are: main, notes.',
      }),
    )
  })
})
