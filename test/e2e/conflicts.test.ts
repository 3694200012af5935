import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../src/diff/plan.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import type { SiteOutcome } from '../../src/publish/site-outcome.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { startFaultProxy } from './fault-proxy.ts'
import { openWorkspace, type Workspace } from './open-workspace.ts'
import { type Answer, hasTerminal, runInTerminal } from './run-in-terminal.ts'
import { readTestSites } from './test-sites.ts'

/** Changed on both sides: what is shown, and each way out of it. */

const [site] = readTestSites()
if (site === undefined) throw new Error('no site')
if (!hasTerminal) process.stderr.write('conflicts: the questions are skipped, no /usr/bin/script (util-linux) found\n')

const cleanups: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup()
})

function write(workspace: Workspace, name: string, post: string, title: string, body = 'Text.'): void {
  workspace.write(`content/posts/${post}.md`, `---\ntitle: ${title}\nslug: ${name}-${post}\n---\n${body}\n`)
}

function setScene(name: string, url = site?.url ?? '', policies: Record<string, unknown> = {}) {
  const workspace = openWorkspace({ name, sites: [{ ...(site as typeof site & object), url }], policies })
  const line: Connection = openLine(site as typeof site & object, `#${name}`)
  const find = async (slug: string): Promise<RemotePost> => {
    const found = (await listRemote(line)).find(({ fields }) => fields.slug === `${name}-${slug}`)
    if (found === undefined) throw new Error(`no post ${slug}`)
    return found
  }
  cleanups.push(async () => {
    for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
    rmSync(workspace.folder, { recursive: true, force: true })
  })
  return { workspace, line, find }
}

describe.skipIf(!hasTerminal)('on a terminal, push asks about each conflict', () => {
  const name = 'ask'
  const { workspace, line, find } = setScene(name)
  const titles = async () => Promise.all(['a', 'b', 'c'].map(async (post) => (await find(post)).fields.title))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: workspace.folder })
  let round = 0

  /** a and b are changed on both sides, c in its file alone. */
  beforeEach(async () => {
    round += 1
    if (round === 1) {
      for (const post of ['a', 'b', 'c']) write(workspace, name, post, post)
      git('init', '-q')
    }
    for (const post of ['a', 'b', 'c']) write(workspace, name, post, `${post} as of ${round}`)
    await workspace.run('push', '--force', '--yes', '--no-backup')
    for (const post of ['a', 'b']) await editAsAdmin(line, await find(post), { title: `${post} by an editor ${round}` })
    for (const post of ['a', 'b', 'c']) write(workspace, name, post, `${post} by the file ${round}`, `Text ${round}.`)
    git('add', 'content')
    git('commit', '-qm', `Round ${round}`)
  })

  const asked = '[q] quit and write nothing: '
  const push = (answers: readonly Answer[], ...args: string[]) => runInTerminal(workspace, ['push', ...args], answers)

  test('both texts are shown; one keeps the file, one takes what Ghost has; the next plan is empty', async () => {
    const { code, shown } = await push([
      [asked, 'f\n'],
      [asked, 'g\n'],
    ])
    expect(shown).toContain('Conflict 1 of 2, main:')
    expect(shown).toMatch(/Ghost {2}"a by an editor 1"\n +file {3}"a by the file 1"/)
    expect(code).toBe(0)
    // What was settled by taking Ghost's side is no conflict in the summary either.
    const summary = shown.slice(shown.lastIndexOf('main:'))
    expect(summary).toMatch(/2 updated, 1 skipped/)
    expect(summary).not.toContain('conflict')
    expect(shown).toContain("Ghost's side is in the file now")
    expect(await titles()).toEqual(['a by the file 1', 'b by an editor 1', 'c by the file 1'])
    expect(workspace.read('content/posts/b.md')).toContain('title: b by an editor 1')
    expect(shown).toMatch(/As it was before: \S+\/backups\//)
    expect((await workspace.run('plan', '--exit-code')).code).not.toBe(4)
  })

  test('Enter alone and nonsense answer nothing; skipping leaves both sides, and the exit code says so', async () => {
    const { code, shown } = await push([
      [asked, '\n'],
      ['Please type one of f, g, s, q: ', 'yes\n'],
      ['Please type one of f, g, s, q: ', 's\n'],
      [asked, 'S\n'],
    ])
    expect(code).toBe(4)
    expect(shown).toContain('conflict     posts/a.md')
    expect(await titles()).toEqual(['a by an editor 2', 'b by an editor 2', 'c by the file 2'])
    expect(workspace.read('content/posts/a.md')).toContain('title: a by the file 2')
  })

  test('quitting writes nothing, not even what is free of conflicts', async () => {
    const { code, shown } = await push([
      [asked, 'f\n'],
      [asked, 'q\n'],
    ])
    expect([code, shown]).toEqual([6, expect.stringContaining('Nothing was written.')])
    expect(await titles()).toEqual(['a by an editor 3', 'b by an editor 3', 'c as of 3'])
  })

  test('so does Ctrl-C at a question', async () => {
    const { code } = await push([[asked, '\u0003']])
    expect(code).toBe(130)
    expect(await titles()).toEqual(['a by an editor 4', 'b by an editor 4', 'c as of 4'])
  })

  test('--yes asks nothing and resolves nothing; nor does a pipe', async () => {
    const { code, shown } = await push([], '--yes')
    expect([code, shown]).toEqual([4, expect.not.stringContaining('[f] keep')])
    expect((await workspace.run('push')).code).toBe(4)
    expect(await titles()).toEqual(['a by an editor 5', 'b by an editor 5', 'c by the file 5'])
  })

  test("Ghost's side over a file that is not committed: the file stays, and stays a conflict", async () => {
    write(workspace, name, 'a', 'a, not committed')
    const { code, shown } = await push([
      [asked, 'g\n'],
      [asked, 'g\n'],
    ])
    expect(code).toBe(4)
    expect(shown).toContain('has changes that are not committed')
    expect(workspace.read('content/posts/a.md')).toContain('title: a, not committed')
    expect(workspace.read('content/posts/b.md')).toContain('title: b by an editor 6')
  })
})

