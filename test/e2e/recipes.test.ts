import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { composeWorkflow } from '../../src/start/start-files.ts'
import { DATA_FOLDER } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** The recipes that the docs give away, taken from there and run in a clone of a branch that wants to run code of its own. */

const [main] = readTestSites()
if (main === undefined) throw new Error('no site')
const root = join(import.meta.dirname, '../..')
const run = promisify(execFile)
vi.setConfig({ testTimeout: 360_000 })

let folder = ''
let tarball = ''
/** What has run that should not have; each of it writes a file here. */
let traces = ''
const asked: string[] = []
const registry = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.writeHead(404).end('{}')
})

const clone = () => join(folder, 'clone')
const put = (path: string, text: string, mode = 0o644) => {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text, { mode })
}
const git = (cwd: string, ...args: string[]) =>
  run('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ghost-sync-recipes-'))
  traces = join(folder, 'traces')
  mkdirSync(traces)
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]
  const { stdout } = await run('npm', pack, { cwd: root })
  tarball = join(folder, (JSON.parse(stdout) as { filename: string }[])[0]?.filename ?? '')
  await makeRepository()
})

afterAll(() => {
  registry.close()
  rmSync(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  rmSync(clone(), { recursive: true, force: true })
  await git(folder, 'clone', '-q', join(folder, 'origin'), clone())
  await git(clone(), 'switch', '-q', 'hostile')
  for (const name of readdirSync(traces)) rmSync(join(traces, name))
  asked.length = 0
})

async function makeRepository(): Promise<void> {
  const origin = join(folder, 'origin')
  mkdirSync(origin)
  await git(origin, 'init', '-q', '-b', 'main')
  const site = { url: main?.url, adminKeyEnv: 'KEY' }
  put(join(origin, 'ghost-sync.config.json'), JSON.stringify({ project: 'recipes', sites: { main: site } }))
  put(join(origin, 'content/a.md'), '---\ntitle: A\nslug: recipes-a\n---\nText.\n')
  const manifest = { name: 'blog', private: true, dependencies: { 'ghost-sync': `file:${tarball}` } }
  put(join(origin, 'package.json'), JSON.stringify(manifest))
  put(join(origin, '.gitignore'), '')
  await run('npm', ['install', '--package-lock-only', '--prefer-offline', '--no-audit', '--no-fund'], { cwd: origin })
  await git(origin, 'add', '-A')
  await git(origin, 'commit', '-qm', 'first')
  await git(origin, 'switch', '-qc', 'hostile')
  const leave = (what: string) => `require('fs').writeFileSync(${JSON.stringify(traces)} + '/${what}', 'x')`
  const script = (what: string) => `#!/bin/sh\ntouch '${traces}/${what}'\nexec /bin/sh "$@"\n`
  const { port } = registry.address() as AddressInfo
  const npmrc = `node-options=--require=./evil.cjs\nregistry=http://127.0.0.1:${port}/\nscript-shell=./shell.sh\ngit=./shell.sh\n`
  for (const place of ['', 'content/']) put(join(origin, place, '.npmrc'), npmrc)
  put(join(origin, 'evil.cjs'), leave('node-options'))
  put(join(origin, 'shell.sh'), script('script-shell'), 0o755)
  put(join(origin, 'package.json'), JSON.stringify({ ...manifest, scripts: { preinstall: 'node evil.cjs' } }))
  put(join(origin, 'ghost-sync.config.ts'), `${leave('config')}\nexport default {}`)
  put(join(origin, '.env'), `NODE_OPTIONS=--require=./evil.cjs\nGHOST_SYNC_DATA=./state\n`)
  put(join(origin, 'node_modules/.bin/ghost-sync'), script('tracked-binary'), 0o755)
  put(join(origin, 'content/b.md'), '---\ntitle: B\nslug: recipes-b\n---\nText.\n')
  await git(origin, 'add', '-Af')
  await git(origin, 'commit', '-qm', 'hostile')
  await git(origin, 'switch', '-q', 'main')
}

/** As a CI job runs its lines: one shell, which stops at the first that fails. */
async function runLines(lines: string, env: Record<string, string> = {}) {
  const inherited = { PATH: process.env.PATH, HOME: process.env.HOME, GHOST_SYNC_DATA: DATA_FOLDER, NO_COLOR: '1' }
  // What the lock file names is in npm's cache.
  const all = { ...inherited, npm_config_prefer_offline: 'true', KEY: main?.adminKey, ...env }
  return run('bash', ['-eo', 'pipefail', '-c', lines], { cwd: clone(), env: all, maxBuffer: 64 * 1024 * 1024 })
}

const readDocs = (name: string) => readFileSync(join(root, 'docs', name), 'utf8')

test('npm and npx in the checkout, as the docs once said, run what the branch brings', async () => {
  await runLines('npx --no-install ghost-sync check').catch(() => {})
  await runLines('npm ci').catch(() => {})
  expect(readdirSync(traces).length).toBeGreaterThan(0)
  expect(asked.length).toBeGreaterThan(0)
})

test('the recipe of docs/security.md for a plan of a stranger takes the content and runs nothing of the branch', async () => {
  const recipe = /```sh\n( *# In a clone that stands at the branch[\s\S]*?)```/.exec(readDocs('security.md'))?.[1] ?? ''
  expect(recipe).toContain('plan')
  const { stdout } = await runLines(recipe)
  expect(stdout).toContain('+ b.md')
  expect([readdirSync(traces), asked]).toEqual([[], []])
})

test('the jobs of docs/ci.md for GitLab run nothing of the branch', async () => {
  const [, , gitlab = ''] = [...readDocs('ci.md').matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, code]) => code)
  const file = parse(gitlab) as { default: { before_script: string[] }; check: { script: string[] } }
  const lines = [...file.default.before_script, ...file.check.script].join('\n')
  const env = { CI_DEFAULT_BRANCH: 'main', CI_PROJECT_DIR: clone(), GITLAB_CI: 'true', CI: 'true' }
  // The config is the branch's, and code: only that is left, and a merge request has no key.
  rmSync(join(clone(), 'ghost-sync.config.ts'))
  await runLines(lines.replace(' --changed', ''), env)
  expect(existsSync(join(clone(), 'gl-code-quality.json'))).toBe(true)
  expect([readdirSync(traces), asked]).toEqual([[], []])
})

test('the workflow of init runs nothing of the branch', async () => {
  const text = composeWorkflow({ adminKeyEnv: 'KEY', version: '1.2.3', branch: 'main' })
  const { check } = (parse(text) as { jobs: { check: { steps: { run?: string; 'working-directory'?: string }[] } } })
    .jobs
  const temp = join(folder, 'runner')
  mkdirSync(temp, { recursive: true })
  const lines = check.steps.flatMap(({ run: line, 'working-directory': place }) => {
    if (line === undefined) return []
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub, no template
    expect([undefined, '${{ runner.temp }}']).toContain(place)
    return [place === undefined ? line : `(cd "$RUNNER_TEMP" && ${line})`]
  })
  // No registry has this very version.
  const script = lines.join('\n').replace('ghost-sync@1.2.3', tarball)
  expect(script).toContain(tarball)
  rmSync(join(clone(), 'ghost-sync.config.ts'))
  const { stdout } = await runLines(script, { RUNNER_TEMP: temp })
  expect(stdout).toContain('2 files')
  expect([readdirSync(traces), asked]).toEqual([[], []])
})
