import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import type { Action, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { askAsOwner } from './ask-as-owner.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Which post belongs to a file, on a bad day: its folder was renamed, somebody deleted it, copied it, moved it to the pages, or a list lies about it.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

interface Scene {
  readonly proxy?: FaultProxy
  readonly config?: Record<string, unknown>
}

function setScene(name: string, { proxy, config }: Scene = {}) {
  const own = site as typeof site & object
  const open = (more: Record<string, unknown> = {}) =>
    openWorkspace({
      name,
      sites: [{ ...own, url: proxy?.url ?? own.url }],
      config: { ...config, ...more },
      policies: { ownershipTag: `#${name}` },
    })
  const workspace = open()
  const line = openLine(own, `#${name}`)
  const list = async () => (await listRemote(line)).filter(({ owned }) => owned)
  const slugs = async () => (await list()).map(({ fields }) => fields.slug.replace(`${name}-`, '')).sort()
  const find = async (slug: string): Promise<RemotePost> => {
    const found = (await listRemote(line, [`${name}-${slug}`])).find(({ fields }) => fields.slug === `${name}-${slug}`)
    if (found === undefined) throw new Error(`no post ${slug}`)
    return found
  }
  const write = (path: string, text: string, more = '', title = path.replace(/^.*\/|\.md$/g, '')) =>
    workspace.write(`content/${path}`, `---\ntitle: ${title}\nstatus: published\n${more}---\n${text}\n`)
  const plan = async (...args: string[]) => {
    const { stdout, stderr } = await workspace.run('plan', '--json', ...args)
    expect(stdout, stderr).not.toBe('')
    const [sitePlan] = (JSON.parse(stdout) as Plan).sites
    if (sitePlan === undefined) throw new Error('no plan')
    return sitePlan
  }
  const nameOf = ({ path }: Action) => path.replace(/^.*\/|\.md$/g, '').replace(`${name}-`, '')
  const kinds = async (...args: string[]) =>
    Object.fromEntries((await plan(...args)).actions.map((action) => [nameOf(action), action.kind]))
  const push = async (...args: string[]) => {
    const run = await workspace.run('push', '--json', ...args)
    expect(run.stdout, run.stderr).not.toBe('')
    return { ...run, outcome: JSON.parse(run.stdout).sites[0] }
  }
  cleanups.push(async () => {
    await proxy?.close()
    for (const { type, id } of await list()) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const configure = (more: Record<string, unknown>) => {
    const before = JSON.parse(workspace.read('ghost-sync.config.json'))
    workspace.write('ghost-sync.config.json', JSON.stringify({ ...before, ...more }))
  }
  return { workspace, line, list, slugs, find, write, plan, kinds, push, configure }
}

describe('a post that a person deleted stays deleted', () => {
  const begin = async (name: string) => {
    const scene = setScene(name)
    for (const post of ['a', 'b', 'c']) scene.write(`posts/${name}-${post}.md`, `Text of ${post}.`, '', post)
    expect((await scene.push()).code).toBe(0)
    await deletePost(scene.line, 'post', (await scene.find('b')).id)
    return scene
  }

  test('when its folder is renamed: known by its slug; --recreate makes it again', async () => {
    const name = 'id-folder'
    const { workspace, kinds, push, plan, slugs } = await begin(name)
    for (const post of ['a', 'b', 'c'])
      workspace.move(`content/posts/${name}-${post}.md`, `content/posts/2026/${name}-${post}.md`)
    expect(await kinds()).toEqual({ a: 'update', b: 'gone', c: 'update' })
    expect((await plan()).actions[1]).toMatchObject({ kind: 'gone', by: 'slug' })
    expect((await workspace.run('plan')).stdout).toContain('(known by its slug); it is not made again')
    expect((await push()).code).toBe(0)
    expect(await slugs()).toEqual(['a', 'c'])
    expect(await kinds()).toEqual({ a: 'unchanged', b: 'gone', c: 'unchanged' })
    expect((await push()).outcome.requests.writes).toBe(0)
    expect((await push('--recreate', `content/posts/2026/${name}-b.md`)).code).toBe(0)
    expect(await slugs()).toEqual(['a', 'b', 'c'])
    expect(await kinds()).toEqual({ a: 'unchanged', b: 'unchanged', c: 'unchanged' })
  })

  test('when the content root is another', async () => {
    const { kinds, push, slugs, configure } = await begin('id-root')
    configure({ content: { root: '.', posts: ['content/posts/**/*.md'], pages: [] } })
    expect(await kinds()).toEqual({ a: 'update', b: 'gone', c: 'update' })
    expect((await push()).code).toBe(0)
    expect(await slugs()).toEqual(['a', 'c'])
  })

  test('when the project is renamed: the plan says what has happened, and the old name brings all back', async () => {
    const name = 'id-project'
    const { workspace, kinds, push, slugs, configure } = await begin(name)
    configure({ project: 'renamed' })
    expect(await kinds()).toEqual({ a: 'unowned', b: 'gone', c: 'unowned' })
    const shown = await workspace.run('plan')
    expect(shown.stdout + shown.stderr).toContain(`every post with our tag is of the project "${name}"`)
    expect((await push()).code).toBe(4)
    expect((await push('--adopt', '--force', '--yes')).code).toBe(0)
    expect(await slugs()).toEqual(['a', 'c'])
    expect(await kinds()).toEqual({ a: 'unchanged', b: 'gone', c: 'unchanged' })
    expect((await workspace.run('plan')).stdout).not.toContain('every post with our tag')
  })

  test('when the file gets another name, and its slug with it: known by its text; with another text, by its title', async () => {
    const name = 'id-name'
    const { workspace, write, kinds, plan, push, slugs } = await begin(name)
    workspace.move(`content/posts/${name}-b.md`, `content/posts/${name}-d.md`)
    write(`posts/${name}-e.md`, 'An ordinary new post.', '', 'e')
    expect(await kinds()).toEqual({ a: 'unchanged', c: 'unchanged', d: 'gone', e: 'create' })
    expect((await plan()).actions[2]).toMatchObject({ kind: 'gone', by: 'body' })
    write(`posts/${name}-d.md`, 'Another text.', '', 'b')
    expect((await plan()).actions[2]).toMatchObject({ kind: 'gone', by: 'title' })
    const shown = await workspace.run('plan')
    expect(shown.stdout).toContain('nothing tells whether this is the same one')
    expect((await push()).code).toBe(0)
    expect(await slugs()).toEqual(['a', 'c', 'e'])
    write(`posts/${name}-d.md`, 'Another text.', '', 'Another title')
    expect(await kinds()).toEqual({ a: 'unchanged', c: 'unchanged', d: 'create', e: 'unchanged' })
  })

  test('also where only our tag was taken off it: it is not called deleted', async () => {
    const name = 'id-tag'
    const { line, find, plan, workspace, write, push } = await begin(name)
    const post = await find('a')
    await editAsAdmin(line, post, { tags: [], slug: `${name}-other` })
    const [action] = (await plan()).actions
    expect(action).toMatchObject({ kind: 'unowned', released: true, id: post.id })
    expect((await workspace.run('plan')).stdout).toContain('somebody took our tag off its post')
    write(`posts/${name}-a.md`, 'Changed.', '', 'a')
    expect((await push('--recreate')).outcome.results[0]).toMatchObject({ kind: 'conflict' })
    await deletePost(line, 'post', post.id)
  })

  test('with a ledger of an older version, which learns the rest with one write', async () => {
    const name = 'id-old-ledger'
    const { line, workspace, kinds, push, write } = setScene(name)
    write(`posts/${name}-a.md`, 'Text.')
    await push()
    const { tags } = await askAdmin(line, { method: 'GET', path: 'tags/', query: { filter: `name:'#${name}-ledger'` } })
    const [tag] = tags as readonly [{ id: string; codeinjection_head: string; codeinjection_foot: string }]
    expect(tag.codeinjection_head).toMatch(/^<!-- ghost-sync-ledger 1 [\w-]{22} -->$/)
    expect(tag.codeinjection_foot).toMatch(/^<!-- ghost-sync-ledger-marks 1 [\w-]{24} -->$/)
    const value = { tags: [{ codeinjection_foot: null }] }
    await askAdmin(line, { method: 'PUT', path: `tags/${tag.id}/`, body: { kind: 'json', value } })
    expect(await kinds()).toEqual({ a: 'unchanged' })
    expect((await push()).outcome.requests.writes).toBe(1)
    expect((await push()).outcome.requests.writes).toBe(0)
    workspace.move(`content/posts/${name}-a.md`, `content/posts/sub/${name}-a.md`)
    for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
    expect(await kinds()).toEqual({ a: 'gone' })
  })
})

describe('a file that was moved between posts and pages', () => {
  const begin = async (name: string) => {
    const scene = setScene(name)
    scene.write(`posts/${name}-c.md`, 'Text of c.')
    scene.write(`posts/${name}-o.md`, 'Another.')
    expect((await scene.push()).code).toBe(0)
    const before = await scene.find('c')
    scene.workspace.move(`content/posts/${name}-c.md`, `content/pages/${name}-c.md`)
    return { ...scene, before }
  }

  test('is told, and nothing is made, taken back or pruned; moved back, all is as before', async () => {
    const name = 'id-moved'
    const { workspace, kinds, plan, push, list, before } = await begin(name)
    expect(await kinds('--prune')).toEqual({ c: 'blocked', o: 'unchanged' })
    expect((await plan()).problems).toMatchObject([{ code: 'post/type-changed', file: `content/pages/${name}-c.md` }])
    expect((await workspace.run('plan')).stdout).toContain(`Move the file back to \`posts/${name}-c.md\``)
    for (const flags of [[], ['--prune', '--yes'], ['--force', '--yes'], ['--adopt']]) {
      const { code, outcome } = await push(...flags)
      expect([code, outcome.requests.writes]).toEqual([3, 0])
    }
    expect((await list()).find(({ id }) => id === before.id)).toEqual(before)
    workspace.move(`content/pages/${name}-c.md`, `content/posts/${name}-c.md`)
    expect(await kinds()).toEqual({ c: 'unchanged', o: 'unchanged' })
  })

  test('becomes a page in the way that the message names, with a backup of the post', async () => {
    const name = 'id-to-page'
    const { workspace, kinds, push, find, slugs, before } = await begin(name)
    const text = workspace.read(`content/pages/${name}-c.md`)
    workspace.remove(`content/pages/${name}-c.md`)
    expect((await push('--prune', '--yes')).code).toBe(0)
    expect(await slugs()).toEqual(['o'])
    const kept = await workspace.run('restore', '--json')
    expect(kept.stdout).toContain(`posts/${name}-c.md`)
    workspace.write(`content/pages/${name}-c.md`, text)
    expect((await push()).code).toBe(0)
    const page = await find('c')
    expect([page.type, page.id === before.id, page.fields.status]).toEqual(['page', false, 'published'])
    expect(await kinds('--prune')).toEqual({ c: 'unchanged', o: 'unchanged' })
  })

  test('becomes a page after the post was deleted in Ghost Admin, with --recreate', async () => {
    const name = 'id-recreate-page'
    const { line, kinds, push, find, before } = await begin(name)
    await deletePost(line, 'post', before.id)
    expect(await kinds()).toEqual({ c: 'gone', o: 'unchanged' })
    expect((await push('--recreate', `content/pages/${name}-c.md`)).code).toBe(0)
    expect((await find('c')).type).toBe('page')
    expect(await kinds('--prune')).toEqual({ c: 'unchanged', o: 'unchanged' })
  })

  test('a new file whose slug another post of ours has come to have makes no second one either', async () => {
    const name = 'id-drifted'
    const { line, kinds, plan, push, find, write, slugs } = await begin(name)
    await editAsAdmin(line, await find('o'), { slug: `${name}-n` })
    write(`posts/${name}-n.md`, 'New.')
    expect(await kinds()).toMatchObject({ n: 'blocked', o: 'unchanged' })
    expect((await plan()).problems.map(({ code }) => code)).toContain('post/slug-taken')
    const { code, outcome } = await push()
    expect([code, outcome.requests.writes]).toEqual([3, 0])
    expect(await slugs()).toEqual(['c', 'n'])
  })
})

test('a copy that somebody made in Ghost Admin is not written, whatever became of its original', async () => {
  const name = 'id-copy'
  const { workspace, line, find, write, kinds, plan, push, list, slugs } = setScene(name)
  write(`posts/${name}-a.md`, 'Text of a.', '', 'A')
  write(`posts/${name}-o.md`, 'Another.')
  expect((await push()).code).toBe(0)
  const original = await find('a')
  const { capabilities } = await identifySite(line)
  if (capabilities.bodyFormat === 'lexical') await askAsOwner(site, 'POST', `posts/${original.id}/copy/`)
  else {
    const body = (await askAdmin(line, {
      method: 'GET',
      path: `posts/${original.id}/`,
      query: { formats: 'mobiledoc' },
    })) as { posts: [{ mobiledoc: string }] }
    const wire = {
      title: 'A (Copy)',
      status: 'draft',
      mobiledoc: body.posts[0].mobiledoc,
      tags: [{ name: `#${name}` }],
    }
    await createPost(line, 'post', wire)
  }
  const copy = (await list()).find(({ fields }) => fields.title === 'A (Copy)')
  expect(copy).toMatchObject({ owned: true, base: { kind: 'stamp' } })
  if (copy === undefined) throw new Error('no copy')
  expect(await kinds()).toEqual({ a: 'unchanged', o: 'unchanged' })
  expect((await workspace.run('plan')).stdout).toMatch(/2 unchanged, 1 duplicate/)

  await deletePost(line, 'post', original.id)
  // Also after a push that had nothing to do.
  expect((await push()).outcome.requests.writes).toBe(0)
  write(`posts/${name}-a.md`, 'Another text of a.', '', 'A')
  expect((await plan()).actions).toMatchObject([{ kind: 'gone', id: original.id }, { kind: 'unchanged' }])
  expect((await plan()).problems).toMatchObject([{ code: 'post/copied' }])
  for (const flags of [[], ['--force', '--yes'], ['--adopt']]) await push(...flags)
  expect((await workspace.run('pull')).code).toBe(0)
  expect(workspace.read(`content/posts/${name}-a.md`)).toContain('Another text of a.')
  // Nor when the file moves, or goes.
  workspace.move(`content/posts/${name}-a.md`, `content/posts/sub/${name}-a.md`)
  expect(await kinds()).toEqual({ a: 'gone', o: 'unchanged' })
  workspace.move(`content/posts/sub/${name}-a.md`, `a.md`)
  await push('--prune', '--force', '--yes')
  expect((await list()).find(({ id }) => id === copy.id)).toEqual(copy)

  workspace.move('a.md', `content/posts/${name}-a.md`)
  expect((await push('--recreate', `content/posts/${name}-a.md`)).code).toBe(0)
  expect((await list()).find(({ id }) => id === copy.id)).toEqual(copy)
  expect(await slugs()).toHaveLength(3)
  expect(await kinds()).toEqual({ a: 'unchanged', o: 'unchanged' })
})

describe('a list that lies', () => {
  type Answer = { posts: { id: string }[]; meta: { pagination: { total: number } } }
  const alterPosts = (change: (answer: Answer) => void) => ({
    kind: 'alter' as const,
    change: (body: string) => {
      const answer = JSON.parse(body) as Answer
      change(answer)
      return JSON.stringify(answer)
    },
  })
  const isList = ({ method, path }: { method: string; path: string }) =>
    method === 'GET' && path.endsWith('/admin/posts/')

  test('with doubled rows deletes nothing: the push stops', async () => {
    const name = 'id-doubled'
    const proxy = await startFaultProxy(site.url)
    const { line, write, push, find, list, workspace } = setScene(name, { proxy })
    write(`posts/${name}-a.md`, 'Text of a.')
    write(`posts/${name}-b.md`, 'Text of b.')
    expect((await push()).code).toBe(0)
    // Its slug is what Ghost would have made of a second one.
    const { id, updatedAt } = await find('a')
    await askAdmin(line, {
      method: 'PUT',
      path: `posts/${id}/`,
      body: { kind: 'json', value: { posts: [{ slug: `${name}-a-2`, updated_at: updatedAt }] } },
    })
    expect((await find('a-2')).base.kind).toBe('stamp')
    const before = await list()
    proxy.setRule((request) => (isList(request) ? alterPosts(({ posts }) => posts.push(...posts)) : undefined))
    const doubled = await workspace.run('push', '--prune', '--yes')
    expect([doubled.code, doubled.stdout + doubled.stderr]).toEqual([
      5,
      expect.stringContaining('the same post came twice'),
    ])
    proxy.setRule((request) => (isList(request) ? alterPosts((answer) => void answer.posts.shift()) : undefined))
    const short = await workspace.run('push', '--prune', '--yes')
    expect([short.code, short.stdout + short.stderr]).toEqual([
      5,
      expect.stringContaining('fewer posts came than the answer counts'),
    ])
    const forget = async () => {
      const query = { filter: `name:'#${name}-ledger'` }
      const { tags } = await askAdmin(line, { method: 'GET', path: 'tags/', query })
      const [tag] = tags as readonly [{ id: string }]
      await askAdmin(line, { method: 'DELETE', path: `tags/${tag.id}/` })
    }
    // An older copy of a post, under its former slug and another id: as a cache might mix two lists. By what the site remembers of it, and without.
    proxy.setRule((request) =>
      isList(request)
        ? alterPosts((answer) => {
            const [own] = answer.posts.filter((post) => post.id === id)
            if (own !== undefined) answer.posts.push({ ...own, id: `0${id.slice(1)}`, slug: `${name}-a` } as typeof own)
          })
        : undefined,
    )
    const known = await push()
    expect([known.code, known.outcome.requests.writes]).toEqual([0, 0])
    await forget()
    const mixed = await push()
    expect([mixed.code, mixed.outcome.results]).toEqual([
      4,
      expect.arrayContaining([
        expect.objectContaining({ kind: 'conflict', message: 'the post that is to stay in its place is not there' }),
      ]),
    ])
    expect(await list()).toEqual(before)
  })

  test('by one post, once, with nothing else to tell: no second one is made', async () => {
    const name = 'id-missing'
    const proxy = await startFaultProxy(site.url)
    const { line, write, push, find, list, kinds } = setScene(name, { proxy })
    for (const post of ['a', 'b', 'c']) write(`posts/${name}-${post}.md`, `Text of ${post}.`)
    expect((await push()).code).toBe(0)
    const b = await find('b')
    await editAsAdmin(line, b, { slug: `${name}-moved` })
    const { tags } = await askAdmin(line, { method: 'GET', path: 'tags/', query: { filter: `name:'#${name}-ledger'` } })
    const [tag] = tags as readonly [{ id: string }]
    await askAdmin(line, { method: 'DELETE', path: `tags/${tag.id}/` })
    let isLying = true
    proxy.setRule((request) => {
      if (!isLying || !isList(request)) return undefined
      isLying = false
      return alterPosts((answer) => {
        answer.posts = answer.posts.filter(({ id }) => id !== b.id)
        answer.meta.pagination.total = answer.posts.length
      })
    })
    expect((await push()).code).toBe(0)
    expect(await list()).toHaveLength(3)
    expect(await kinds()).toEqual({ a: 'unchanged', b: 'unchanged', c: 'unchanged' })
  })

  test('a second post of a file that is there already is told with every plan', async () => {
    const name = 'id-second'
    const { line, write, push, find, workspace } = setScene(name)
    write(`posts/${name}-a.md`, 'Text of a.')
    expect((await push()).code).toBe(0)
    const a = await find('a')
    const { bodyFormat } = (await identifySite(line)).capabilities
    const whole = (await askAdmin(line, {
      method: 'GET',
      path: `posts/${a.id}/`,
      query: { formats: bodyFormat },
    })) as { posts: [Record<string, unknown>] }
    const tags = [{ name: `#${name}` }]
    const wire = { title: 'a', slug: `${name}-second`, status: 'draft', tags, [bodyFormat]: whole.posts[0][bodyFormat] }
    await createPost(line, 'post', wire as never)
    for (const command of ['plan', 'push']) {
      const run = await workspace.run(command)
      expect(run.stdout + run.stderr).toContain('a second post')
      expect(run.stdout + run.stderr).not.toContain('matches')
    }
  })
})
