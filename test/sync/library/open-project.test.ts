import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Action, type GhostSyncFailure, openProject, type Project, type ProjectPlan } from '../../../src/index.ts'
import { type FaultServer, type Reply, type Seen, startFaultServer } from '../../ghost/transport/fault-server.ts'

/** The guards of the library, on a server that has no posts, or this one. */

const ID = '0123456789abcdef01234567'
const SECRET = 'ab'.repeat(32)
const POST = '---\ntitle: Hello\n---\nText.\n'

interface Scene {
  readonly folder: string
  readonly write: (path: string, text: string) => void
  readonly open: (more?: { readonly sites?: readonly string[] }) => Promise<Project>
  readonly server: FaultServer
  /** Requests that would have changed something. */
  readonly writes: () => string[]
}

/** A Ghost that has these rows of each resource and no others, and answers a write as it answers a read. */
function answerWith(rows: Readonly<Record<string, readonly object[]>>): (request: Seen) => Reply {
  return ({ path }) => {
    const resource = /\/admin\/([a-z]+)\//.exec(path)?.[1] ?? ''
    const own = rows[resource] ?? []
    const pagination = { page: 1, limit: 100, pages: 1, total: own.length, next: null, prev: null }
    return { status: 200, body: { [resource]: own, config: {}, meta: { pagination } } }
  }
}

async function openScene(
  rows: Record<string, readonly object[]> = {},
  sites: Record<string, string> = {},
): Promise<Scene> {
  const server = await startFaultServer(answerWith(rows))
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ghost-sync-library-')))
  onTestFinished(async () => {
    rmSync(folder, { recursive: true, force: true })
    await server.close()
  })
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const all = Object.entries({ main: server.url, ...sites }).map(([name, url]) => [name, { url, adminKeyEnv: 'KEY' }])
  write('ghost-sync.config.json', JSON.stringify({ project: 'blog', sites: Object.fromEntries(all) }))
  write('content/hello.md', POST)
  const env = { KEY: `${ID}:${SECRET}`, GHOST_SYNC_DATA: join(folder, '../data'), PATH: process.env.PATH }
  return {
    folder,
    write,
    server,
    open: (more = {}) => openProject({ cwd: folder, env, ...more }),
    writes: () => server.seen.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
  }
}

function kinds(plan: ProjectPlan): string[] {
  return plan.sites.flatMap(({ actions }) => actions.map(({ kind, path }: Action) => `${kind} ${path}`))
}

const fail = (code: string) => expect.objectContaining({ name: 'GhostSyncFailure', code })

describe('a plan', () => {
  test('is a JSON value that nobody can change, and writes nothing', async () => {
    const { open, writes } = await openScene()
    const plan = await (await open()).plan()
    expect(plan.failures).toEqual([])
    expect(kinds(plan)).toEqual(['create hello.md'])
    expect(plan).toMatchObject({ kind: 'ghost-sync-plan', failures: [], exitCode: 0 })
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan)
    expect(() => Object.assign(plan.sites[0]?.actions[0] ?? {}, { kind: 'delete' })).toThrow(TypeError)
    expect(writes()).toEqual([])
  })

  test('sees the files as they are now, and blocks a post that holds the key', async () => {
    const { open, write } = await openScene()
    const project = await open()
    await project.plan()
    write('content/leak.md', `---\ntitle: Leak\n---\nThe key is ${SECRET}.\n`)
    const plan = await project.plan()
    expect(kinds(plan)).toEqual(['create hello.md', 'blocked leak.md'])
    expect(plan.sites[0]?.problems).toMatchObject([{ code: 'content/holds-key', file: 'content/leak.md' }])
    expect(plan.exitCode).toBe(3)
    expect(JSON.stringify(plan)).not.toContain(SECRET)
  })

  test('holds no key that a server sends back, and leaves a post alone that is not ours', async () => {
    const theirs = { id: ID, uuid: ID, title: `Look: ${SECRET}`, slug: 'hello', status: 'draft', tags: [], authors: [] }
    const times = { created_at: '2026-01-01T00:00:00.000Z', updated_at: '2026-01-01T00:00:00.000Z' }
    const post = { ...theirs, ...times, url: 'http://faulty.example.com/hello/', lexical: null, visibility: 'public' }
    const { open, writes } = await openScene({ posts: [post] })
    const project = await open()
    const plan = await project.plan()
    expect(kinds(plan)).toEqual(['unowned hello.md'])
    expect(JSON.stringify(plan)).toContain('Look: [redacted]')
    const outcome = await project.push(plan)
    expect(outcome).toMatchObject({ exitCode: 4, sites: [{ results: [{ kind: 'conflict' }] }] })
    expect(writes()).toEqual([])
  })

  test('says which sites could not be asked, without a key in the reason', async () => {
    const { open } = await openScene({}, { down: 'http://127.0.0.1:9' })
    const plan = await (await open()).plan()
    expect(kinds(plan)).toEqual(['create hello.md'])
    expect(plan).toMatchObject({ exitCode: 5, failures: [{ site: 'down', code: 'site/unreachable' }] })
    expect((await (await open({ sites: ['main'] })).plan()).failures).toEqual([])
    expect((await (await open()).plan({ sites: ['main'] })).failures).toEqual([])
  })

  test('of no paths is about nothing, and asks nobody', async () => {
    const { open, server } = await openScene()
    expect((await (await open()).plan({ paths: [], prune: true })).sites).toEqual([])
    expect(server.seen).toEqual([])
  })

  test.each([
    ['usage/no-such-file', { paths: ['no-such.md'] }],
    ['usage/changed-and-paths', { paths: ['content/hello.md'], changed: 'main' }],
    ['config/unknown-site', { sites: ['other'] }],
    ['usage/no-sites', { sites: [] }],
    ['usage/not-a-number', { maxDeletes: Number.NaN }],
    ['usage/not-a-number', { maxDeletes: -1 }],
  ])('refuses with %s: %j', async (code, options) => {
    const { open } = await openScene()
    await expect((await open()).plan(options)).rejects.toEqual(fail(code))
  })
})

