import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locateCache } from '../../../src/model/own-folders.ts'
import { checkDatabaseModule, findDatabaseClient } from '../../../src/sandbox/install/database-module.ts'
import { locateInstallation, readInstallation } from '../../../src/sandbox/install/ghost-installation.ts'
import { installGhost } from '../../../src/sandbox/install/install-ghost.ts'
import { RUNNING_NODE } from '../../../src/sandbox/install/node.ts'
import { withLock } from '../../../src/sandbox/lock.ts'
import { INSTALLED_MARKER } from '../../../src/sandbox/packages/build-folder.ts'
import { MOVED_SECONDS } from '../../calendar/move-date.ts'

// A registry that nobody answers at: whoever gets as far as asking it fails with `sandbox/no-network` within a second.
const UNREACHABLE = { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' }
const VERSION = '5.130.6'

/** A lock's age is the time of a file, and no preload moves the clock of the file system: a year on, a lock that was taken just now is a year old. */
const testLocks = test.skipIf(MOVED_SECONDS !== 0)

let cacheDir: string
let folder: string
beforeEach(async () => {
  cacheDir = await mkdtemp(join(tmpdir(), 'ghost-sync-cache-'))
  folder = locateInstallation(cacheDir, VERSION, RUNNING_NODE)
})
afterEach(() => rm(cacheDir, { recursive: true, force: true, maxRetries: 5 }))

/** A folder that looks installed; nothing in it runs. */
async function pretendInstallation(): Promise<void> {
  const dependencies = { sqlite3: '5.1.7' }
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'ghost', version: VERSION, dependencies }))
  await writeFile(join(folder, INSTALLED_MARKER), '{}')
}

const install = (stages: string[] = []) =>
  installGhost({ version: VERSION, cacheDir, env: UNREACHABLE, onProgress: ({ stage }) => stages.push(stage) })

describe('installGhost', () => {
  test('takes what is in the cache and says nothing', async () => {
    await pretendInstallation()
    const stages: string[] = []
    expect(await install(stages)).toEqual({ version: VERSION, folder, databaseClient: 'sqlite3', node: RUNNING_NODE })
    expect(stages).toEqual([])
  })

  test('a folder without the marker of a whole installation does not count', async () => {
    await pretendInstallation()
    await rm(join(folder, INSTALLED_MARKER))
    expect(await readInstallation(folder, RUNNING_NODE)).toBeUndefined()
    await expect(install()).rejects.toMatchObject({ code: 'sandbox/no-network' })
  })

  test('removes what a killed installation left, and its own after a failure', async () => {
    const partial = `${folder}.partial-1-abcd`
    await mkdir(join(partial, 'package', 'node_modules'), { recursive: true })
    const other = `${locateInstallation(cacheDir, '5.100.0', RUNNING_NODE)}.partial-2-abcd`
    await mkdir(other, { recursive: true })
    const stages: string[] = []
    await expect(install(stages)).rejects.toMatchObject({ code: 'sandbox/no-network', exitCode: 5 })
    expect(stages).toEqual(['downloading'])
    // Another version's may be in the making right now.
    expect(await readdir(join(cacheDir, 'ghost'))).toEqual([other.slice(join(cacheDir, 'ghost').length + 1)])
  })

  testLocks('waits for a process that is installing, and takes its result', async () => {
    const stages: string[] = []
    let waiting: ReturnType<typeof install> | undefined
    await withLock(`${folder}.lock`, async () => {
      waiting = install(stages)
      await sleep(1200)
      await pretendInstallation()
    })
    expect(await waiting).toMatchObject({ folder })
    expect(new Set(stages)).toEqual(new Set(['waiting']))
  })

  test('Ctrl-C during the download leaves nothing', async () => {
    const stop = new AbortController()
    const attempt = installGhost({
      version: VERSION,
      cacheDir,
      env: { ...UNREACHABLE, npm_config_fetch_retries: '5' },
      onProgress: () => setTimeout(() => stop.abort(), 300),
      signal: stop.signal,
    })
    await expect(attempt).rejects.toMatchObject({ name: 'AbortError' })
    expect(await readdir(join(cacheDir, 'ghost'))).toEqual([])
  })
})

describe('checkDatabaseModule', () => {
  test('tells what Node says about a module that was not compiled', async () => {
    const module = join(cacheDir, 'node_modules', 'better-sqlite3')
    await mkdir(module, { recursive: true })
    await writeFile(join(module, 'index.js'), `throw new Error('Could not locate the bindings file')`)
    await expect(checkDatabaseModule(cacheDir, 'better-sqlite3', process.execPath)).rejects.toMatchObject({
      code: 'sandbox/database-module',
      message: expect.stringContaining('Error: Could not locate the bindings file'),
      hint: expect.stringContaining('g++'),
    })
  })
})

test.each([
  ['sqlite3', { dependencies: { sqlite3: '5.1.7' } }],
  ['better-sqlite3', { dependencies: { 'better-sqlite3': '12.0.0' } }],
  // Ghost 6.65.0
  ['better-sqlite3', { dependencies: { knex: '3.0.0' }, optionalDependencies: { 'better-sqlite3': '12.11.1' } }],
])('findDatabaseClient: %s for %j', (client, manifest) => {
  expect(findDatabaseClient(manifest)).toBe(client)
})

test('locateInstallation keeps Nodes, platforms and versions apart', () => {
  expect(folder).toBe(
    join(cacheDir, 'ghost', `5.130.6-node${process.versions.modules}-${process.platform}-${process.arch}`),
  )
})

test('locateCache follows GHOST_SYNC_CACHE', () => {
  expect(locateCache({ GHOST_SYNC_CACHE: '/big/disk' })).toBe('/big/disk')
  expect(locateCache({ GHOST_SYNC_CACHE: '' })).toMatch(/ghost-sync/)
  expect(locateCache({})).toMatch(/ghost-sync/)
})

describe.skipIf(MOVED_SECONDS !== 0)('holdLock', () => {
  test('lets one in at a time', async () => {
    const lock = join(cacheDir, 'lock')
    let inside = 0
    let most = 0
    const work = async () => {
      inside += 1
      most = Math.max(most, inside)
      await sleep(50)
      inside -= 1
    }
    await Promise.all([withLock(lock, work), withLock(lock, work), withLock(lock, work)])
    expect(most).toBe(1)
  })

  test('is free again after the work failed', async () => {
    const lock = join(cacheDir, 'lock')
    const fail = () => Promise.reject(new Error('no luck'))
    await expect(withLock(lock, fail)).rejects.toThrow('no luck')
    expect(await withLock(lock, async () => 'mine')).toBe('mine')
  })

  test('is taken over from a process that was killed', async () => {
    const lock = join(cacheDir, 'lock')
    await mkdir(lock)
    const minuteAgo = new Date(Date.now() - 60_000)
    await utimes(lock, minuteAgo, minuteAgo)
    expect(await withLock(lock, async () => 'mine')).toBe('mine')
  })

  test('a wait can be given up', async () => {
    const lock = join(cacheDir, 'lock')
    let waits = 0
    await withLock(lock, async () => {
      const waiting = withLock(lock, async () => 'never', {
        signal: AbortSignal.timeout(700),
        onWait: () => (waits += 1),
      })
      await expect(waiting).rejects.toThrow()
    })
    expect(waits).toBeGreaterThan(0)
  })
})
