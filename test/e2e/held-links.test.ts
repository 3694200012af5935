import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// c links to b, and b to a, which has an error: none of them comes out with a link to nothing, however a run is asked for.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

function setScene(name: string) {
  const workspace = openWorkspace({ name, sites: [site as typeof site & object] })
  const line = openLine(site as typeof site & object, `#${name}`)
  const write = (post: string, text: string, more = '') =>
    workspace.write(
      `content/posts/${post}.md`,
      `---\ntitle: ${post}\nslug: ${name}-${post}\nstatus: published\n${more}---\n${text}\n`,
    )
  cleanups.push(async () => {
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const slugs = async () => (await listRemote(line)).map(({ fields }) => fields.slug.replace(`${name}-`, '')).sort()
  const kinds = async (...args: string[]) => {
    const { stdout } = await workspace.run('plan', '--json', ...args)
    const [plan] = (JSON.parse(stdout) as Plan).sites
    return Object.fromEntries(
      (plan?.actions ?? []).map(({ path, kind }) => [path.replace(/^posts\/|\.md$/g, ''), kind]),
    )
  }
  write('a', 'No post.', 'published_at: never\n')
  write('b', '[a](a.md)')
  write('c', '[b](b.md)')
  return { workspace, write, slugs, kinds }
}

test('nothing is published with a link to nothing; once the mistake is mended, all of it is', async () => {
  const { workspace, write, slugs, kinds } = setScene('held')
  const held = { a: 'blocked', b: 'blocked', c: 'blocked' }
  expect(await kinds()).toEqual(held)
  expect(await kinds('content/posts/c.md')).toEqual({ a: 'blocked', c: 'blocked' })
  const push = await workspace.run('push')
  expect(push.code).toBe(3)
  expect(push.stdout + push.stderr).toContain(
    '`b.md` leads to `posts/b.md`, which is not published because it leads to `posts/a.md`, which has problems of its own.',
  )
  expect((await workspace.run('push', 'content/posts/c.md')).code).toBe(3)
  expect((await workspace.run('check')).code).toBe(3)

  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: workspace.folder })
  git('init', '-q')
  git('add', '.')
  git('commit', '-qm', 'As it is')
  write('c', 'Changed. [b](b.md)')
  expect((await workspace.run('push', '--changed', 'HEAD')).code).toBe(3)
  expect(await slugs()).toEqual([])

  const watch = workspace.start('watch', '--publish')
  await expect.poll(watch.printed, { timeout: 20_000 }).toContain('Watching')
  write('c', 'Changed again. [b](b.md)')
  await expect.poll(watch.printed, { timeout: 20_000 }).toContain('`b.md` leads to `posts/b.md`')
  expect(await slugs()).toEqual([])
  write('a', 'A post.')
  await expect.poll(slugs, { timeout: 20_000 }).toEqual(['a', 'b', 'c'])
  watch.kill('SIGINT')
  await watch.done
  expect(await kinds()).toEqual({ a: 'unchanged', b: 'unchanged', c: 'unchanged' })
})

test('where the site has the post already, a mistake in its file holds nobody up', async () => {
  const { workspace, write, kinds } = setScene('held-not')
  write('a', 'A post.')
  expect((await workspace.run('push')).code).toBe(0)
  write('a', 'A post.', 'published_at: never\n')
  write('b', 'Changed. [a](a.md)')
  write('d', '[a](a.md) and [b](b.md)')
  expect(await kinds()).toEqual({ a: 'blocked', b: 'update', c: 'unchanged', d: 'create' })
  const push = await workspace.run('push', '--json')
  expect([push.code, JSON.parse(push.stdout).sites[0].results.map(({ kind }: { kind: string }) => kind)]).toEqual([
    3,
    ['blocked', 'updated', 'unchanged', 'created'],
  ])
})