describe('a conflict that a pull settles by itself', () => {
  test('is told with that first, in plan and push; then it is so', async (context) => {
    const { workspace, line, find } = setScene('merges')
    if (!(await identifySite(line)).capabilities.revisions) return context.skip()
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: workspace.folder })
    for (const post of ['a', 'b']) write(workspace, 'merges', post, post, 'One.\n\nTwo.\n\nThree.')
    git('init', '-q')
    await workspace.run('push')
    for (const post of ['a', 'b']) {
      const remote = await find(post)
      if (remote.body.kind !== 'lexical') throw new Error('no lexical')
      const text = JSON.stringify({ root: remote.body.root }).replace('Three.', 'Three, by an editor.')
      await editAsAdmin(line, remote, { lexical: text })
    }
    write(workspace, 'merges', 'a', 'a', 'One, by the file.\n\nTwo.\n\nThree.')
    write(workspace, 'merges', 'b', 'b', 'One.\n\nTwo.\n\nThree, by the file.')
    git('add', 'content')
    git('commit', '-qm', 'Both sides')
    const plan = await workspace.run('plan')
    expect(plan.stdout.match(/To keep both: ghost-sync pull posts\/\w\.md merges them/g)).toEqual([
      'To keep both: ghost-sync pull posts/a.md merges them',
    ])
    expect(plan.stdout.indexOf('To keep both')).toBeLessThan(plan.stdout.indexOf("To overwrite Ghost's"))
    const push = await workspace.run('push', '--yes')
    expect([push.code, push.stdout]).toEqual([4, expect.stringContaining('ghost-sync pull`, which merges the two')])
    expect(await workspace.run('pull', 'posts/a.md')).toMatchObject({ code: 0 })
    expect(workspace.read('content/posts/a.md')).toMatch(/One, by the file\.\n\nTwo\.\n\nThree, by an editor\./)
    const after = await workspace.run('push', '--yes')
    expect([after.code, after.stdout]).toEqual([4, expect.stringContaining('1 updated')])
    expect(JSON.stringify((await find('a')).body)).toContain('One, by the file.')
  })
})

describe('who, when and both texts', () => {
  test('of a conflict and of a drift, in the plan and in its JSON', async () => {
    const { workspace, line, find } = setScene('who')
    for (const post of ['a', 'b']) write(workspace, 'who', post, post, 'First line.\n\nSecond line.')
    await workspace.run('push')
    for (const post of ['a', 'b']) await editAsAdmin(line, await find(post), { title: `${post} by an editor` })
    write(workspace, 'who', 'a', 'a by the file', 'First line.\n\nAnother line.')
    const { stdout, code } = await workspace.run('plan')
    expect(code).toBe(4)
    expect(stdout).toMatch(
      /last edited in Ghost by the integration ghost-sync, (?:just now|\d minutes? ago) \(20\d\d-\S+Z\)/,
    )
    expect(stdout).toMatch(/Ghost {2}"a by an editor"\n +file {3}"a by the file"/)
    expect(stdout).toContain('kept as in Ghost: title "b by an editor" (file says "b")')
    const { sites } = JSON.parse((await workspace.run('plan', '--json')).stdout) as Plan
    expect(sites[0]?.actions).toMatchObject([
      { kind: 'conflict', edited: { by: 'the integration ghost-sync', at: expect.any(String) } },
      { kind: 'unchanged', edited: { by: 'the integration ghost-sync' } },
    ])
  })
})

