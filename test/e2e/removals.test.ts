import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { askAsOwner } from './ask-as-owner.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** Every guard that stands before a removal, each alone, on posts whose files are gone. Only the last test removes anything. */

const sites = readTestSites()
const NAME = 'removals'
const POSTS = [...'abcdefgh']
let workspace: Workspace
let lines: readonly Connection[]

beforeAll(async () => {
  workspace = openWorkspace({ name: NAME, sites })
  lines = sites.map((site) => openLine(site, `#${NAME}`))
  for (const post of POSTS) write(post)
  expect((await workspace.run('push')).code).toBe(0)
  for (const post of POSTS.slice(2)) workspace.remove(`content/posts/${post}.md`)
})

afterAll(async () => {
  for (const line of lines) for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

function write(post: string): void {
  workspace.write(
    `content/posts/${post}.md`,
    `---\ntitle: ${post}\nslug: ${NAME}-${post}\nstatus: published\n---\nText of ${post}.\n`,
  )
}

async function slugs(): Promise<readonly (readonly string[])[]> {
  return Promise.all(
    lines.map(async (line) => (await listRemote(line)).map(({ fields }) => fields.slug.replace(`${NAME}-`, '')).sort()),
  )
}

async function find(post: string): Promise<RemotePost | undefined> {
  const [line] = lines
  return line && (await listRemote(line)).find(({ fields }) => fields.slug === `${NAME}-${post}`)
}

async function expectAllThere(): Promise<void> {
  expect(await slugs()).toEqual([POSTS, POSTS])
}

test('above the limit: refused, and the flag is named', async () => {
  const run = await workspace.run('push', '--prune', '--yes')
  expect([run.code, run.stdout]).toEqual([6, expect.stringContaining('--max-deletes')])
  await expectAllThere()
})

test('with a limit that the config gives, the same', async () => {
  const run = await workspace.run('push', '--prune', '--yes', '--max-deletes', '5')
  expect(run.code).toBe(6)
  await expectAllThere()
})

test.each([
  ['--site', ['--site', 'main']],
  ['paths', ['content/posts/a.md']],
] as const)('a run that %s narrow removes nothing', async (_, args) => {
  const run = await workspace.run('push', '--prune', '--yes', '--max-deletes', '100', ...args)
  expect(run.code).toBe(0)
  // Who asked for one file hears of that file.
  expect(run.stdout.includes('its file is gone')).toBe(args[0] === '--site')
  await expectAllThere()
})

test('a run that --changed narrows removes nothing, even where a changed config makes it look at every file', async () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: workspace.folder })
  git('init', '-q')
  git('add', 'ghost-sync.config.json', 'content')
  git('commit', '-qm', 'As it is')
  workspace.write('content/posts/a.md', workspace.read('content/posts/a.md').replace('Text of a.', 'Another text.'))
  const push = async () => {
    const run = await workspace.run('push', '--changed', 'HEAD', '--prune', '--yes', '--max-deletes', '100', '--json')
    const results = JSON.parse(run.stdout).sites[0].results as { path: string; kind: string }[]
    return { code: run.code, kinds: Object.fromEntries(results.map(({ path, kind }) => [path, kind])) }
  }
  const one = await push()
  expect([one.code, one.kinds['posts/a.md'], one.kinds['posts/b.md']]).toEqual([0, 'updated', undefined])
  await expectAllThere()
  workspace.write('ghost-sync.config.json', `${workspace.read('ghost-sync.config.json')}\n`)
  const all = await push()
  expect([all.code, all.kinds['posts/a.md'], all.kinds['posts/b.md']]).toEqual([0, 'unchanged', 'unchanged'])
  await expectAllThere()
  rmSync(join(workspace.folder, '.git'), { recursive: true })
})

test('a file with problems: nothing is removed', async () => {
  workspace.write('content/posts/broken.md', '---\ntitle: [\n---\n')
  const run = await workspace.run('push', '--prune', '--yes', '--max-deletes', '100')
  expect(run.code).toBe(3)
  workspace.remove('content/posts/broken.md')
  await expectAllThere()
})

test('no file at all: nothing is removed, and an empty folder is told from a wish', async () => {
  for (const post of ['a', 'b']) workspace.remove(`content/posts/${post}.md`)
  mkdirSync(join(workspace.folder, 'content/posts'), { recursive: true })
  const run = await workspace.run('push', '--prune', '--yes', '--max-deletes', '100')
  expect([run.code, run.stdout]).toEqual([6, expect.stringContaining('no Markdown file was found')])
  for (const post of ['a', 'b']) write(post)
  await expectAllThere()
})

