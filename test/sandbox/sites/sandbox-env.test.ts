import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { renderSandboxJson, renderSandboxSites } from '../../../src/sandbox/sites/render-sandbox-sites.ts'
import { ENV_MARKER, mergeEnv, renderSandboxEnv, writeSandboxEnv } from '../../../src/sandbox/sites/sandbox-env.ts'
import type { SandboxSite } from '../../../src/sandbox/sites/sandbox-site.ts'

const ADMIN_KEY = `${'0a'.repeat(12)}:${'1b'.repeat(32)}`
const CONTENT_KEY = '2c'.repeat(13)

function makeSite(name: string, port: number): SandboxSite {
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    adminKey: ADMIN_KEY,
    contentKey: CONTENT_KEY,
    owner: { name: 'Sandbox Owner', email: `owner@${name}.example.com`, password: 'local-abc' },
    port,
    pid: 4711,
    ghostVersion: '5.130.6',
    state: 'running',
  }
}

const LINES = renderSandboxEnv([makeSite('main', 2381), makeSite('field-notes', 2382)])

test('renderSandboxEnv names three variables per site', () => {
  expect(LINES).toBe(
    [
      'GHOST_MAIN_URL=http://127.0.0.1:2381',
      `GHOST_MAIN_ADMIN_API_KEY=${ADMIN_KEY}`,
      `GHOST_MAIN_CONTENT_API_KEY=${CONTENT_KEY}`,
      'GHOST_FIELD_NOTES_URL=http://127.0.0.1:2382',
      `GHOST_FIELD_NOTES_ADMIN_API_KEY=${ADMIN_KEY}`,
      `GHOST_FIELD_NOTES_CONTENT_API_KEY=${CONTENT_KEY}`,
      '',
    ].join('\n'),
  )
})

test.each([
  ['text', renderSandboxSites],
  ['JSON', renderSandboxJson],
])('what is printed as %s says how to log in and holds no key', (_, render) => {
  const printed = render({ sites: [makeSite('main', 2381)], unfinished: ['half'] })
  expect(printed).toContain('http://127.0.0.1:2381/ghost/')
  expect(printed).toContain('local-abc')
  expect(printed).toContain('half')
  expect(printed).not.toContain('1b1b1b')
  expect(printed).not.toContain(CONTENT_KEY)
})

test('JSON says what it is', () => {
  const printed = renderSandboxJson({ sites: [], unfinished: [] })
  expect(JSON.parse(printed)).toEqual({ kind: 'ghost-sync-sandbox', version: 1, sites: [], unfinished: [] })
})

describe('mergeEnv', () => {
  const LINE = 'GHOST_MAIN_URL=http://127.0.0.1:2381\n'

  test.each([
    ['no file', undefined, `${ENV_MARKER}\n${LINE}`],
    ['an empty file', '', LINE],
    ['other variables', 'A=1\nB=2\n', `A=1\nB=2\n${LINE}`],
    ['no line end at the end', 'A=1', `A=1\n${LINE}`],
    ['an older line', 'GHOST_MAIN_URL=http://127.0.0.1:9\nA=1\n', `A=1\n${LINE}`],
    ['an exported one with spaces', '  export GHOST_MAIN_URL = x\nA=1\n', `A=1\n${LINE}`],
    ['a longer name', 'GHOST_MAIN_URL_OLD=x\n', `GHOST_MAIN_URL_OLD=x\n${LINE}`],
    ['a comment about it', '# GHOST_MAIN_URL=x\n', `# GHOST_MAIN_URL=x\n${LINE}`],
  ])('%s', (_, existing, merged) => {
    expect(mergeEnv(existing, LINE)).toBe(merged)
  })
})

describe('writeSandboxEnv', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ghost-sync-env-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  test('makes the file and its folder, for the owner only', async () => {
    const file = join(folder, 'deep', 'demo.env')
    await writeSandboxEnv(file, [makeSite('main', 2381)])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await readFile(file, 'utf8')).startsWith(`${ENV_MARKER}\nGHOST_MAIN_URL=`)).toBe(true)
  })

  test('takes the world-readable bit off a file that now gets keys', async () => {
    const file = join(folder, '.env')
    await writeFile(file, 'A=1\n', { mode: 0o644 })
    await writeSandboxEnv(file, [makeSite('main', 2381)])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readFile(file, 'utf8')).toMatch(/^A=1\nGHOST_MAIN_URL=/)
  })

  test('written twice it is the same', async () => {
    const file = join(folder, '.env')
    await writeSandboxEnv(file, [makeSite('main', 2381)])
    const once = await readFile(file, 'utf8')
    await writeSandboxEnv(file, [makeSite('main', 2381)])
    expect(await readFile(file, 'utf8')).toBe(once)
  })
})
