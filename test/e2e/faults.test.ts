import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import type { SiteOutcome } from '../../src/publish/site-outcome.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Run, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// The built command line, a proxy that breaks what the test says, and a real Ghost behind it. Whatever breaks: no duplicate, nothing lost,
// nothing overwritten, a true exit code, and the next push ends where an unbroken one would have.
//
// Tests run side by side where none counts seconds: each has a tag, a repository and pictures of its own.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')

interface Scene {
  readonly workspace: Workspace
  readonly proxy: FaultProxy
  /** To the site itself, past the proxy. */
  readonly line: Connection
  readonly slugs: () => Promise<readonly string[]>
  readonly find: (slug: string) => Promise<RemotePost>
  /** Pushes and reads what it says that it did. */
  readonly push: (...args: string[]) => Promise<Pushed>
}

interface Pushed {
  readonly code: number | null
  readonly outcome: SiteOutcome
  readonly kinds: Record<string, string>
}

const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

/** A repository with the posts `<name>-<n>`, all new, in front of the proxy. */
async function setScene(
  name: string,
  posts: readonly string[],
  policies: Record<string, unknown> = {},
): Promise<Scene> {
  const proxy = await startFaultProxy(site?.url ?? '')
  const through = { ...site, url: proxy.url } as typeof site & object
  const workspace = openWorkspace({ name, sites: [through], policies })
  for (const post of posts) workspace.write(`content/posts/${name}-${post}.md`, draft(post))
  const line = openLine(site as typeof site & object, `#${name}`)
  cleanups.push(async () => {
    await proxy.settle()
    await proxy.close()
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const list = () => listRemote(line)
  return {
    workspace,
    proxy,
    line,
    slugs: async () => (await list()).map(({ fields }) => String(fields.slug).replace(`${name}-`, '')).sort(),
    find: async (slug) => {
      const found = (await list()).find(({ fields }) => fields.slug === `${name}-${slug}`)
      if (found === undefined) throw new Error(`no post ${slug}`)
      return found
    },
    push: async (...args) => readPush(await workspace.run('push', '--json', ...args), name),
  }
}

function draft(title: string, more = '', body = 'Text.'): string {
  return `---\ntitle: ${title}\nstatus: draft\n${more}---\n${body}\n`
}

function readPush(run: Run, name: string): Pushed {
  const { sites } = JSON.parse(run.stdout) as { readonly sites: readonly [SiteOutcome] }
  const [outcome] = sites
  const kinds = outcome.results.map(({ path, kind }) => [path.replace(`posts/${name}-`, '').replace('.md', ''), kind])
  // In the shape that the test compares, so that a site that failed as a whole says why.
  const failure = outcome.failure === undefined ? {} : { 'the site': outcome.failure.message }
  return { code: run.code, outcome, kinds: { ...Object.fromEntries(kinds), ...failure } }
}

const isCreate = ({ method, path }: ProxiedRequest) => method === 'POST' && path.endsWith('/admin/posts/')
const isUpdate = ({ method, path }: ProxiedRequest) => method === 'PUT' && /\/admin\/posts\/[0-9a-f]+\/$/.test(path)
const isUpload = ({ method, path }: ProxiedRequest) => method === 'POST' && path.endsWith('/upload/')
const isAbout = (request: ProxiedRequest, text: string) => request.body.includes(text)

/** True for the first request that passes, whatever comes later. */
function once(passes: (request: ProxiedRequest) => boolean): (request: ProxiedRequest) => boolean {
  let done = false
  return (request) => {
    if (done || !passes(request)) return false
    done = true
    return true
  }
}

/** Tells the pictures of one scene from those of another. */
function sumCodes(name: string): number {
  return [...name].reduce((sum, character) => sum + character.charCodeAt(0), 0) % 256
}

const UNCHANGED = { a: 'unchanged', b: 'unchanged', c: 'unchanged' }

describe.concurrent('a create', { timeout: 300_000 }, () => {
  test.each(['lose-answer', 'lose-request'] as const)('%s: created once', async (kind) => {
    const { proxy, push, slugs } = await setScene(`f-create-${kind}`, ['a', 'b', 'c'])
    const hit = once((request) => isCreate(request) && isAbout(request, '"title":"b"'))
    proxy.setRule((request) => (hit(request) ? { kind } : undefined))
    const pushed = await push()
    expect(pushed).toMatchObject({ code: 0, kinds: { a: 'created', b: 'created', c: 'created' } })
    expect(await slugs()).toEqual(['a', 'b', 'c'])
    expect(proxy.seen.filter(isCreate)).toHaveLength(kind === 'lose-answer' ? 3 : 4)
    expect(await push()).toMatchObject({ code: 0, kinds: UNCHANGED, outcome: { requests: { writes: 0 } } })
  })

  test('never answered: failed, and the next push finds what there is', async () => {
    const { proxy, push, slugs } = await setScene('f-create-never', ['a', 'b', 'c'])
    let tries = 0
    proxy.setRule((request) => {
      if (!isCreate(request) || !isAbout(request, '"title":"b"')) return undefined
      tries += 1
      return { kind: tries === 1 ? 'lose-request' : 'answer', status: 504 }
    })
    const pushed = await push()
    expect(pushed).toMatchObject({ code: 5, kinds: { a: 'created', b: 'failed', c: 'created' } })
    expect(tries).toBe(2)
    proxy.setRule(() => undefined)
    expect(await push()).toMatchObject({ code: 0, kinds: { ...UNCHANGED, b: 'created' } })
    expect(await slugs()).toEqual(['a', 'b', 'c'])
  })

  test('whose slug somebody takes in that moment: theirs stays, ours is no `-2`', async () => {
    const { proxy, push, line, slugs } = await setScene('f-create-taken', ['a', 'b'])
    const stranger = await setScene('f-create-taken-by', [])
    const hit = once((request) => isCreate(request) && isAbout(request, '"title":"b"'))
    const take = async () => {
      stranger.workspace.write('content/posts/theirs.md', draft('Theirs', 'slug: f-create-taken-b\n'))
      await stranger.workspace.run('push')
    }
    proxy.setRule((request) => (hit(request) ? { kind: 'before', act: take } : undefined))
    expect(await push()).toMatchObject({ code: 4, kinds: { a: 'created', b: 'conflict' } })
    expect(await slugs()).toEqual(['a'])
    const [theirs] = (await listRemote(line, ['f-create-taken-b', 'f-create-taken-b-2'])).filter(({ owned }) => !owned)
    expect(theirs?.fields).toMatchObject({ title: 'Theirs', slug: 'f-create-taken-b' })
  })

  test('the same, and the answer is lost: still no `-2`', async () => {
    const { proxy, push, line, slugs } = await setScene('f-create-taken-lost', ['a', 'b'])
    const stranger = await setScene('f-create-taken-lost-by', [])
    stranger.workspace.write('content/posts/theirs.md', draft('Theirs', 'slug: f-create-taken-lost-b\n'))
    const hit = once((request) => isCreate(request) && isAbout(request, '"title":"b"'))
    const take = async () => void (await stranger.workspace.run('push'))
    proxy.setRule((request) => (hit(request) ? { kind: 'lose-answer', before: take } : undefined))
    const { kinds, code } = await push()
    expect([kinds.b, code]).toEqual(['conflict', 4])
    expect(await slugs()).toEqual(['a'])
    const others = (
      await listRemote(
        line,
        ['b', 'b-2', 'b-3'].map((slug) => `f-create-taken-lost-${slug}`),
      )
    ).slice(1)
    expect(others.map(({ fields }) => fields.title)).toEqual(['Theirs'])
  })
})

describe.concurrent('an update', { timeout: 300_000 }, () => {
  test.each(['lose-answer', 'lose-request'] as const)('%s: written once, reported as written', async (kind) => {
    const { workspace, proxy, push, find } = await setScene(`f-update-${kind}`, ['a', 'b', 'c'])
    await push()
    workspace.write(`content/posts/f-update-${kind}-b.md`, draft('b, better', '', 'More text.'))
    const hit = once(isUpdate)
    proxy.setRule((request) => (hit(request) ? { kind } : undefined))
    proxy.seen.length = 0
    expect(await push()).toMatchObject({ code: 0, kinds: { ...UNCHANGED, b: 'updated' } })
    expect(proxy.seen.filter(isUpdate)).toHaveLength(kind === 'lose-answer' ? 1 : 2)
    const post = await find('b')
    expect(post.fields.title).toBe('b, better')
    expect(JSON.stringify(post.body)).toContain('More text.')
    expect(await push()).toMatchObject({ code: 0, kinds: UNCHANGED })
  })

  test('that is forced and lost is not taken for done because the stamp is the same', async () => {
    const { proxy, push, line, find } = await setScene('f-update-forced', ['a', 'b', 'c'])
    await push()
    // An edit through the API keeps the stamp; the file has not changed, so the stamp that --force sends is the one that is there.
    const before = await find('b')
    await updatePost(line, 'post', before.id, { title: 'By another tool', updated_at: before.updatedAt })
    const hit = once(isUpdate)
    proxy.setRule((request) => (hit(request) ? { kind: 'lose-request' } : undefined))
    expect(await push('--force', '--yes')).toMatchObject({ code: 0, kinds: { b: 'updated' } })
    expect((await find('b')).fields.title).toBe('b')
  })

  const edits: readonly [string, Record<string, unknown>][] = [
    ['title', { title: 'Edited in Ghost' }],
    ['meta title, which does not move updated_at', { meta_title: 'Edited in Ghost' }],
  ]
  describe.each(['plan and read', 'read and write'] as const)('edited in Ghost between %s', (moment) => {
    test.each(edits)('%s: a conflict, nothing overwritten, the others go on', async (_, change) => {
      const name = `f-edit-${moment === 'plan and read' ? 'read' : 'write'}-${Object.keys(change)[0]?.replace('_', '-')}`
      const { workspace, proxy, push, line, find } = await setScene(name, ['a', 'b', 'c'])
      await push()
      const before = await find('b')
      workspace.write(`content/posts/${name}-b.md`, draft('b, from the file'))
      workspace.write(`content/posts/${name}-c.md`, draft('c, from the file'))
      const isMoment = (request: ProxiedRequest) =>
        request.path.endsWith(`/posts/${before.id}/`) && request.method === (moment === 'plan and read' ? 'GET' : 'PUT')
      const hit = once(isMoment)
      // Ghost's own check of collisions counts in whole seconds.
      const edit = async () => {
        await new Promise((resolve) => setTimeout(resolve, 1100))
        await editAsAdmin(line, await find('b'), change)
      }
      proxy.setRule((request) => (hit(request) ? { kind: 'before', act: edit } : undefined))
      expect(await push()).toMatchObject({ code: 4, kinds: { a: 'unchanged', b: 'conflict', c: 'updated' } })
      expect((await find('b')).fields).toMatchObject(change)
      expect((await find('c')).fields.title).toBe('c, from the file')
    })
  })

  test('deleted in Ghost between read and write: a conflict, and not made again', async () => {
    const { workspace, proxy, push, line, find, slugs } = await setScene('f-gone', ['a', 'b', 'c'])
    await push()
    const { type, id } = await find('b')
    workspace.write('content/posts/f-gone-b.md', draft('b, from the file'))
    const hit = once(isUpdate)
    proxy.setRule((request) => (hit(request) ? { kind: 'before', act: () => deletePost(line, type, id) } : undefined))
    const pushed = await push()
    expect(pushed).toMatchObject({ code: 4, kinds: { ...UNCHANGED, b: 'conflict' } })
    expect(JSON.stringify(pushed.outcome)).toContain('deleted in Ghost while this push was under way')
    expect(await slugs()).toEqual(['a', 'c'])
  })

  test.each(['PUT', 'DELETE'])('deleted in Ghost right before the %s that removes it: removed', async (method) => {
    const name = `f-gone-${method.toLowerCase()}`
    const { workspace, proxy, push, line, find, slugs } = await setScene(name, ['a', 'b', 'c'])
    await push()
    const { type, id } = await find('b')
    workspace.remove(`content/posts/${name}-b.md`)
    const hit = once((request) => request.method === method && request.path.endsWith(`/posts/${id}/`))
    proxy.setRule((request) => (hit(request) ? { kind: 'before', act: () => deletePost(line, type, id) } : undefined))
    expect(await push('--prune')).toMatchObject({ code: 0, kinds: { a: 'unchanged', b: 'deleted', c: 'unchanged' } })
    expect(await slugs()).toEqual(['a', 'c'])
  })

  test('409 for the second request, which tells the stamp what Ghost made of a field: the post is written, and said to be', async () => {
    const { workspace, proxy, push, find } = await setScene('f-409-settle', ['a', 'b', 'c'])
    await push()
    workspace.write('content/posts/f-409-settle-b.md', draft('b', 'custom_excerpt: As asked\n'))
    const body = { errors: [{ message: 'Saving failed!', type: 'UpdateCollisionError', code: 'UPDATE_COLLISION' }] }
    let puts = 0
    const alter: Fault = { kind: 'alter', change: (text) => text.replaceAll('As asked', 'As Ghost has it') }
    proxy.setRule((request) => {
      if (!isUpdate(request)) return alter
      puts += 1
      return puts > 1 ? { kind: 'answer', status: 409, body } : alter
    })
    expect(await push()).toMatchObject({ code: 0, kinds: { ...UNCHANGED, b: 'updated' } })
    expect(puts).toBe(2)
    expect((await find('b')).fields.custom_excerpt).toBe('As asked')
  })

  test('409: a conflict', async () => {
    const { workspace, proxy, push } = await setScene('f-409', ['a', 'b', 'c'])
    await push()
    workspace.write('content/posts/f-409-b.md', draft('b, better'))
    const body = { errors: [{ message: 'Saving failed!', type: 'UpdateCollisionError', code: 'UPDATE_COLLISION' }] }
    proxy.setRule((request) => (isUpdate(request) ? { kind: 'answer', status: 409, body } : undefined))
    expect(await push()).toMatchObject({ code: 4, kinds: { ...UNCHANGED, b: 'conflict' } })
    expect(proxy.seen.filter(isUpdate)).toHaveLength(1)
  })
})

describe('a server in trouble', () => {
  test('503 with Retry-After: waited for, then written', async () => {
    const { proxy, push } = await setScene('f-503', ['a', 'b', 'c'])
    const hit = once((request) => isCreate(request) && isAbout(request, '"title":"b"'))
    proxy.setRule((request) =>
      hit(request) ? { kind: 'answer', status: 503, headers: { 'retry-after': '2' } } : undefined,
    )
    expect(await push()).toMatchObject({ code: 0, kinds: { a: 'created', b: 'created', c: 'created' } })
    const tries = proxy.seen.filter((request) => isCreate(request) && isAbout(request, '"title":"b"'))
    expect(tries).toHaveLength(2)
    expect((tries[1]?.at ?? 0) - (tries[0]?.at ?? 0)).toBeGreaterThanOrEqual(1900)
  })

  test('500 for one post: the others go on, exit 5', async () => {
    const { proxy, push, slugs } = await setScene('f-500', ['a', 'b', 'c'])
    proxy.setRule((request) =>
      isCreate(request) && isAbout(request, '"title":"b"') ? { kind: 'answer', status: 500 } : undefined,
    )
    const { code, kinds, outcome } = await push()
    expect([code, kinds]).toEqual([5, { a: 'created', b: 'failed', c: 'created' }])
    expect(outcome.results[1]).toMatchObject({ code: 'ghost/server-error', hint: expect.any(String) })
    expect(await slugs()).toEqual(['a', 'c'])
    proxy.setRule(() => undefined)
    expect(await push()).toMatchObject({ code: 0, kinds: { ...UNCHANGED, b: 'created' } })
  })

  test('gone in the middle of a push: it gives up, says so, and the next push ends the work', async () => {
    const names = [...'abcdefghij']
    const { proxy, push, slugs } = await setScene('f-gone-away', names, { concurrency: 1, timeoutSeconds: 1 })
    let created = 0
    proxy.setRule((request) => {
      if (isCreate(request)) created += 1
      return created > 3 ? { kind: 'lose-request' } : undefined
    })
    const { code, kinds } = await push()
    expect(code).toBe(5)
    expect(Object.values(kinds).filter((kind) => kind === 'created')).toHaveLength(3)
    expect(Object.values(kinds).filter((kind) => kind === 'skipped').length).toBeGreaterThan(0)
    proxy.setRule(() => undefined)
    expect((await push()).code).toBe(0)
    expect(await slugs()).toEqual(names)
  })
})

describe.concurrent('an upload', { timeout: 300_000 }, () => {
  async function setPictures(name: string): Promise<Scene> {
    const scene = await setScene(name, ['c'])
    for (const [nth, post] of ['a', 'b'].entries()) {
      scene.workspace.write(`content/posts/${post}.png`, drawPng(8, 8, [nth, Date.now() % 256, sumCodes(name)]))
      scene.workspace.write(`content/posts/${name}-${post}.md`, draft(post, '', `![A picture](${post}.png)`))
    }
    return scene
  }

  test('that fails: its post is not written, the others are; the next push ends the work', async () => {
    const { proxy, push, slugs, find } = await setPictures('f-upload-fails')
    proxy.setRule((request) =>
      isUpload(request) && isAbout(request, 'name="ref"\r\n\r\nb-') ? { kind: 'answer', status: 500 } : undefined,
    )
    expect(await push()).toMatchObject({ code: 5, kinds: { a: 'created', b: 'failed', c: 'created' } })
    expect(await slugs()).toEqual(['a', 'c'])
    proxy.setRule(() => undefined)
    expect(await push()).toMatchObject({ code: 0, kinds: { ...UNCHANGED, b: 'created' }, outcome: { uploads: 1 } })
    expect(JSON.stringify((await find('b')).body)).toMatch(/content\/images\/\d{4}\/\d\d\/b-[0-9a-f]{16}\.png/)
  })

  test('whose answer is lost is found on the site, not sent twice', async () => {
    const { proxy, push } = await setPictures('f-upload-lost')
    const hit = once(isUpload)
    proxy.setRule((request) => (hit(request) ? { kind: 'lose-answer' } : undefined))
    expect(await push()).toMatchObject({ code: 0, kinds: { a: 'created', b: 'created', c: 'created' } })
    expect(proxy.seen.filter(isUpload)).toHaveLength(2)
  })

  test('that never arrives: its post is not written', async () => {
    const { proxy, push } = await setPictures('f-upload-never')
    const hit = once(isUpload)
    proxy.setRule((request) => (hit(request) ? { kind: 'lose-request' } : undefined))
    const { code, kinds } = await push()
    expect([code, Object.values(kinds).sort()]).toEqual([5, ['created', 'created', 'failed']])
    expect((await push()).code).toBe(0)
  })
})

describe.concurrent('a push that is cut off', { timeout: 300_000 }, () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f']

  async function setPictures(name: string): Promise<Scene> {
    const scene = await setScene(name, [])
    for (const [nth, post] of names.entries()) {
      scene.workspace.write(`content/posts/${post}.png`, drawPng(8, 8, [nth, Date.now() % 256, sumCodes(name)]))
      scene.workspace.write(`content/posts/${name}-${post}.md`, draft(post, '', `![A picture](${post}.png)`))
    }
    return scene
  }

  // Each kill comes when the site has done the n-th thing of that kind and nobody has heard of it yet.
  test('SIGKILL, again and again: no post and no file twice, nothing missing', { timeout: 240_000 }, async () => {
    const { workspace, proxy, push, slugs, line } = await setPictures('f-kill')
    const points: readonly ((request: ProxiedRequest) => boolean)[] = [isUpload, isUpload, isCreate, isCreate]
    for (const isPoint of points) {
      let count = 0
      const run = workspace.start('push')
      proxy.setRule((request) => {
        if (!isPoint(request)) return undefined
        count += 1
        return count === 2 ? { kind: 'after', act: () => run.kill('SIGKILL') } : undefined
      })
      expect((await run.done).code).toBe(null)
      await proxy.settle()
    }
    proxy.setRule(() => undefined)
    expect((await push()).code).toBe(0)
    expect(await slugs()).toEqual(names)
    const sent = proxy.seen.filter(isUpload).map(({ body }) => /filename="([^"]+)"/.exec(body)?.[1])
    expect([...sent].sort()).toEqual([...new Set(sent)].sort())
    expect(sent).toHaveLength(names.length)
    const whole = await setPictures('f-whole')
    await whole.push()
    expect(await describeState(line, 'f-kill')).toEqual(await describeState(whole.line, 'f-whole'))
    expect(await push()).toMatchObject({ code: 0, outcome: { uploads: 0, requests: { writes: 0 } } })
  })

  test('Ctrl-C once: what is under way is finished, the summary is true, exit 130', async () => {
    const scene = await setScene('f-interrupt', [...'abcdefghijkl'], { concurrency: 2 })
    const { workspace, proxy, slugs, push } = scene
    const run = workspace.start('push', '--json')
    let count = 0
    proxy.setRule((request) => {
      if (!isCreate(request)) return undefined
      count += 1
      return count === 3 ? { kind: 'before', act: () => run.kill('SIGINT') } : undefined
    })
    const { code, kinds } = readPush(await run.done, 'f-interrupt')
    expect(code).toBe(130)
    const created = Object.keys(kinds).filter((path) => kinds[path] === 'created')
    expect(created.length).toBeLessThan(12)
    expect(created.sort()).toEqual(await slugs())
    expect(Object.values(kinds).filter((kind) => kind === 'skipped')).toHaveLength(12 - created.length)
    proxy.setRule(() => undefined)
    expect((await push()).code).toBe(0)
    expect(await slugs()).toEqual([...'abcdefghijkl'])
  })
})

