import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parse } from 'dotenv'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LoadConfigOptions, loadConfig } from '../../src/config/load-config.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import { ADMIN_KEY, CONTENT_KEY } from './keys.ts'

const TYPESCRIPT = `import { defineConfig } from 'ghost-sync'
import { project } from './project.ts'

const url: string | undefined = process.env.SITE_URL
export default defineConfig({ project, sites: { main: { url, adminKeyEnv: 'KEY' } } })
`
const PLAIN = `{ project: 'test', sites: { main: { url: 'https://a.example', adminKeyEnv: 'KEY' } } }`
const JSON_TEXT = JSON.stringify({ project: 'test', sites: { main: { url: 'https://a.example', adminKeyEnv: 'KEY' } } })

let folder = ''

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ghost-sync-config-')))
  // The search never leaves the temporary folder.
  await mkdir(join(folder, '.git'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

function load(options: Partial<LoadConfigOptions> = {}) {
  return loadConfig({ cwd: folder, env: { KEY: ADMIN_KEY }, ...options })
}

async function listProblems(options: Partial<LoadConfigOptions> = {}) {
  const loaded = await load(options)
  return loaded.kind === 'invalid' ? loaded.problems : []
}

describe('the config file', () => {
  it.each([
    ['ghost-sync.config.ts', `import { defineConfig } from 'ghost-sync'\nexport default defineConfig(${PLAIN})`],
    [
      'ghost-sync.config.mts',
      `import { defineConfig, type WrittenConfig } from 'ghost-sync'\nexport default defineConfig(${PLAIN} as WrittenConfig)`,
    ],
    ['ghost-sync.config.js', `import { defineConfig } from 'ghost-sync'\nexport default defineConfig(${PLAIN})`],
    ['ghost-sync.config.js', `const { defineConfig } = require('ghost-sync')\nmodule.exports = defineConfig(${PLAIN})`],
    [
      'ghost-sync.config.mjs',
      `import { defineConfig } from 'ghost-sync'\nexport default defineConfig(async () => (${PLAIN}))`,
    ],
    ['ghost-sync.config.mjs', `const config = await Promise.resolve(${PLAIN})\nexport default config`],
    ['ghost-sync.config.json', JSON_TEXT],
    ['ghost-sync.config.json', `\uFEFF${JSON_TEXT}`],
  ])('%s is read: %s', async (name, text) => {
    await write({ [name]: text })
    expect(await load()).toMatchObject({
      kind: 'loaded',
      config: { project: 'test', rootDir: folder, sites: [{ name: 'main', url: 'https://a.example' }] },
      warnings: [],
    })
  })

  it('may import TypeScript of its own and read process.env', async () => {
    await write({
      'ghost-sync.config.ts': TYPESCRIPT,
      'project.ts': "export const project: string = 'mine'",
      '.env': 'SITE_URL=b.example',
    })
    expect(await load()).toMatchObject({
      kind: 'loaded',
      config: { project: 'mine', sites: [{ url: 'https://b.example' }] },
      files: [join(folder, 'ghost-sync.config.ts'), join(folder, 'project.ts')],
    })
  })

  it('is loaded anew with what it imports, and names no packages among it', async () => {
    await write({
      'ghost-sync.config.ts': `import 'installed'\n${TYPESCRIPT}`,
      'project.ts': "export { project } from './settings/names.ts'",
      'settings/names.ts': "export const project = 'first'",
      'node_modules/installed/package.json': '{ "main": "index.js" }',
      'node_modules/installed/index.js': '',
      '.env': 'SITE_URL=b.example',
    })
    const files = ['ghost-sync.config.ts', 'project.ts', 'settings/names.ts'].map((path) => join(folder, path))
    expect(await load()).toMatchObject({ kind: 'loaded', config: { project: 'first' }, files })
    await write({ 'settings/names.ts': "export const project = 'second'" })
    expect(await load()).toMatchObject({ kind: 'loaded', config: { project: 'second' }, files })
  })

  it('is found from a folder below', async () => {
    await write({ 'ghost-sync.config.json': JSON_TEXT, 'content/posts/a.md': '' })
    expect(await load({ cwd: join(folder, 'content/posts') })).toMatchObject({
      kind: 'loaded',
      config: { rootDir: folder },
    })
  })

  it('is not looked for above the repository', async () => {
    await write({ 'ghost-sync.config.json': JSON_TEXT, 'inner/.git': 'gitdir: elsewhere' })
    await expect(load({ cwd: join(folder, 'inner') })).rejects.toMatchObject({
      code: 'config/not-found',
      exitCode: 2,
      message: `No ghost-sync.config.ts in ${join(folder, 'inner')}.`,
      hint: expect.stringContaining('--config FILE'),
    })
  })

  it('can be named', async () => {
    await write({ 'other/staging.json': JSON_TEXT, 'ghost-sync.config.json': '{}' })
    expect(await load({ configPath: 'other/staging.json' })).toMatchObject({
      kind: 'loaded',
      config: { rootDir: join(folder, 'other') },
    })
    await expect(load({ configPath: 'nowhere.ts' })).rejects.toMatchObject({
      code: 'config/not-found',
      message: 'There is no config file at nowhere.ts.',
    })
  })

  it('is read anew each time', async () => {
    for (const project of ['one', 'two']) {
      await write({
        'ghost-sync.config.ts': TYPESCRIPT,
        'project.ts': `export const project = '${project}'`,
        '.env': `SITE_URL=https://${project}.example`,
      })
      expect(await load()).toMatchObject({ config: { project, sites: [{ url: `https://${project}.example` }] } })
    }
  })
})

describe('a config file that cannot be read', () => {
  const code = 'config/unreadable'
  it.each<[name: string, text: string, expected: object]>([
    [
      'ghost-sync.config.ts',
      'const a = 1\n\nexport default { a: , }',
      { code, line: 3, message: 'The config file cannot be read: Unexpected token.' },
    ],
    [
      'ghost-sync.config.ts',
      "\nimport { x } from './nowhere.ts'\nexport default x",
      { code, message: "The config file cannot be read: Cannot find module './nowhere.ts'." },
    ],
    [
      'ghost-sync.config.mjs',
      `\n\nthrow new Error('no luck with ${ADMIN_KEY}')`,
      { code, line: 3, message: 'The config file cannot be read: no luck with [redacted].' },
    ],
    [
      'ghost-sync.config.mjs',
      'export default () => { throw new Error("later") }',
      { code, message: 'The config file cannot be read: later.' },
    ],
    [
      'ghost-sync.config.mjs',
      'export const config = {}',
      { code: 'config/no-default-export', message: 'The config file has no default export.' },
    ],
    ['ghost-sync.config.ts', '', { code: 'config/no-default-export' }],
    ['ghost-sync.config.json', '', { code, hint: expect.stringMatching(/^Correct the JSON/) }],
    [
      'ghost-sync.config.json',
      `{ "adminKey": ${ADMIN_KEY.slice(14)} }`,
      { code, hint: expect.stringMatching(/^Correct the JSON/) },
    ],
  ])('%s: %s', async (name, text, expected) => {
    await write({ [name]: text })
    const problems = await listProblems()
    expect(problems).toEqual([expect.objectContaining({ severity: 'error', file: name, ...expected })])
    expect(JSON.stringify(problems)).not.toMatch(/[0-9a-f]{8}/)
  })
})

describe('problems', () => {
  it('stand in their line of the config, or of the .env file that the value came from', async () => {
    await write({
      'ghost-sync.config.ts': [
        "import { defineConfig } from 'ghost-sync'",
        'export default defineConfig({',
        "  project: 'test',",
        '  sites: {',
        '    main: {',
        "      urlEnv: 'MAIN_URL',",
        "      adminKeyEnv: 'MAIN_KEY',",
        "      contentKeyEnv: 'NONE',",
        '    },',
        "    notes: { url: 'ftp://x', adminKeyEnv: 'KEY' },",
        '  },',
        '})',
      ].join('\n'),
      '.env': `# keys\nexport MAIN_KEY="${CONTENT_KEY}"\n\nMAIN_URL=ftp://y\n`,
    })
    const problems = await listProblems()
    expect(problems.map(({ code, file, line, site }) => [code, file, line, site])).toEqual([
      ['config/wrong-url', '.env', 4, 'main'],
      ['config/wrong-key', '.env', 2, 'main'],
      ['config/variable-missing', 'ghost-sync.config.ts', 8, 'main'],
      ['config/wrong-url', 'ghost-sync.config.ts', 10, 'notes'],
    ])
    expect(JSON.stringify(problems)).not.toContain(CONTENT_KEY)
  })

  it('never show a key that is written in the config, not even as a name', async () => {
    await write({
      'ghost-sync.config.json': JSON.stringify({
        project: CONTENT_KEY,
        sites: { [CONTENT_KEY]: { url: `https://a.example/${ADMIN_KEY}`, adminKeyEnv: ADMIN_KEY, [ADMIN_KEY]: 1 } },
        defaults: { [ADMIN_KEY]: CONTENT_KEY },
      }),
    })
    const problems = await listProblems()
    expect(problems.map(({ code }) => code)).toContain('config/written-key')
    expect(JSON.stringify(problems)).not.toMatch(/[0-9a-f]{24}/)
  })
})

describe('the environment', () => {
  const config = {
    'ghost-sync.config.mjs': `export default { project: process.env.NAME, sites: { main: { urlEnv: 'SITE_URL', adminKeyEnv: 'KEY' } } }`,
  }

  it('wins over the .env file, and fills it up', async () => {
    await write({ ...config, '.env': `KEY=${ADMIN_KEY}\nSITE_URL=https://file.example\nNAME=from-file\n` })
    expect(await load({ env: {} })).toMatchObject({
      config: { project: 'from-file', sites: [{ url: 'https://file.example' }] },
    })
    expect(await load({ env: { NAME: 'from-env', SITE_URL: 'https://env.example' } })).toMatchObject({
      config: { project: 'from-env', sites: [{ url: 'https://env.example' }] },
    })
  })

  it('wins with an empty value too', async () => {
    await write({ ...config, '.env': `KEY=${ADMIN_KEY}\nSITE_URL=https://file.example\nNAME=x` })
    expect(await listProblems({ env: { KEY: '' } })).toEqual([
      expect.objectContaining({ code: 'config/variable-empty', file: 'ghost-sync.config.mjs' }),
    ])
  })

  it('leaves process.env as it was', async () => {
    await write({ ...config, '.env': `KEY=${ADMIN_KEY}\nSITE_URL=https://file.example\nNAME=from-file\nHOME=/nowhere` })
    const before = { ...process.env }
    await load({ env: process.env })
    expect(process.env).toEqual(before)
  })

  it('is not mixed up between two loads at once', async () => {
    await write(config)
    const names = ['a', 'b', 'c']
    const loaded = await Promise.all(
      names.map((NAME) => load({ env: { NAME, KEY: ADMIN_KEY, SITE_URL: `https://${NAME}.example` } })),
    )
    expect(loaded.map((one) => one.kind === 'loaded' && one.config.project)).toEqual(names)
    expect(process.env.NAME).toBeUndefined()
  })

  it('can come from another file', async () => {
    await write({
      ...config,
      '.env': 'NAME=wrong\nKEY=wrong',
      'keys/ci.env': `KEY=${ADMIN_KEY}\r\nSITE_URL=https://ci.example\r\nNAME=ci\r\n`,
    })
    expect(await load({ env: {}, envFile: 'keys/ci.env' })).toMatchObject({ config: { project: 'ci' } })
    await expect(load({ envFile: 'nowhere.env' })).rejects.toMatchObject({
      code: 'config/env-file-not-found',
      exitCode: 2,
      message: 'There is no env file at nowhere.env.',
    })
  })

  it('reads a .env file as PowerShell writes it', async () => {
    const text = `\uFEFFKEY=${ADMIN_KEY}\r\nSITE_URL=https://ps.example\r\nNAME=ps\r\n`
    await write({ ...config, '.env': Buffer.from(text, 'utf16le') })
    expect(await load({ env: {} })).toMatchObject({ config: { project: 'ps' } })
  })

  it('refuses a .env that cannot be read', async () => {
    await write({ ...config, '.env/a': '' })
    await expect(load()).rejects.toMatchObject({ code: 'config/env-file-unreadable', exitCode: 2 })
  })
})

describe('the config of this repository', () => {
  const root = join(import.meta.dirname, '../..')

  it('needs what .env.example lists, and nothing else', async () => {
    const names = Object.keys(parse(await readFile(join(root, '.env.example'))))
    const env = Object.fromEntries(
      names.map((name) => [
        name,
        name.endsWith('_URL')
          ? `http://${name.toLowerCase().replaceAll('_', '-')}.localhost`
          : name.includes('CONTENT')
            ? CONTENT_KEY
            : ADMIN_KEY,
      ]),
    )
    expect(await loadConfig({ cwd: root, env })).toMatchObject({
      kind: 'loaded',
      config: { project: 'ghost-sync-demo', siteNames: ['main', 'notes'] },
    })
    const { problems } = {
      problems: [],
      ...(await loadConfig({ cwd: root, env: Object.fromEntries(names.map((name) => [name, ''])) })),
    }
    expect(problems).toHaveLength(names.length)
  })
})

describe('a config in the content of another one', () => {
  const write = async (outer: string, inner: string, text = PLAIN) => {
    await rm(join(folder, '.git'), { recursive: true, force: true })
    const files: Readonly<Record<string, string>> = {
      [outer]: text,
      [inner]:
        "import { writeFileSync } from 'node:fs'\nwriteFileSync(import.meta.dirname + '/ran', '')\nexport default {}",
    }
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
  }
  const fail = async (cwd: string) => {
    const error: unknown = await load({ cwd: join(folder, cwd) }).catch((reason: unknown) => reason)
    if (!(error instanceof GhostSyncFailure)) throw new Error('not refused', { cause: error })
    expect(existsSync(join(folder, cwd, 'ran'))).toBe(false)
    return [error.code, error.exitCode, error.message.replaceAll(folder, '.')]
  }
  const withContent = (content: string) => `export default { project: 'x', sites: {}, content: ${content} }`

  it.each<[string, string, string]>([
    ['the usual root', PLAIN.replace(/^/, 'export default '), 'content/posts/evil'],
    ['a named root', withContent("{ root: 'docs/blog' }"), 'docs/blog/evil'],
    ['the project itself', withContent("{ root: '.' }"), 'anything'],
    ['an asset root', withContent("{ assetRoots: ['static', 'media'] }"), 'media/2026'],
    ['the root folder itself', withContent('{ root: `content` }'), 'content'],
  ])('is refused in %s, and not run', async (_, outer, place) => {
    await write('ghost-sync.config.ts', `${place}/ghost-sync.config.mjs`, outer)
    const [code, exitCode, message] = await fail(place)
    expect([code, exitCode]).toEqual(['config/in-content', 6])
    expect(message).toContain(`./${place}/ghost-sync.config.mjs lies in \``)
    expect(message).toContain('which ./ghost-sync.config.ts calls its content; it was not used.')
  })

  it('is refused below a JSON config, beyond a repository of its own, and further down', async () => {
    await write('ghost-sync.config.json', 'content/posts/evil/ghost-sync.config.mjs', JSON_TEXT)
    await mkdir(join(folder, 'content/.git'))
    await mkdir(join(folder, 'content/posts/evil/deeper'))
    expect((await fail('content/posts/evil/deeper'))[0]).toBe('config/in-content')
  })

  it.each([
    withContent('makeContent()'),
    withContent("{ root: process.env.ROOT ?? 'content' }"),
    withContent('{ root }'),
    "import base from './base.ts'\nexport default { ...base }",
    "export { default } from './base.ts'",
  ])('is refused where the other one works its folders out: %s', async (outer) => {
    await write('ghost-sync.config.ts', 'elsewhere/ghost-sync.config.mjs', outer)
    expect((await fail('elsewhere'))[2]).toContain('does not say in plain words whether this folder is its content')
  })

  it('is used where it is none of their content, and where --config names it', async () => {
    await write('ghost-sync.config.ts', 'blog/ghost-sync.config.mjs', withContent("{ root: 'docs' }"))
    await writeFile(join(folder, 'blog/ghost-sync.config.mjs'), `export default ${PLAIN}`)
    expect((await load({ cwd: join(folder, 'blog') })).kind).toBe('loaded')
    await write('ghost-sync.config.ts', 'content/ghost-sync.config.mjs', withContent("{ root: 'content' }"))
    await writeFile(join(folder, 'content/ghost-sync.config.mjs'), `export default ${PLAIN}`)
    const named = await load({ cwd: join(folder, 'content'), configPath: 'ghost-sync.config.mjs' })
    expect(named.kind).toBe('loaded')
  })
})