describe('a push', () => {
  test('of the plan that was just made goes on from there, and the same plan again is planned anew', async () => {
    const { open, server, writes, write } = await openScene()
    const project = await open()
    const plan = await project.plan()
    const asked = server.seen.length
    // The server does not answer as a Ghost that has made a post: that it was asked to is what counts here.
    const outcome = await project.push(plan)
    expect(outcome.sites[0]?.results).toMatchObject([{ path: 'hello.md' }])
    expect(writes().filter((line) => line.startsWith('POST')).length).toBeGreaterThan(0)
    expect(server.seen.slice(asked).some(({ path }) => path.includes('/users/'))).toBe(false)

    const before = writes().length
    write('content/hello.md', POST.replace('Text', 'Another text'))
    await expect(project.push(plan)).rejects.toEqual(fail('plan/outdated'))
    expect(writes().length).toBe(before)
  })

  test.each<[string, (plan: ProjectPlan) => unknown]>([
    ['another text', (plan) => JSON.parse(JSON.stringify(plan).replace('Text.', 'Another text.'))],
    ['no action', (plan) => ({ ...plan, sites: plan.sites.map((site) => ({ ...site, actions: [] })) })],
    [
      'a removal besides',
      (plan) => ({ ...plan, sites: plan.sites.map((site) => ({ ...site, actions: [...site.actions, REMOVAL] })) }),
    ],
  ])('of a plan that says something else is refused: %s', async (_, change) => {
    const { open, writes } = await openScene()
    const project = await open()
    const changed = change(await project.plan()) as ProjectPlan
    await expect(project.push(changed)).rejects.toEqual(fail('plan/outdated'))
    expect(writes()).toEqual([])
  })

  test('of a saved plan that still fits writes', async () => {
    const { open, writes } = await openScene()
    const saved = JSON.parse(JSON.stringify(await (await open()).plan()))
    await (await open()).push(saved)
    expect(writes().length).toBeGreaterThan(0)
  })

  test.each<[string, (plan: ProjectPlan) => unknown]>([
    ['plan/not-a-plan', () => ({})],
    ['plan/not-a-plan', () => 'plan.json'],
    ['plan/other-project', (plan) => ({ ...plan, project: 'other' })],
    ['plan/incomplete', (plan) => ({ ...plan, failures: [{ site: 'down' }] })],
    ['config/unknown-site', (plan) => ({ ...plan, request: { ...plan.request, sites: ['main', 'other'] } })],
  ])('refuses with %s', async (code, change) => {
    const { open, writes } = await openScene()
    const project = await open()
    const changed = change(await project.plan()) as ProjectPlan
    await expect(project.push(changed)).rejects.toEqual(fail(code))
    expect(writes()).toEqual([])
  })

  test('that is stopped before it begins writes nothing', async () => {
    const { open, writes } = await openScene()
    const project = await open()
    const plan = await project.plan()
    const outcome = await project.push(plan, { signal: AbortSignal.abort() })
    expect(outcome).toMatchObject({ exitCode: 130, sites: [{ results: [{ kind: 'skipped' }] }] })
    expect(writes()).toEqual([])
  })
})

