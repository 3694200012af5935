import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { createPost, deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { FIELD_NAMES } from '../../src/model/fields.ts'
import type { ActionResult, SiteOutcome } from '../../src/publish/site-outcome.ts'
import type { TestSite } from './boot-sites.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { type Fault, type FaultProxy, type ProxiedRequest, startFaultProxy } from './fault-proxy.ts'
import { locateData, openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Every place that writes a post twice, or deletes one after a look at it (docs/how-it-works.md lists them), with somebody's save held in between: in the
// second of the first write, where Ghost's collision check sees nothing, and of tags and meta fields, which it never sees. The save is kept, and told.

const [first] = readTestSites()
if (first === undefined) throw new Error('no site')
const site: TestSite = first
const { major, capabilities } = await identifySite(openLine(site, '#second-writes'))

interface Scene {
  readonly workspace: Workspace
  readonly proxy: FaultProxy
  readonly line: Connection
  readonly write: (post: string, more?: string, body?: string) => void
  readonly find: (slug: string) => Promise<RemotePost | undefined>
  readonly run: (
    ...args: string[]
  ) => Promise<{ readonly code: number | null; readonly results: readonly ActionResult[] }>
}

const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

async function setScene(name: string): Promise<Scene> {
  const proxy = await startFaultProxy(site.url)
  const workspace = openWorkspace({ name, sites: [{ ...site, url: proxy.url }] })
  const line = openLine(site, `#${name}`)
  cleanups.push(async () => {
    await proxy.settle()
    await proxy.close()
    const slugs = ['a', 'b', 'a-2'].map((post) => `${name}-${post}`)
    for (const { type, id } of await listRemote(line, slugs)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  return {
    workspace,
    proxy,
    line,
    write: (post, more = '', body = 'Text.') =>
      workspace.write(`content/posts/${name}-${post}.md`, `---\ntitle: ${post}\nstatus: draft\n${more}---\n${body}\n`),
    find: async (slug) => {
      const wanted = `${name}-${slug}`
      return (await listRemote(line, [wanted])).find(({ fields }) => fields.slug === wanted)
    },
    run: async (...args) => {
      const { code, stdout, stderr } = await workspace.run(...args, '--json')
      expect(stdout, stderr).not.toBe('')
      const { sites } = JSON.parse(stdout) as { readonly sites: readonly [SiteOutcome] }
      return { code, results: sites[0].results }
    },
  }
}

/** What a person does in that moment. The second keeps the stamp and leaves `updated_at` alone, as lists in Ghost Admin do. */
const EDITS = {
  text: (line: Connection, post: RemotePost) => editAsAdmin(line, post, { title: 'By an editor' }),
  tags: async (line: Connection, post: RemotePost) => {
    const tags = [...(post.fields.tags as readonly string[]), 'By an editor', line.ownershipTag]
    await updatePost(line, post.type, post.id, { tags: tags.map((name) => ({ name })), updated_at: post.updatedAt })
  },
  meta: async (line: Connection, post: RemotePost) => {
    await updatePost(line, post.type, post.id, { meta_title: 'By an editor', updated_at: post.updatedAt })
  },
} as const
const KINDS = ['text', 'tags', 'meta'] as const
type Kind = (typeof KINDS)[number]

function expectEdited(post: RemotePost | undefined, kind: Kind): void {
  const { title, tags, meta_title } = post?.fields ?? {}
  const shown = { text: title, tags: (tags as readonly string[] | undefined)?.at(-1), meta: meta_title }[kind]
  expect(shown).toBe('By an editor')
}

async function found(post: Promise<RemotePost | undefined>): Promise<RemotePost> {
  const here = await post
  if (here === undefined) throw new Error('the post is gone')
  return here
}

/** The request reaches Ghost at the beginning of a second, so that what is done before its answer goes back falls into the same one. */
function inOneSecond(edit: () => Promise<void>, before: () => Promise<void> = async () => undefined): Fault {
  const wait = async () => {
    await before()
    await sleep((1040 - (Date.now() % 1000)) % 1000)
  }
  return { kind: 'around', before: wait, after: edit }
}

function once(
  passes: (request: ProxiedRequest) => boolean,
  fault: () => Fault,
): (request: ProxiedRequest) => Fault | undefined {
  let done = false
  return (request) => {
    if (done || !passes(request)) return undefined
    done = true
    return fault()
  }
}

const isCreate = ({ method, path }: ProxiedRequest) => method === 'POST' && path.endsWith('/admin/posts/')
const isUpdate = ({ method, path }: ProxiedRequest) => method === 'PUT' && /\/admin\/posts\/[0-9a-f]+\/$/.test(path)
const isLook = ({ method, path }: ProxiedRequest) => method === 'GET' && /\/admin\/posts\/[0-9a-f]+\/$/.test(path)
const isDelete = ({ method }: ProxiedRequest) => method === 'DELETE'

/** Ghost stores it as `/altered.png`: the stamp has to learn that with a second write. */
const ALTERED = `feature_image: ${site.url}/content/../altered.png\n`
const SAVED = /somebody saved it in Ghost right after it was written/

describe.concurrent('the stamp learns what Ghost made of a field', { timeout: 120_000 }, () => {
  test.each(KINDS)('after a create: %s saved in between is kept, and told', async (kind) => {
    const { proxy, line, write, find, run } = await setScene(`sw-create-${kind}`)
    write('a', ALTERED)
    proxy.setRule(once(isCreate, () => inOneSecond(async () => EDITS[kind](line, await found(find('a'))))))
    const pushed = await run('push')
    expect(pushed).toMatchObject({ code: 0, results: [{ kind: 'created', warnings: [expect.stringMatching(SAVED)] }] })
    expect(proxy.seen.filter(isUpdate)).toHaveLength(0)
    expectEdited(await find('a'), kind)
  })

  test.each(KINDS)('after an update: %s', async (kind) => {
    const { proxy, line, write, find, run } = await setScene(`sw-update-${kind}`)
    write('a')
    await run('push')
    write('a', ALTERED, 'More text.')
    proxy.setRule(once(isUpdate, () => inOneSecond(async () => EDITS[kind](line, await found(find('a'))))))
    const pushed = await run('push')
    expect(pushed).toMatchObject({ code: 0, results: [{ kind: 'updated', warnings: [expect.stringMatching(SAVED)] }] })
    expect(proxy.seen.filter(isUpdate)).toHaveLength(1)
    expectEdited(await find('a'), kind)
  })

  test('undisturbed: no warning, and the next plan is empty', async () => {
    const { proxy, write, run, find } = await setScene('sw-settle')
    write('a', `${ALTERED}tags: [One, Two]\nmeta_title: Meta\nauthors: [sandbox]\n`)
    const pushed = await run('push')
    expect(pushed.results).toMatchObject([{ kind: 'created' }])
    expect(pushed.results[0]).not.toHaveProperty('warnings')
    expect((await find('a'))?.fields.feature_image).toBe(`${site.url}/altered.png`)
    expect(proxy.seen.filter(isUpdate)).toHaveLength(1)
    expect(await run('push')).toMatchObject({ code: 0, results: [{ kind: 'unchanged' }] })
  })
})

describe.concurrent('a slug that somebody took in that moment', { timeout: 120_000 }, () => {
  const take = (line: Connection, slug: string) => async () =>
    void (await createPost(line, 'post', { title: 'Theirs', slug }))

  test.each(KINDS)('of a post that is there: %s saved before the old slug is given back', async (kind) => {
    const name = `sw-slug-${kind}`
    const { proxy, line, write, find, run } = await setScene(name)
    write('a')
    await run('push')
    const before = await found(find('a'))
    write('a', `slug: ${name}-b\n`)
    const edit = async () => EDITS[kind](line, await found(find('b-2')))
    proxy.setRule(once(isUpdate, () => inOneSecond(edit, take(line, `${name}-b`))))
    const pushed = await run('push')
    expect(pushed).toMatchObject({ code: 5, results: [{ kind: 'failed', code: 'publish/slug-taken' }] })
    expect(JSON.stringify(pushed.results)).toContain('somebody saved this one')
    const after = await found(find('b-2'))
    expect(after.id).toBe(before.id)
    expectEdited(after, kind)
    await deletePost(line, 'post', after.id)
  })

  test.each(KINDS)('of a new post: %s saved before it is taken back', async (kind) => {
    const name = `sw-taken-${kind}`
    const { proxy, line, write, find, run } = await setScene(name)
    write('a')
    const edit = async () => EDITS[kind](line, await found(find('a-2')))
    proxy.setRule(once(isCreate, () => inOneSecond(edit, take(line, `${name}-a`))))
    const pushed = await run('push')
    expect(pushed).toMatchObject({
      code: 4,
      results: [{ kind: 'conflict', message: expect.stringContaining('it stays') }],
    })
    expectEdited(await find('a-2'), kind)
    expect(proxy.seen.filter(isDelete)).toHaveLength(0)
  })
})

test.runIf(capabilities.bodyFormat === 'lexical' && major < 6)(
  'saved right after Ghost has converted its text, in the same second: a conflict, and nothing overwritten',
  { timeout: 120_000 },
  async () => {
    const name = 'sw-convert'
    const { proxy, line, workspace, find, run } = await setScene(name)
    const mobiledoc = { version: '0.3.1', atoms: [], cards: [], markups: [], sections: [[1, 'p', [[0, [], 0, 'Old']]]] }
    await createPost(line, 'post', { title: 'Old', slug: `${name}-a`, mobiledoc: JSON.stringify(mobiledoc) })
    workspace.write(`content/posts/${name}-a.md`, '---\ntitle: Old\n---\nOld\n')
    proxy.setRule(once(isUpdate, () => inOneSecond(async () => EDITS.text(line, await found(find('a'))))))
    expect(await run('push', '--adopt', '--yes')).toMatchObject({ code: 4, results: [{ kind: 'conflict' }] })
    expect(proxy.seen.filter(isUpdate)).toHaveLength(1)
    expectEdited(await find('a'), 'text')
  },
)

describe.concurrent('a removal', { timeout: 120_000 }, () => {
  test.each(KINDS)('%s saved between the look and the removal: it stays', async (kind) => {
    const { workspace, proxy, line, write, find, run } = await setScene(`sw-delete-${kind}`)
    for (const post of ['a', 'b']) write(post)
    await run('push')
    workspace.remove(`content/posts/sw-delete-${kind}-a.md`)
    const act = async () => EDITS[kind](line, await found(find('a')))
    proxy.setRule(once(isUpdate, () => ({ kind: 'before', act })))
    const pushed = await run('push', '--prune')
    expect(pushed).toMatchObject({ code: 4, results: [{ kind: 'conflict', hint: 'Nothing was removed.' }, {}] })
    expectEdited(await find('a'), kind)
    expect(proxy.seen.filter(isDelete)).toHaveLength(0)
    // What the attempt has left on the post is nobody's edit of its own.
    if (kind === 'text') return
    const plan = await run('push', '--prune')
    expect(plan.results).toMatchObject([{ kind: 'skipped' }, {}])
  })

  test('an editor that was open is refused from then on, and the backup holds what was there', async () => {
    const { workspace, proxy, line, write, find, run } = await setScene('sw-delete-open')
    for (const post of ['a', 'b']) write(post)
    await run('push')
    const open = await found(find('a'))
    workspace.remove('content/posts/sw-delete-open-a.md')
    let refusal: unknown
    const act = async () => {
      refusal = await editAsAdmin(line, open, { title: 'By an editor' }).catch((error: unknown) => error)
    }
    proxy.setRule(once(isDelete, () => ({ kind: 'before', act })))
    expect(await run('push', '--prune')).toMatchObject({ code: 0, results: [{ kind: 'deleted' }, {}] })
    expect(refusal).toMatchObject({ code: 'ghost/collision' })
    expect(await find('a')).toBeUndefined()
    expect(readBackup(workspace).post).toMatchObject({ id: open.id, title: 'a' })
  })

  test('cut off after the post was held: it is what it was, and the next push removes it', async () => {
    const { workspace, proxy, write, find, run } = await setScene('sw-delete-cut')
    for (const post of ['a', 'b']) write(post)
    await run('push')
    const before = await found(find('a'))
    workspace.remove('content/posts/sw-delete-cut-a.md')
    proxy.setRule(({ method }) => (method === 'DELETE' ? { kind: 'answer', status: 403 } : undefined))
    expect((await run('push', '--prune')).code).toBe(5)
    const after = await found(find('a'))
    for (const field of FIELD_NAMES.filter((name) => name !== 'body'))
      expect(after.fields[field], field).toEqual(before.fields[field])
    expect([after.body, after.base]).toEqual([before.body, before.base])
    proxy.setRule(() => undefined)
    expect(await run('push', '--prune')).toMatchObject({ code: 0, results: [{ kind: 'deleted' }, {}] })
  })

  test('a preview that is cleaned: the same', async () => {
    const { proxy, line, write, run, workspace } = await setScene('sw-clean')
    write('a')
    await workspace.run('push', '--preview', 'one', 'content')
    const tagged = openLine(site, '#ghost-sync-preview')
    const slug = 'sw-clean-a-preview-one'
    const find = async () => (await listRemote(tagged, [slug])).find(({ fields }) => fields.slug === slug)
    const act = async () => EDITS.tags(tagged, await found(find()))
    proxy.setRule(once(isUpdate, () => ({ kind: 'before', act })))
    expect(await run('preview', 'clean', 'one', '--yes')).toMatchObject({ code: 4, results: [{ kind: 'conflict' }] })
    const post = await found(find())
    expectEdited(post, 'tags')
    await deletePost(line, 'post', post.id)
  })
})

describe.concurrent('what is kept before it is overwritten', { timeout: 120_000 }, () => {
  /** The second look comes when the backup is on disk. */
  const afterBackup = ({ folder }: Workspace, runs: number, act: () => Promise<void>) => {
    const parent = locateData(folder, 'backups')
    return once(
      (request) => isLook(request) && existsSync(parent) && readdirSync(parent).length === runs,
      () => ({ kind: 'before', act }),
    )
  }

  test.each(KINDS)('by force: %s saved meanwhile stays', async (kind) => {
    const { workspace, proxy, line, write, find, run } = await setScene(`sw-force-${kind}`)
    write('a')
    await run('push')
    await editAsAdmin(line, await found(find('a')), { custom_excerpt: 'Before' })
    write('a', 'custom_excerpt: From the file\nmeta_title: From the file\ntags: [From the file]\n')
    await sleep(2000)
    proxy.setRule(afterBackup(workspace, 1, async () => EDITS[kind](line, await found(find('a')))))
    expect(await run('push', '--force', '--yes')).toMatchObject({ code: 4, results: [{ kind: 'conflict' }] })
    const after = await find('a')
    expectEdited(after, kind)
    expect(after?.fields.custom_excerpt).toBe('Before')
  })

  test.each(KINDS)('by restore: %s saved meanwhile stays', async (kind) => {
    const { proxy, line, write, find, run, workspace } = await setScene(`sw-restore-${kind}`)
    write('a')
    await run('push')
    await editAsAdmin(line, await found(find('a')), { custom_excerpt: 'Before' })
    write('a', 'custom_excerpt: From the file\n')
    await run('push', '--force', '--yes')
    await sleep(2000)
    proxy.setRule(afterBackup(workspace, 2, async () => EDITS[kind](line, await found(find('a')))))
    const { code, stdout } = await workspace.run('restore', 'latest', '--yes', '--json')
    expect([code, JSON.parse(stdout).results]).toMatchObject([4, [{ kind: 'refused' }]])
    expectEdited(await find('a'), kind)
  })

  test('restored beside a post that took its slug: edited in that moment, it stays', async () => {
    const name = 'sw-again'
    const { proxy, line, write, find, run, workspace } = await setScene(name)
    for (const post of ['a', 'b']) write(post)
    await run('push')
    workspace.remove(`content/posts/${name}-a.md`)
    await run('push', '--prune')
    const take = async () => void (await createPost(line, 'post', { title: 'Theirs', slug: `${name}-a` }))
    const edit = async () => EDITS.text(line, await found(find('a-2')))
    proxy.setRule(once(isCreate, () => inOneSecond(edit, take)))
    const { code, stdout } = await workspace.run('restore', 'latest', '--yes', '--json')
    expect([code, JSON.parse(stdout).results]).toMatchObject([
      4,
      [{ kind: 'refused', message: expect.stringContaining('it stays') }],
    ])
    expectEdited(await find('a-2'), 'text')
  })
})

function readBackup({ folder }: Workspace): { readonly post: Record<string, unknown> } {
  const parent = locateData(folder, 'backups')
  const [file] = readdirSync(parent, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
  return JSON.parse(readFileSync(join(parent, file ?? ''), 'utf8')) as { readonly post: Record<string, unknown> }
}