test("another project's posts, with the same tag, are none of ours", async () => {
  const other = openWorkspace({ name: 'removals-other', sites, policies: { ownershipTag: `#${NAME}` } })
  other.write('content/posts/x.md', '---\ntitle: x\nslug: removals-x\n---\nText.\n')
  expect((await other.run('push', '--prune', '--yes', '--max-deletes', '100')).code).toBe(0)
  expect(await slugs()).toEqual([
    [...POSTS, 'x'],
    [...POSTS, 'x'],
  ])
  const plan = await workspace.run('plan', '--prune', '--max-deletes', '100')
  expect(plan.stdout).not.toContain('removals-x')
  rmSync(other.folder, { recursive: true })
  for (const line of lines) {
    const post = (await listRemote(line)).find(({ fields }) => fields.slug === 'removals-x')
    if (post !== undefined) await deletePost(line, post.type, post.id)
  }
})

test('a text that comes back later, as another file with another slug, is the same post; its old address is told', async () => {
  const name = 'removals-later'
  const [site] = sites
  if (site === undefined) throw new Error('no site')
  const own = openWorkspace({ name, sites: [site] })
  const line = openLine(site, `#${name}`)
  const write = (file: string, slug: string) =>
    own.write(
      `content/posts/${file}.md`,
      `---\ntitle: Moves\nslug: ${name}-${slug}\nstatus: published\n---\nThe text.\n`,
    )
  const push = () => own.run('push', '--prune', '--yes')
  try {
    write('stays', 'stays')
    own.write(
      'content/posts/x.md',
      own.read('content/posts/stays.md').replaceAll('stays', 'x').replace('The', 'Another'),
    )
    expect((await own.run('push')).code).toBe(0)
    const before = (await listRemote(line)).find(({ fields }) => fields.slug === `${name}-x`)
    const text = own.read('content/posts/x.md')
    own.remove('content/posts/x.md')
    const gone = await own.run('push')
    expect([gone.code, gone.stdout]).toEqual([0, expect.stringContaining('its file is gone')])
    own.write('content/posts/sub/y.md', text.replace(`${name}-x`, `${name}-y`))
    const moved = await push()
    expect([moved.code, moved.stdout]).toEqual([0, expect.stringContaining(`^/${name}-x/?$: /${name}-y/`)])
    const after = await listRemote(line)
    expect(after.map(({ fields }) => fields.slug).sort()).toEqual([`${name}-stays`, `${name}-y`])
    expect(after.find(({ fields }) => fields.slug === `${name}-y`)?.id).toBe(before?.id)
  } finally {
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(own.folder, { recursive: true, force: true })
  }
})

test('one that was edited in Ghost stays, until --force; the plan lists each with title, address and age', async () => {
  const [line] = lines as readonly [Connection]
  const edited = (await listRemote(line)).find(({ fields }) => fields.slug === `${NAME}-c`)
  if (edited === undefined) throw new Error('c is gone')
  await editAsAdmin(line, edited, { meta_title: 'By an editor' })
  // What leaves the stamp as it is, in fields that no file manages: by another program, and in a list of Ghost Admin.
  const [excerpt, featured, tagged] = await Promise.all(['d', 'e', 'f'].map(find))
  if (excerpt === undefined || featured === undefined || tagged === undefined) throw new Error('a post is gone')
  await updatePost(line, 'post', excerpt.id, { custom_excerpt: 'By a program', updated_at: excerpt.updatedAt })
  const [site] = sites
  if (site === undefined) throw new Error('no site')
  const bulk = (id: string, value: unknown) =>
    askAsOwner(site, 'PUT', `posts/bulk/?filter=${encodeURIComponent(`id:'${id}'`)}`, { bulk: value })
  await bulk(featured.id, { action: 'feature' })
  await bulk(tagged.id, { action: 'addTag', meta: { tags: [{ name: 'By hand', slug: 'by-hand' }] } })
  expect((await find('d'))?.base.kind).toBe('stamp')
  expect((await find('e'))?.fields.featured).toBe(true)
  expect((await find('f'))?.fields.tags).toEqual(['By hand'])
  const plan = await workspace.run('plan', '--prune', '--max-deletes', '100')
  expect(plan.stdout).toMatch(/\? posts\/c\.md {2}"c" {2}its file is gone, but it was edited in Ghost; it stays/)
  expect(plan.stdout).toMatch(/last edited in Ghost by the integration ghost-sync/)
  for (const post of ['d', 'e', 'f'])
    expect(plan.stdout).toMatch(new RegExp(`\\? posts/${post}\\.md .* it was edited in Ghost`))
  expect(plan.stdout).toMatch(
    /- posts\/g\.md {2}"g"\n +http:\S+\/removals-g\/ {2}published (?:just now|\d+ minutes? ago)/,
  )
  const run = await workspace.run('push', '--prune', '--yes', '--max-deletes', '100')
  expect(run.code).toBe(0)
  expect(await slugs()).toEqual([
    ['a', 'b', 'c', 'd', 'e', 'f'],
    ['a', 'b'],
  ])
  expect((await workspace.run('push', '--prune', '--force', '--yes', '--max-deletes', '100')).code).toBe(0)
  expect(await slugs()).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ])
})