describe('e-mail', () => {
  const weekly = { id: ID, slug: 'weekly', name: 'Weekly', status: 'active', visibility: 'members' }
  const scene = async () => {
    const opened = await openScene({ newsletters: [weekly] })
    opened.write('content/hello.md', '---\ntitle: Hello\nstatus: published\nnewsletter: weekly\n---\nText.\n')
    opened.write('content/more.md', '---\ntitle: More\nstatus: published\nnewsletter: weekly\n---\nText.\n')
    return opened
  }

  test.each([
    ['nobody agreed', {}],
    ['to fewer', { sendEmail: true }],
    ['to none', { sendEmail: true, maxEmails: 0 }],
  ])('waits: %s', async (_, options) => {
    const { open, writes } = await scene()
    const project = await open()
    const outcome = await project.push(await project.plan(), options)
    expect(outcome.sites[0]?.results.map(({ kind }) => kind)).toEqual(['held', 'held'])
    expect(outcome.exitCode).toBe(6)
    expect(writes().filter((line) => line.includes('/posts/'))).toEqual([])
  })

  test('goes on where somebody agreed to as many, or to publish without it', async () => {
    for (const options of [{ sendEmail: true, maxEmails: 2 }, { skipEmail: true }]) {
      const { open, writes } = await scene()
      const project = await open()
      await project.push(await project.plan(), options)
      expect(writes().filter((line) => line.includes('/posts/')).length).toBeGreaterThan(0)
    }
  })

  test('options that contradict each other, or are no numbers, are refused', async () => {
    const { open } = await scene()
    const project = await open()
    const plan = await project.plan()
    await expect(project.push(plan, { maxEmails: Number.NaN })).rejects.toEqual(fail('usage/not-a-number'))
    await expect(project.push(plan, { sendEmail: true, skipEmail: true })).rejects.toEqual(fail('usage/email-flags'))
  })
})

describe('opening', () => {
  test('a config with mistakes is a failure that has every one of them', async () => {
    const { open, write } = await openScene()
    write('ghost-sync.config.json', JSON.stringify({ project: 'blog', sites: { main: { url: 'x' } }, nonsense: 1 }))
    const failure = (await open().catch((error: unknown) => error)) as GhostSyncFailure
    expect(failure).toMatchObject({ code: 'config/invalid', exitCode: 2 })
    expect(failure.problems.length).toBeGreaterThan(1)
    expect(failure.problems[0]).toMatchObject({ file: 'ghost-sync.config.json', severity: 'error' })
  })

  test('shows no key, and a failure shows none either', async () => {
    const { open, server } = await openScene()
    const project = await open()
    const plan = JSON.parse(JSON.stringify(await project.plan()))
    await server.close()
    const failure = await project.push(plan).catch((error: unknown) => error)
    expect(failure).toEqual(fail('site/unreachable'))
    for (const value of [project, failure]) {
      const shown = inspect(value, { depth: 20, showHidden: true, getters: true })
      expect(shown).not.toContain(SECRET)
      expect(shown).not.toMatch(/eyJ[\w-]{10,}\./)
    }
  })

  test('without keys gives nothing but the check', async () => {
    const { folder, write, server } = await openScene()
    write('content/broken.md', '---\ntitle: [\n---\n')
    const project = await openProject({ cwd: folder, env: {}, keys: 'ignored' })
    expect(Object.keys(project)).toEqual(['check'])
    expect(await project.check()).toMatchObject({ files: 2, sites: ['main'], exitCode: 3 })
    expect(await project.check({ paths: ['content/hello.md'] })).toMatchObject({ files: 1, problems: [], exitCode: 0 })
    expect(await project.check({ paths: [] })).toMatchObject({ files: 0, problems: [] })
    expect(server.seen).toEqual([])
  })
})

describe('a pull', () => {
  test('of all needs to know of which site, and of no posts asks nobody', async () => {
    const { open, server } = await openScene({}, { other: 'http://127.0.0.1:9' })
    const project = await open()
    await expect(project.pull({ all: true })).rejects.toEqual(fail('usage/no-site'))
    expect(await project.pull({ posts: [], all: true })).toEqual({ sites: [], exitCode: 0 })
    expect(server.seen).toEqual([])
    const pulled = await project.pull()
    expect(pulled).toMatchObject({
      exitCode: 5,
      sites: [
        { site: 'main', results: [] },
        { site: 'other', failure: {} },
      ],
    })
  })
})

const REMOVAL = {
  kind: 'delete',
  path: 'old.md',
  type: 'post',
  title: 'Old',
  id: ID,
  url: '',
  updatedAt: '',
  remoteDigest: '',
}
