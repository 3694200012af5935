import { execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { locateCache } from '../../src/model/own-folders.ts'
import { chooseGhostVersion } from '../../src/sandbox/choose-version.ts'
import { findRelease } from '../../src/sandbox/ghost-versions.ts'
import { installGhost } from '../../src/sandbox/install/install-ghost.ts'
import type { SandboxProgress } from '../../src/sandbox/progress.ts'
import { readSandbox } from '../../src/sandbox/sites/read-sandbox.ts'
import { resetSandbox } from '../../src/sandbox/sites/reset-sandbox.ts'
import type { SandboxSite } from '../../src/sandbox/sites/sandbox-site.ts'
import { findSiteProcesses } from '../../src/sandbox/sites/site-process.ts'
import { locateSite, readSiteRecord, writeSiteRecord } from '../../src/sandbox/sites/site-record.ts'
import { startSandbox } from '../../src/sandbox/sites/start-sandbox.ts'
import { stopSandbox } from '../../src/sandbox/sites/stop-sandbox.ts'
import { guardSandbox } from './guard-sandbox.ts'

// One site that goes through its whole life, test by test: booting a fresh one for each would take minutes.
let home: string
let letGo: () => void
let site: SandboxSite
let stages: string[] = []
const ghost = process.env.GHOST_SYNC_TEST_GHOST

const onProgress = (progress: SandboxProgress) => stages.push(progress.stage)

async function start(): Promise<SandboxSite> {
  stages = []
  const [started] = await startSandbox({ names: ['solo'], ghost, home, cacheDir: locateCache(process.env), onProgress })
  if (started === undefined) throw new Error('no site was started')
  return started
}

async function readTitle({ url, contentKey, ghostVersion }: SandboxSite): Promise<unknown> {
  const contentRoot = findRelease(ghostVersion).adminRoot.replace(/admin$/, 'content')
  const answer = await fetch(`${url}${contentRoot}/settings/?key=${contentKey}`)
  return ((await answer.json()) as { settings?: { title?: unknown } }).settings?.title
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'ghost-sync-sandbox-'))
  letGo = guardSandbox(home)
  site = await start()
})

afterAll(async () => {
  await stopSandbox({ home })
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
  letGo()
})

test('a new site answers with the content key it came with', async () => {
  expect(await readTitle(site)).toBe('Solo')
  expect(site.adminKey).toMatch(/^[0-9a-f]{24}:[0-9a-f]{64}$/)
  expect(site.ghostVersion).toBe(chooseGhostVersion(process.env.GHOST_SYNC_TEST_GHOST))
})

test('the record is readable by its owner only, and git never sees the folder', async () => {
  const { mode } = await stat(join(home, 'sites', 'solo', 'site.json'))
  expect(mode & 0o777).toBe(0o600)
  expect(await readFile(join(home, '.gitignore'), 'utf8')).toBe('*\n')
})

test('a second start keeps the process', async () => {
  const again = await start()
  expect(again).toEqual(site)
  expect(stages).toEqual(['kept'])
})

test('two starts at once make one Ghost', async () => {
  const options = { names: ['solo'], home, cacheDir: locateCache(process.env) }
  await stopSandbox({ home })
  const [[first], [second]] = await Promise.all([startSandbox(options), startSandbox(options)])
  expect(second).toEqual(first)
  expect(await findSiteProcesses(locateSite(home, 'solo'))).toEqual([first?.pid])
  site = await start()
})

test('a stopped site comes back with its keys and URL', async () => {
  expect(await stopSandbox({ home })).toEqual(['solo'])
  const reading = await readSandbox(home)
  expect(reading.sites.map(({ state, pid }) => ({ state, pid }))).toEqual([{ state: 'stopped', pid: undefined }])
  await expect(fetch(site.url)).rejects.toThrow()

  const again = await start()
  expect({ ...again, pid: 0 }).toEqual({ ...site, pid: 0 })
  expect(stages).toEqual(['booting', 'ready'])
  expect(await readTitle(again)).toBe('Solo')
  site = again
})

test('a Ghost that was killed is seen as stopped, and started again', async () => {
  expect((await readSandbox(home)).sites[0]?.state).toBe('running')
  if (site.pid !== undefined) process.kill(site.pid, 'SIGKILL')
  await expect.poll(async () => (await readSandbox(home)).sites[0]?.state).toBe('stopped')
  const again = await start()
  expect(again.pid).not.toBe(site.pid)
  expect(again.adminKey).toBe(site.adminKey)
  site = again
})

test('a Ghost that hangs is seen as silent, and replaced', async () => {
  const hung = site.pid
  if (hung === undefined) throw new Error('it should run')
  process.kill(hung, 'SIGSTOP')
  expect((await readSandbox(home)).sites[0]?.state).toBe('silent')
  site = await start()
  expect(site.pid).not.toBe(hung)
  expect(await findSiteProcesses(locateSite(home, 'solo'))).toEqual([site.pid])
})

test('a process that only looks like Ghost by its id is left alone', async () => {
  // The record holds no process id at all: there is nothing that a reused one could be mistaken for.
  const record = await readFile(join(home, 'sites', 'solo', 'site.json'), 'utf8')
  expect(Object.keys(JSON.parse(record) as object)).not.toContain('pid')
  expect(await findSiteProcesses(locateSite(home, 'sol'))).toEqual([])
})

