import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { listPages } from '../../src/ghost/transport/lists.ts'
import { listFileUrls } from '../../src/pull/files/list-file-urls.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// Files and tags that are one thing under two names, and what a reader, or the site, makes of the names.

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

function setScene(name: string) {
  const workspace = openWorkspace({ name, sites: [site as typeof site & object] })
  const line = openLine(site as typeof site & object, `#${name}`)
  cleanups.push(async () => {
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  const kinds = async () => {
    const { stdout } = await workspace.run('plan', '--json')
    return (JSON.parse(stdout) as Plan).sites[0]?.actions.map(({ kind }) => kind)
  }
  const push = async () => {
    const { code, stdout, stderr } = await workspace.run('push', '--yes')
    expect(code, stdout + stderr).toBe(0)
    return stdout
  }
  return { workspace, line, kinds, push }
}

test('files with the same bytes keep their own names, and pictures share one upload', async () => {
  const { workspace, line, kinds, push } = setScene('same-bytes')
  workspace.write('content/posts/a.md', '---\ntitle: Same bytes\n---\n[text](v1.txt) and [table](v2.csv)\n')
  workspace.write(
    'content/posts/b.md',
    '---\ntitle: The same again\n---\n:::file{src="v1.txt"}\n:::\n\n[other](v3.txt)\n',
  )
  for (const name of ['v1.txt', 'v2.csv', 'v3.txt']) workspace.write(`content/posts/${name}`, 'same bytes\n')
  await push()
  const posts = await listRemote(line)
  const urls = posts.flatMap((post) => listFileUrls(JSON.stringify([post.fields, post.body]), site?.url ?? ''))
  const names = urls.map((url) => url.replace(/^.*\/|-[0-9a-f]{16}/g, ''))
  expect(names.sort()).toEqual(['v1.txt', 'v1.txt', 'v2.csv', 'v3.txt'])
  expect(new Set(urls).size).toBe(3)
  for (const url of new Set(urls)) expect(await (await fetch(url)).text()).toBe('same bytes\n')
  expect(await kinds()).toEqual(['unchanged', 'unchanged'])
  expect((await workspace.run('check', '--fidelity')).code).toBe(0)

  workspace.write('content/posts/a.md', '---\ntitle: Same bytes\n---\n[text](v1.txt) and the [table](v2.csv)\n')
  expect(await push()).not.toContain('upload')
  expect(await kinds()).toEqual(['unchanged', 'unchanged'])
})

test('a tag is sent as the site spells it, and as most files do', async () => {
  const { workspace, line, kinds, push } = setScene('tag-names')
  const write = (name: string, tag: string) =>
    workspace.write(`content/posts/${name}.md`, `---\ntitle: ${name}\ntags: [${tag}]\n---\nText.\n`)
  write('tags-one', 'Journey X')
  await push()
  write('tags-two', 'journey x')
  write('tags-three', 'journey x')
  await push()
  const rows = await listPages(line, 'tags', { fields: 'name,slug' })
  expect(rows.filter(({ slug }) => String(slug).startsWith('journey-x')).map(({ name }) => name)).toEqual(['Journey X'])
  expect(await kinds()).toEqual(['unchanged', 'unchanged', 'unchanged'])
})

test('a post waits for one that waits, drafts included', async () => {
  const { workspace, kinds } = setScene('waiting')
  workspace.write('content/posts/a.md', '---\nslug: waiting-a\n---\nNo title\n')
  workspace.write('content/posts/b.md', '---\ntitle: B\nslug: waiting-b\n---\n[a](a.md)\n')
  workspace.write('content/posts/c.md', '---\ntitle: C\nslug: waiting-c\n---\n[b](b.md)\n')
  expect(await kinds()).toEqual(['blocked', 'blocked', 'blocked'])
})
