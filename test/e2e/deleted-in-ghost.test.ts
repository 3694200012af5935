import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Action, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** A deleted post takes its stamp with it: what tells that it was ours is the ledger in an internal tag (`ghost/ledger/ledger`). */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

function setScene(name: string, posts: readonly string[], url = site?.url ?? '') {
  const workspace = openWorkspace({ name, sites: [{ ...(site as typeof site & object), url }] })
  const line = openLine(site as typeof site & object, `#${name}`)
  for (const post of posts) write(workspace, name, post)
  const slugs = async () => (await listRemote(line)).map(({ fields }) => fields.slug.replace(`${name}-`, '')).sort()
  const find = async (slug: string): Promise<RemotePost> => {
    const found = (await listRemote(line)).find(({ fields }) => fields.slug === `${name}-${slug}`)
    if (found === undefined) throw new Error(`no post ${slug}`)
    return found
  }
  cleanups.push(async () => {
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const actions = async (run: Pick<Workspace, 'run'> = workspace, ...args: string[]): Promise<readonly Action[]> => {
    const { stdout } = await run.run('plan', '--json', ...args)
    return (JSON.parse(stdout) as Plan).sites[0]?.actions ?? []
  }
  const kinds = async (run?: Pick<Workspace, 'run'>) =>
    Object.fromEntries((await actions(run)).map(({ path, kind }) => [path.replace(/^.*-|\.md$/g, ''), kind]))
  return { workspace, line, slugs, find, actions, kinds }
}

function write(workspace: Workspace, name: string, post: string, body = `Text of ${post}.`): void {
  workspace.write(`content/posts/${name}-${post}.md`, `---\ntitle: ${post}\n---\n${body}\n`)
}

test('reported with who and when, not made again; --recreate makes it again', async () => {
  const name = 'gone'
  const { workspace, line, slugs, find, actions, kinds } = setScene(name, ['a', 'b', 'c'])
  expect((await workspace.run('push')).code).toBe(0)
  const { id } = await find('b')
  await deletePost(line, 'post', id)

  expect(await kinds()).toEqual({ a: 'unchanged', b: 'gone', c: 'unchanged' })
  const gone = (await actions()).find(({ kind }) => kind === 'gone')
  expect(gone).toMatchObject({
    id,
    edited: { by: 'the integration ghost-sync', at: expect.stringMatching(/^20\d\d-/) },
  })
  const shown = await workspace.run('plan')
  expect(shown.stdout).toMatch(/deleted in Ghost by the integration ghost-sync, (?:just now|\d minutes? ago)/)
  expect(shown.stdout).toContain(`ghost-sync push --recreate posts/${name}-b.md`)

  // Whatever else is pushed, and however often.
  write(workspace, name, 'a', 'Another text.')
  const push = await workspace.run('push', '--json')
  expect(push.code).toBe(0)
  expect(JSON.parse(push.stdout).sites[0].results).toMatchObject([
    { kind: 'updated' },
    { kind: 'skipped', reason: expect.stringContaining('--recreate') },
    { kind: 'unchanged' },
  ])
  const again = await workspace.run('push', '--json')
  expect(JSON.parse(again.stdout).sites[0].requests.writes).toBe(0)
  expect(await slugs()).toEqual(['a', 'c'])

  // From another clone as well, and with --force, which is about differences.
  const clone = openWorkspace({ name, sites: [site] })
  for (const post of ['a', 'b', 'c']) write(clone, name, post, workspace.read(`content/posts/${name}-${post}.md`))
  expect(await kinds(clone)).toMatchObject({ b: 'gone' })
  await workspace.run('push', '--force', '--yes')
  expect(await slugs()).toEqual(['a', 'c'])

  expect((await workspace.run('push', '--recreate', `content/posts/${name}-b.md`)).code).toBe(0)
  expect(await slugs()).toEqual(['a', 'b', 'c'])
  expect(await kinds()).toEqual({ a: 'unchanged', b: 'unchanged', c: 'unchanged' })
  rmSync(clone.folder, { recursive: true, force: true })
})

test('what we removed or renamed ourselves is no deletion: a file of that name is a new post', async () => {
  const { workspace, slugs, kinds } = setScene('gone-own', ['a', 'b', 'c'])
  await workspace.run('push')
  workspace.remove('content/posts/gone-own-b.md')
  expect((await workspace.run('push', '--prune', '--yes')).code).toBe(0)
  workspace.move('content/posts/gone-own-c.md', 'content/posts/gone-own-d.md')
  await workspace.run('push')
  for (const post of ['b', 'c']) write(workspace, 'gone-own', post, 'New again.')
  expect(await kinds()).toMatchObject({ b: 'create', c: 'create', d: 'unchanged' })
  expect((await workspace.run('push')).code).toBe(0)
  expect(await slugs()).toEqual(['a', 'b', 'c', 'd'])
})

test('a checkout that has not got the file yet forgets nothing', async () => {
  const name = 'gone-old'
  const { workspace, line, find, kinds } = setScene(name, ['a', 'b'])
  await workspace.run('push')
  await deletePost(line, 'post', (await find('b')).id)
  const old = openWorkspace({ name, sites: [site] })
  write(old, name, 'a', 'An older text.')
  write(old, name, 'e')
  expect((await old.run('push')).code).toBe(0)
  expect(await kinds()).toMatchObject({ b: 'gone' })
  rmSync(old.folder, { recursive: true, force: true })
})

test('the title and tags that an editor changed, and the slug: still the same post, and nothing is undone', async () => {
  const name = 'gone-slug'
  const { workspace, line, find, kinds } = setScene(name, ['a'])
  await workspace.run('push')
  const before = await find('a')
  await editAsAdmin(line, before, { slug: `${name}-moved`, tags: [{ name: 'By hand' }, { name: `#${name}` }] })
  expect(await kinds()).toEqual({ a: 'unchanged' })
  write(workspace, name, 'a', 'Another text.')
  expect((await workspace.run('push')).code).toBe(0)
  const after = await find('moved')
  expect(after.id).toBe(before.id)
  expect(after.fields.tags).toEqual(['By hand'])
})

test('a push that is cut off before the ledger is written, and one that may not write it', async () => {
  const proxy = await startFaultProxy(site.url)
  const { workspace, line, find, kinds } = setScene('gone-cut', ['a', 'b'], proxy.url)
  let isAllowed = false
  proxy.setRule(({ method, path }) =>
    method !== 'GET' && path.includes('/admin/tags/') && !isAllowed
      ? { kind: 'answer', status: 403, body: NO }
      : undefined,
  )
  const push = await workspace.run('push', '--json')
  const [outcome] = JSON.parse(push.stdout).sites
  expect([push.code, outcome.results.map(({ kind }: { kind: string }) => kind)]).toEqual([0, ['created', 'created']])
  expect(outcome.warnings).toEqual([expect.stringContaining('could not be noted on the site')])
  // The posts are there to tell: the next push makes up for it.
  isAllowed = true
  expect((await workspace.run('push')).code).toBe(0)
  await deletePost(line, 'post', (await find('a')).id)
  expect(await kinds()).toEqual({ a: 'gone', b: 'unchanged' })
  await proxy.close()
})

const NO = { errors: [{ message: 'No.', type: 'NoPermissionError' }] }

test('two pushes at once that both make the ledger: both are read, and what one lost is added again', async () => {
  const name = 'gone-both'
  const { workspace, line, find, kinds } = setScene(name, ['a', 'b'])
  const other = openWorkspace({ name, sites: [site] })
  write(other, name, 'c')
  await Promise.all([workspace.run('push'), other.run('push')])
  write(workspace, name, 'c')
  await workspace.run('push')
  for (const post of ['a', 'b', 'c']) await deletePost(line, 'post', (await find(post)).id)
  expect(await kinds()).toEqual({ a: 'gone', b: 'gone', c: 'gone' })
  rmSync(other.folder, { recursive: true, force: true })
})

test('somebody writes into the ledger, or deletes it: nothing fails, and it fills again', async () => {
  const { workspace, line, find, kinds } = setScene('gone-spoilt', ['a'])
  await workspace.run('push')
  const { tags } = await askAdmin(line, {
    method: 'GET',
    path: 'tags/',
    query: { filter: "name:'#gone-spoilt-ledger'" },
  })
  const [tag] = tags as readonly [{ id: string; codeinjection_head: string }]
  expect(tag.codeinjection_head).toMatch(/^<!-- ghost-sync-ledger 1 [\w-]{22} -->$/)
  const value = { tags: [{ codeinjection_head: '<script>mine</script>' }] }
  await askAdmin(line, { method: 'PUT', path: `tags/${tag.id}/`, body: { kind: 'json', value } })
  expect(await kinds()).toEqual({ a: 'unchanged' })
  await workspace.run('push')
  await askAdmin(line, { method: 'DELETE', path: `tags/${tag.id}/` })
  await workspace.run('push')
  await deletePost(line, 'post', (await find('a')).id)
  expect(await kinds()).toEqual({ a: 'gone' })
})