test('a port that somebody else took meanwhile moves the site and nothing else', async () => {
  await stopSandbox({ home })
  const squatter = createServer().listen(site.port, '127.0.0.1')
  await new Promise((resolve) => squatter.once('listening', resolve))
  try {
    const moved = await start()
    expect(stages).toContain('port-moved')
    expect(moved.port).not.toBe(site.port)
    expect(moved.adminKey).toBe(site.adminKey)
    expect(await readTitle(moved)).toBe('Solo')
    site = moved
  } finally {
    squatter.close()
  }
})

test('a set-up that was cut short before the keys were written down is completed', async () => {
  const siteDir = locateSite(home, 'solo')
  const record = await readSiteRecord(siteDir)
  if (record?.phase !== 'ready') throw new Error('it should be ready')
  const { adminKey, contentKey, ...rest } = record
  await writeSiteRecord(siteDir, { ...rest, phase: 'setting-up' })
  const reading = await readSandbox(home)
  expect(reading).toEqual({ sites: [], unfinished: ['solo'] })

  const again = await start()
  expect(stages).not.toContain('rebuilding')
  expect({ adminKey: again.adminKey, contentKey: again.contentKey }).toEqual({ adminKey, contentKey })
  site = again
})

test('a set-up whose database was left half made is done anew', async () => {
  await stopSandbox({ home })
  const siteDir = locateSite(home, 'solo')
  const record = await readSiteRecord(siteDir)
  if (record?.phase !== 'ready') throw new Error('it should be ready')
  const { adminKey, contentKey, ...rest } = record
  await writeSiteRecord(siteDir, { ...rest, phase: 'setting-up' })
  await writeFile(join(siteDir, 'ghost.db'), 'SQLite format 3\0 and then the power went')

  const again = await start()
  expect(stages).toContain('rebuilding')
  expect(again.adminKey).not.toBe(adminKey)
  expect(contentKey).not.toBe(again.contentKey)
  expect(await readTitle(again)).toBe('Solo')
  site = again
})

test('Ctrl-C while Ghost boots for the first time takes it down, and the next start goes on', async () => {
  const options = { names: ['cut'], ghost, home, cacheDir: locateCache(process.env) }
  await expect(startSandbox({ ...options, signal: AbortSignal.timeout(2500) })).rejects.toThrow()
  expect(await findSiteProcesses(locateSite(home, 'cut'))).toEqual([])
  expect((await readSandbox(home)).unfinished).toEqual(['cut'])

  const [cut] = await startSandbox(options)
  expect(cut === undefined ? undefined : await readTitle(cut)).toBe('Cut')
  await stopSandbox({ home, names: ['cut'] })
})

test.each(['copying', 'booting', 'setting-up'])(
  'a process that is killed while %s leaves nothing to trip over',
  async (stage) => {
    const options = { names: ['gone'], ghost, home, cacheDir: locateCache(process.env) }
    const module = new URL('../../dist/sandbox/sites/start-sandbox.js', import.meta.url).href
    const program = `
    const { startSandbox } = await import(${JSON.stringify(module)})
    const onProgress = ({ stage }) => stage === '${stage}' && process.kill(process.pid, 'SIGKILL')
    await startSandbox({ ...${JSON.stringify(options)}, onProgress })`
    const starter = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' })
    expect(await new Promise((resolve) => starter.once('exit', (_, signal) => resolve(signal)))).toBe('SIGKILL')
    // The dead process's lock goes stale by itself after 10 s; this only spares the wait.
    await rm(join(home, 'lock'), { recursive: true })

    const [gone] = await startSandbox(options)
    expect(gone === undefined ? undefined : await readTitle(gone)).toBe('Gone')
    expect(await findSiteProcesses(locateSite(home, 'gone'))).toEqual([gone?.pid])
    await stopSandbox({ home, names: ['gone'] })
    await rm(locateSite(home, 'gone'), { recursive: true })
  },
)

test('a Ghost that cannot boot fails with the end of its log', async () => {
  await stopSandbox({ home })
  const database = join(locateSite(home, 'solo'), 'ghost.db')
  const good = await readFile(database)
  await writeFile(database, 'this is no database, it only has the name of one')
  await expect(start()).rejects.toMatchObject({
    code: 'sandbox/boot-failed',
    message: expect.stringMatching(/not a database/),
  })
  // It is ready and has somebody's posts in it: never rebuilt without being asked.
  expect(stages).not.toContain('rebuilding')
  await writeFile(database, good)
  site = await start()
})

test('nothing in Ghost can connect to another machine', async () => {
  const preload = join(home, 'sites', 'solo', 'preload.cjs')
  const { node } = await installGhost({ version: site.ghostVersion, cacheDir: locateCache(process.env) })
  // 192.0.2.1 is reserved for documentation: without the refusal this would hang until the timeout.
  const attempt = `require('net').connect(80, '192.0.2.1').on('error', ({ message }) => console.log(message))`
  const said = execFileSync(node.path, ['--require', preload, '-e', attempt], { encoding: 'utf8', timeout: 10_000 })
  expect(said.trim()).toBe('the sandbox does not connect to 192.0.2.1')
})

test('a reset leaves the name, the URL and the login, and nothing of ours', async () => {
  const kept = join(locateSite(home, 'solo'), 'content', 'images', 'ours.txt')
  await writeFile(kept, 'ours')
  const fresh = await resetSandbox({ names: ['solo'], home, cacheDir: locateCache(process.env) })
  expect(fresh[0]).toMatchObject({ name: 'solo', url: site.url, owner: site.owner, state: 'running' })
  expect(fresh[0]?.adminKey).not.toBe(site.adminKey)
  if (fresh[0] !== undefined) site = fresh[0]
  expect(await readTitle(site)).toBe('Solo')
  await expect(stat(kept)).rejects.toThrow('ENOENT')
})
