import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Action, Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost } from '../../src/ghost/posts/write-post.ts'
import { askAsOwner } from './ask-as-owner.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * "Restore" in the post history of Ghost Admin: the document of the old revision comes back as it was, our old stamp with it, which calls the newer file
 * an edit of ours. Nothing of it may be undone by a push.
 */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
const NAME = 'restored'
const workspace = openWorkspace({ name: NAME, sites: [site] })
const line = openLine(site, `#${NAME}`)
const POSTS = ['kept', 'edited', 'gone', 'pulled', 'forced', 'saved', 'untouched'] as const
type Name = (typeof POSTS)[number]

afterAll(async () => {
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
})

const pathOf = (post: string) => `posts/${post}.md`

function write(post: string, version: string, more = ''): void {
  const text = `First of ${version}.\n\nSecond of all.\n\nThird of all.${more}`
  // A restore leaves tags as they are, so that a post with one would seem edited anyway.
  const tags = post === 'gone' ? '' : `tags: [${version}]\n`
  workspace.write(
    `content/${pathOf(post)}`,
    `---\ntitle: ${post} ${version}\nslug: ${NAME}-${post}\n${tags}status: published\n---\n${text}\n`,
  )
}

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: workspace.folder })
const commit = () => {
  git('add', 'content')
  git('commit', '-qm', 'Another state', '--allow-empty')
}

async function find(post: string): Promise<RemotePost> {
  const found = (await listRemote(line)).find(({ fields }) => fields.slug === `${NAME}-${post}`)
  if (found === undefined) throw new Error(`no post ${post}`)
  return found
}

interface Wire {
  readonly updated_at: string
  readonly post_revisions: readonly { readonly lexical: string; readonly title: string }[]
}

/** As Ghost Admin does it: the revision's document as it stands, its title and its picture. */
async function restore(post: string, version: string): Promise<void> {
  const { id } = await find(post)
  const read = (await askAsOwner(site as never, 'GET', `posts/${id}/?include=post_revisions`)) as { posts: [Wire] }
  const [{ updated_at, post_revisions: revisions }] = read.posts
  const revision = revisions.find(({ lexical }) => lexical.includes(`First of ${version}.`))
  if (revision === undefined) throw new Error(`no revision of ${version}`)
  const { lexical, title } = revision
  const posts = [{ lexical, title, feature_image: null, updated_at }]
  await askAsOwner(site as never, 'PUT', `posts/${id}/?save_revision=1`, { posts })
}

async function plan(...args: string[]): Promise<{ readonly actions: Map<string, Action>; readonly asked: number }> {
  const { stdout, stderr } = await workspace.run('plan', '--json', '--verbose', ...args)
  const { sites } = JSON.parse(stdout) as Plan
  const actions = new Map((sites[0]?.actions ?? []).map((action) => [action.path, action]))
  return { actions, asked: stderr.split('post_revisions').length - 1 }
}

const textOf = (post: RemotePost) => JSON.stringify(post.body)