/** What the site has of a project, without what differs between two projects: names, addresses, dates, ids. */
async function describeState(line: Connection, name: string): Promise<unknown> {
  const posts = (await listRemote(line)).map(({ fields, body, base, type }) => {
    const { published_at: _, ...rest } = fields
    const text = JSON.stringify({ type, rest, body, path: base.kind === 'stamp' ? base.stamp.path : undefined })
    return text.replaceAll(name, 'NAME').replace(/-[0-9a-f]{16}\.png/g, '.png')
  })
  return posts.sort()
}

describe('two pushes at the same time', () => {
  test('from two machines: no duplicates, and the next push has nothing to do', async () => {
    const names = [...'abcdefghijkl']
    const { workspace, proxy, slugs, push } = await setScene('f-both', names)
    const other = openWorkspace({ name: 'f-both', sites: [{ ...site, url: proxy.url } as typeof site & object] })
    for (const name of names)
      other.write(`content/posts/f-both-${name}.md`, workspace.read(`content/posts/f-both-${name}.md`))
    const runs = await Promise.all([workspace.run('push', '--json'), other.run('push', '--json')])
    for (const run of runs) expect([0, 4, 5]).toContain(run.code)
    expect(await slugs()).toEqual(names)
    const again = await push()
    expect(again).toMatchObject({ code: 0, outcome: { requests: { writes: 0 } } })
    rmSync(other.folder, { recursive: true, force: true })
  })
})
