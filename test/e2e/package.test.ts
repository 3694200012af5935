import { execFile } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { readTestSites } from './test-sites.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const [main] = readTestSites()
if (main === undefined) throw new Error('no site')

// A dozen processes one after the other: no measure of anything, and enough for a machine with something else to do.
vi.setConfig({ testTimeout: 360_000 })

/** Somebody else's folder: nothing of this repository is in it or above it. */
let folder = ''
let packed: { filename: string; size: number; unpackedSize: number; files: { path: string }[] }
const env = { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', KEY: main.adminKey }
const npx = (...args: string[]) => run('npx', ['--no-install', 'ghost-sync', ...args], { cwd: folder, env })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ghost-sync-package-'))
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  })
  packed = JSON.parse(stdout)[0]
  writeFileSync(join(folder, 'package.json'), '{ "name": "blog", "private": true, "type": "module" }')
  // What `npm ci` of this repository has fetched is in npm's cache.
  await run('npm', ['install', `./${packed.filename}`, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: folder })
  const site = { url: main.url, adminKeyEnv: 'KEY' }
  const policies = { ownershipTag: '#package' }
  writeFileSync(
    join(folder, 'ghost-sync.config.json'),
    JSON.stringify({ project: 'package', sites: { main: site }, policies }),
  )
  mkdirSync(join(folder, 'content'))
  writeFileSync(join(folder, 'content/from-npm.md'), '---\ntitle: From npm\nstatus: published\n---\n\nInstalled.\n')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the package', () => {
  test('is small, and holds what is used and nothing else', () => {
    // Some 270 KB of it are the digests of all packages of four Ghosts, and most of the rest is the bundle.
    expect(packed.size).toBeLessThan(1_800_000)
    expect(packed.files.map(({ path }) => path)).toContain('dist/sandbox/locks.json.br')
    const paths = packed.files.map(({ path }) => path)
    expect(paths).toEqual(expect.arrayContaining(['dist/cli.js', 'dist/index.d.ts', 'schema/front-matter.schema.json']))
    const others = paths.filter((path) => !/^(?:dist|schema)\//.test(path))
    expect(others.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
    expect(paths.filter((path) => /test|bench|\.env/.test(path.replace(/^dist\/sandbox\/.*/, '')))).toEqual([])
  })

  test('has every file that its bundle looks for beside itself', () => {
    const bundle = join(folder, 'node_modules/ghost-sync/dist/bundle')
    const wanted = readdirSync(bundle)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) => [
        ...readFileSync(join(bundle, name), 'utf8').matchAll(/new URL\(["'](\.[^"']+)["'], import\.meta\.url\)/g),
      ])
      .map(([, path = '']) => path)
    expect(wanted).toEqual(expect.arrayContaining(['../../package.json', '../sandbox/locks.json.br']))
    expect(wanted.filter((path) => !existsSync(join(bundle, path)))).toEqual([])
  })

  test('runs nothing when it is installed', () => {
    const { scripts } = JSON.parse(readFileSync(join(folder, 'node_modules/ghost-sync/package.json'), 'utf8'))
    expect(Object.keys(scripts).filter((name) => /^(?:pre|post)?install$|^prepare$/.test(name))).toEqual([])
  })

  test('works by npx: help, plan, push, and nothing left to do', async () => {
    expect((await npx('--help')).stdout).toContain('Usage: ghost-sync')
    expect((await npx('plan')).stdout).toContain('+ from-npm.md')
    expect((await npx('push')).stdout).toContain('1 created')
    expect((await npx('plan', '--exit-code')).stdout).toContain('Nothing to do')
    expect(await (await fetch(`${main.url}/from-npm/`)).text()).toContain('Installed.')
  })

  test('starts without what it does not need: no heavy module is loaded for --help', async () => {
    const coverage = join(folder, 'coverage')
    const cli = join(folder, 'node_modules/ghost-sync/dist/cli.js')
    await run(process.execPath, [cli, '--help'], { cwd: folder, env: { ...env, NODE_V8_COVERAGE: coverage } })
    const loaded = readdirSync(coverage)
      .flatMap((file) => JSON.parse(readFileSync(join(coverage, file), 'utf8')).result as { url: string }[])
      .map(({ url }) => url)
      .filter((url) => url.startsWith('file:'))
    const packages = new Set(loaded.map((url) => url.split('/node_modules/').at(-1)?.split('/')[0]))
    expect([...packages].sort()).toEqual(['ghost-sync'])
    const bytes = loaded.reduce((sum, url) => sum + statSync(fileURLToPath(url)).size, 0)
    expect(loaded.length).toBeLessThan(12)
    expect(bytes).toBeLessThan(300_000)
  })
})

describe('docs/api.md', () => {
  const text = readFileSync(join(root, 'docs/api.md'), 'utf8')
  const blocks = [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)

  test('compiles against the installed package and does what it says', async () => {
    expect(blocks.length).toBe(5)
    mkdirSync(join(folder, 'examples'))
    for (const [index, code] of blocks.entries()) writeFileSync(join(folder, `examples/${index}.ts`), code)
    mkdirSync(join(folder, 'node_modules/@types'), { recursive: true })
    for (const name of ['node']) {
      symlinkSync(join(root, 'node_modules/@types', name), join(folder, 'node_modules/@types', name))
    }
    const compilerOptions = {
      target: 'ES2023',
      module: 'NodeNext',
      moduleResolution: 'NodeNext',
      strict: true,
      exactOptionalPropertyTypes: true,
      // Our own declarations are checked with it, and those of the packages that they name.
      skipLibCheck: false,
      types: ['node'],
      outDir: 'compiled',
      rootDir: 'examples',
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['examples'] }))
    const compile = run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: folder })
    await compile.catch((error: { stdout?: string }) => expect(error.stdout).toBe(''))
    const runExample = async (index: number) => {
      const { stdout } = await run(process.execPath, [`compiled/${index}.js`], { cwd: folder, env })
      return stdout.trim()
    }
    expect(await runExample(0)).toBe('main  unchanged  from-npm.md')
    const file = join(folder, 'content/from-npm.md')
    writeFileSync(file, readFileSync(file, 'utf8').replace('Installed.', 'Installed, and changed.'))
    expect(await runExample(1)).toBe('main  updated  from-npm.md')
    // A pull writes over what git could give back.
    for (const args of [
      ['init', '-q'],
      ['add', 'content'],
      ['commit', '-qm', 'x'],
    ])
      await run('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder })
    const line = openLine(main, '#package')
    const post = (await listRemote(line)).find(({ fields }) => fields.slug === 'from-npm')
    if (post === undefined) throw new Error('no post')
    await editAsAdmin(line, post, { title: 'From Ghost' })
    expect(await runExample(2)).toBe('main  updated  from-npm.md')
    expect(readFileSync(file, 'utf8')).toContain('title: From Ghost')
    expect(await runExample(3)).toBe('1 files')
    expect(await runExample(4)).toBe("[ 'paragraph' ]\nHello, **world**")
  })
})
