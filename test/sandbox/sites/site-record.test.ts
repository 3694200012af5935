import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readSandbox } from '../../../src/sandbox/sites/read-sandbox.ts'
import {
  listSiteNames,
  locateSite,
  readSiteRecord,
  type SiteRecord,
  writeSiteRecord,
} from '../../../src/sandbox/sites/site-record.ts'
import { choosePort } from '../../../src/sandbox/sites/start-sandbox.ts'
import { stopSandbox } from '../../../src/sandbox/sites/stop-sandbox.ts'

const READY: SiteRecord = {
  formatVersion: 1,
  name: 'main',
  ghostVersion: '5.130.6',
  // Nobody listens at a port that only root may open.
  port: 9,
  owner: { name: 'Sandbox Owner', email: 'owner@main.example.com', password: 'local-abc' },
  phase: 'ready',
  adminKey: 'a:b',
  contentKey: 'c',
}

let home: string
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'ghost-sync-home-'))
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('site.json', () => {
  test('comes back as written, for the owner only, with no temporary file beside it', async () => {
    const siteDir = locateSite(home, 'main')
    await writeSiteRecord(siteDir, READY)
    expect(await readSiteRecord(siteDir)).toEqual(READY)
    expect((await stat(join(siteDir, 'site.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(siteDir)).mode & 0o777).toBe(0o700)
    expect(await readdir(siteDir)).toEqual(['site.json'])
  })

  test('is missing where there is no site', async () => {
    expect(await readSiteRecord(locateSite(home, 'main'))).toBeUndefined()
    expect(await listSiteNames(home)).toEqual([])
  })

  test.each([
    ['cut off', '{"formatVersion":1,"na'],
    ['empty', ''],
    ['of another program', '{"name":"main"}'],
    ['ready without keys', JSON.stringify({ ...READY, adminKey: undefined })],
    ['of a later ghost-sync', JSON.stringify({ ...READY, formatVersion: 2 })],
    ['not an object', '7'],
  ])('one that is %s is refused with its path', async (_, text) => {
    const siteDir = locateSite(home, 'main')
    await mkdir(siteDir, { recursive: true })
    await writeFile(join(siteDir, 'site.json'), text)
    await expect(readSiteRecord(siteDir)).rejects.toMatchObject({
      code: 'sandbox/unreadable-record',
      message: expect.stringContaining(join(siteDir, 'site.json')),
    })
  })
})

describe('readSandbox', () => {
  test('tells set up from unfinished and does not make anything', async () => {
    await writeSiteRecord(locateSite(home, 'main'), READY)
    const { adminKey, contentKey, ...rest } = READY
    await writeSiteRecord(locateSite(home, 'half'), { ...rest, name: 'half', phase: 'setting-up' })
    await mkdir(locateSite(home, 'nothing-yet'))
    const reading = await readSandbox(home)
    expect(reading.unfinished).toEqual(['half'])
    expect(reading.sites).toEqual([
      {
        name: 'main',
        url: 'http://127.0.0.1:9',
        port: 9,
        adminKey,
        contentKey,
        owner: READY.owner,
        pid: undefined,
        ghostVersion: '5.130.6',
        state: 'stopped',
      },
    ])
    expect(await readdir(home)).toEqual(['sites'])
  })

  test('is empty where there is no sandbox, and stopping one makes none', async () => {
    const nowhere = join(home, 'nowhere')
    expect(await readSandbox(nowhere)).toEqual({ sites: [], unfinished: [] })
    expect(await stopSandbox({ home: nowhere })).toEqual([])
    expect(await readdir(home)).toEqual([])
  })
})

describe('choosePort', () => {
  test('gives the remembered port again, at once', async () => {
    const port = await choosePort({ home, remembered: undefined, taken: [] })
    expect(await choosePort({ home, remembered: port, taken: [] })).toBe(port)
    expect(await choosePort({ home, remembered: port, taken: [] })).toBe(port)
  })

  test('leaves alone what the other sites remember', async () => {
    const first = await choosePort({ home, remembered: undefined, taken: [] })
    expect(await choosePort({ home, remembered: undefined, taken: [first] })).not.toBe(first)
    expect(await choosePort({ home, remembered: first, taken: [first] })).not.toBe(first)
  })

  test('begins elsewhere for another project', async () => {
    const ports = ['/a', '/b', '/c'].map((other) => choosePort({ home: other, remembered: undefined, taken: [] }))
    expect(new Set(await Promise.all(ports)).size).toBe(3)
  })

  test('passes over a port that somebody listens at', async () => {
    const port = await choosePort({ home, remembered: undefined, taken: [] })
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      expect(await choosePort({ home, remembered: port, taken: [] })).not.toBe(port)
    } finally {
      squatter.close()
    }
  })
})