describe('a revision that was restored in Ghost Admin', () => {
  beforeAll(async () => {
    git('init', '-q')
    for (const version of ['one', 'two']) {
      for (const post of POSTS) write(post, version)
      expect((await workspace.run('push', '--yes')).code).toBe(0)
    }
    commit()
    for (const post of POSTS) if (post !== 'untouched') await restore(post, 'one')
    // Whoever edits it next drops the stamp that came back; the newest revision with a stamp is the restored one all the same.
    await editAsAdmin(line, await find('saved'), { custom_excerpt: 'By an editor' })
    write('edited', 'three')
    workspace.remove(`content/${pathOf('gone')}`)
    commit()
  })

  test('carries the stamp that it had', async () => {
    const { base } = await find('kept')
    expect(base).toMatchObject({ kind: 'stamp', stamp: { path: pathOf('kept') } })
    expect((await find('untouched')).base).toMatchObject({ stamp: { seq: 1 } })
  })

  test('is drift to a plan, a conflict where the file has changed as well, and says why', async () => {
    const { actions } = await plan()
    for (const post of ['kept', 'pulled', 'forced', 'saved']) {
      const action = actions.get(pathOf(post))
      expect(action, post).toMatchObject({ kind: 'unchanged', ...(post !== 'saved' && { restored: true }) })
      const fields = action?.kind === 'unchanged' ? action.drifts.map(({ field }) => field) : []
      expect(fields.sort(), post).toEqual(['body', 'title'])
    }
    expect(actions.get(pathOf('edited'))).toMatchObject({ kind: 'conflict', reason: 'both-changed', restored: true })
    const { stdout } = await workspace.run('plan')
    expect(stdout).toContain('restored to an older revision in Ghost')
    expect(stdout).toContain('changed in the file, and restored to an older revision in Ghost')
  })

  test('is neither written over nor deleted by a push', async () => {
    const before = await Promise.all(POSTS.map(find))
    const { code, stdout } = await workspace.run('push', '--prune', '--yes')
    expect(code).toBe(4)
    expect(stdout).toContain('its file is gone, but an older revision of it was restored in Ghost; it stays')
    for (const post of before)
      expect(textOf(await find(String(post.fields.slug).slice(NAME.length + 1)))).toBe(textOf(post))
    expect(textOf(await find('gone'))).toContain('First of one.')
  })

  test('comes into the file with a pull; what is written there next is an update', async () => {
    const pulled = await workspace.run('pull', pathOf('pulled'))
    expect(pulled.code, pulled.stdout).toBe(0)
    const file = workspace.read(`content/${pathOf('pulled')}`)
    expect(file).toContain('title: pulled one')
    expect(file).toContain('First of one.')
    expect((await plan()).actions.get(pathOf('pulled'))).toMatchObject({ kind: 'unchanged', drifts: [] })
    workspace.write(`content/${pathOf('pulled')}`, file.replace('Third of all.', 'Third of the author.'))
    commit()
    const pushed = await workspace.run('push', '--yes', pathOf('pulled'))
    expect(pushed.code, pushed.stdout).toBe(0)
    expect(textOf(await find('pulled'))).toMatch(/First of one\..*Third of the author\./)
    expect((await plan()).actions.get(pathOf('pulled'))).toMatchObject({ kind: 'unchanged', drifts: [] })
  })

  test('is kept on disk before --force overwrites it, and can be restored again', async () => {
    const { code, stdout, stderr } = await workspace.run('push', '--force', '--yes', pathOf('forced'))
    expect(code, stdout).toBe(0)
    expect(stdout).toContain('forced: overwrites the older revision that was restored in Ghost')
    expect(textOf(await find('forced'))).toContain('First of two.')
    expect(stderr).toMatch(/backups/)
    expect((await plan()).actions.get(pathOf('forced'))).toMatchObject({ kind: 'unchanged', drifts: [] })
    await restore('forced', 'one')
    expect((await plan()).actions.get(pathOf('forced'))).toMatchObject({ kind: 'unchanged', restored: true })
  })

  test('is not what a post has that was let go and taken over again: its count goes on', async () => {
    await editAsAdmin(line, await find('forced'), { tags: [] })
    const adopted = await workspace.run('push', '--adopt', '--force', '--yes', pathOf('forced'))
    expect(adopted.code, adopted.stdout).toBe(0)
    write('forced', 'three')
    expect((await plan()).actions.get(pathOf('forced'))).toMatchObject({ kind: 'update', reason: 'changed' })
  })

  test('costs a plan nothing where nothing is to be written, and one question for each post that is', async () => {
    for (const post of ['untouched', 'kept'] as const satisfies readonly Name[]) write(post, 'two')
    const lost = (await listRemote(line)).filter(({ base }) => base.kind === 'revision').length
    expect((await plan(pathOf('untouched'))).asked).toBe(lost)
    write('untouched', 'three')
    expect((await plan(pathOf('untouched'))).asked).toBe(lost + 1)
    expect((await workspace.run('push', '--yes', pathOf('untouched'))).code).toBe(0)
    expect((await find('untouched')).base).toMatchObject({ stamp: { seq: 2 } })
  })
})
