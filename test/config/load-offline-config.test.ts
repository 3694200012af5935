import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'

let folder = ''

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'ghost-sync-config-')))
  await mkdir(join(folder, '.git'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

async function load(sites: Readonly<Record<string, unknown>>, env: Record<string, string> = {}) {
  await writeFile(join(folder, 'ghost-sync.config.json'), JSON.stringify({ project: 'test', sites }))
  return loadConfig({ cwd: folder, env, keys: 'ignored' })
}

test('needs no key, and hands none on', async () => {
  const loaded = await load(
    { main: { url: 'https://a.example', adminKeyEnv: 'KEY', contentKeyEnv: 'OTHER', permalink: '/p/{slug}' } },
    { KEY: 'not a key at all' },
  )
  expect(loaded).toMatchObject({
    kind: 'loaded',
    config: { sites: [{ name: 'main', url: 'https://a.example', permalink: '/p/{slug}/' }] },
  })
  expect(JSON.stringify(loaded)).not.toMatch(/adminKey|contentKey|not a key/)
})

test.each([
  [{}, 'https://my-site.invalid'],
  [{ SITE_URL: ' ' }, 'https://my-site.invalid'],
  [{ SITE_URL: 'https://a.example/blog/' }, 'https://a.example/blog'],
])('an address in a variable may be missing: %j', async (env, url) => {
  const loaded = await load({ My_Site: { urlEnv: 'SITE_URL', adminKeyEnv: 'KEY' } }, env)
  expect(loaded.kind === 'loaded' && loaded.config.sites[0]?.url).toBe(url)
})

test('all other mistakes of the config are told', async () => {
  const loaded = await load({ main: { url: 'https://a.example', adminKeyEnv: 'KEY', permalnk: '/' } })
  expect(loaded).toMatchObject({ kind: 'invalid', problems: [{ code: 'config/unknown-option' }] })
})