describe('edited between the read and the write', () => {
  test.each([
    [
      'the same field',
      { title: 'b by an editor' },
      'changed in Ghost while this push was under way, and in the file: title',
    ],
    [
      'another field',
      { custom_excerpt: 'By an editor' },
      'changed in Ghost while this push was under way, in other fields than the file',
    ],
  ] as const)(
    '%s, in the same second: a conflict that says so, nothing overwritten, the others go on',
    async (_, edit, says) => {
      const name = `second-${Object.keys(edit)[0]?.replace('_', '-')}`
      const proxy = await startFaultProxy(site.url)
      const { workspace, line, find } = setScene(name, proxy.url)
      for (const post of ['a', 'b', 'c']) write(workspace, name, post, post)
      await workspace.run('push')
      for (const post of ['b', 'c']) write(workspace, name, post, `${post} by the file`)
      const before = await find('b')
      // As near as can be: the post was saved a moment ago, and is saved again right before our write reaches Ghost.
      let isFirst = true
      proxy.setRule(({ method, path }) => {
        if (method !== 'PUT' || !path.endsWith(`/posts/${before.id}/`) || !isFirst) return undefined
        isFirst = false
        return {
          kind: 'before',
          act: async () => {
            const now = await find('b')
            await updatePost(line, 'post', now.id, { ...edit, updated_at: now.updatedAt })
          },
        }
      })
      await updatePost(line, 'post', before.id, {
        codeinjection_foot: '<!-- just now -->',
        updated_at: before.updatedAt,
      })
      const run = await workspace.run('push', '--json')
      const { sites } = JSON.parse(run.stdout) as { readonly sites: readonly SiteOutcome[] }
      expect([run.code, sites[0]?.results.map(({ kind }) => kind)]).toEqual([4, ['unchanged', 'conflict', 'updated']])
      expect(sites[0]?.results[1]).toMatchObject({ message: says })
      expect((await find('b')).fields).toMatchObject({ title: 'b', ...edit })
      await proxy.close()
      // Without anybody in between, what did not meet is written now.
      const next = await openAgain(workspace).run('push')
      expect(next.code).toBe('title' in edit ? 4 : 0)
      if (!('title' in edit)) expect((await find('b')).fields).toMatchObject({ title: 'b by the file', ...edit })
    },
  )

  test('about to be unpublished: a conflict, nothing overwritten', async () => {
    const name = 'second-unpublish'
    const proxy = await startFaultProxy(site.url)
    const { workspace, line, find } = setScene(name, proxy.url, { onRemove: 'unpublish' })
    write(workspace, name, 'a', 'a')
    workspace.write('content/posts/b.md', `---\ntitle: b\nslug: ${name}-b\nstatus: published\n---\nText.\n`)
    await workspace.run('push')
    const { id } = await find('b')
    const save = async (title: string) => {
      const { updatedAt } = await find('b')
      await updatePost(line, 'post', id, { title, updated_at: updatedAt })
    }
    let isFirst = true
    proxy.setRule(({ method, path }) => {
      if (method !== 'PUT' || !path.endsWith(`/posts/${id}/`) || !isFirst) return undefined
      isFirst = false
      return { kind: 'before', act: () => save('b by an editor') }
    })
    // As near as can be: saved a moment ago as it was, and by an editor right before our write reaches Ghost.
    await save('b, for a moment')
    await save('b')
    workspace.remove('content/posts/b.md')
    const run = await workspace.run('push', '--json', '--yes')
    const { sites } = JSON.parse(run.stdout) as { readonly sites: readonly SiteOutcome[] }
    expect([run.code, sites[0]?.results.map(({ kind }) => kind)]).toEqual([4, ['unchanged', 'conflict']])
    expect(isFirst).toBe(false)
    expect((await find('b')).fields).toMatchObject({ title: 'b by an editor', status: 'published' })
    await proxy.close()
  })

  /** The same repository, past the proxy. */
  function openAgain(workspace: Workspace): Workspace {
    const config = JSON.parse(workspace.read('ghost-sync.config.json')) as { sites: { main: { url: string } } }
    config.sites.main.url = site?.url ?? ''
    workspace.write('ghost-sync.config.json', JSON.stringify(config))
    return workspace
  }
})
