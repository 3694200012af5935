import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Backup } from '../../src/backup/backup.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import type { RestoreResult } from '../../src/publish/restore-post.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { locateData, openWorkspace, type Run, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/**
 * What a push deletes or overwrites is on disk before, and comes back from there. Each test has a project of its own, under a tag of its own: what
 * one leaves behind, or fails to, is nothing to the next.
 */

const [site] = readTestSites()
const DAY = 86_400_000
let opened = 0
let name: string
let workspace: Workspace
let line: Connection

/** Some 10 months before the day on which the tests run, whichever it is. */
const PUBLISHED_AT = `${new Date(Date.now() - 310 * DAY).toISOString().slice(0, 19)}Z`

const FULL = `---
title: All of it
slug: backups-full
status: published
published_at: ${PUBLISHED_AT}
tags: [News, "#inside"]
custom_excerpt: What it is about
feature_image: ../red.png
feature_image_alt: All red
meta_title: For search engines
visibility: members
featured: true
---
Hello **world**.

![A box](../red.png "Caption")
`
const PLAIN = '---\ntitle: Plain\nslug: backups-plain\n---\nText.\n'

beforeEach(() => {
  if (site === undefined) throw new Error('no site')
  opened++
  name = `backups-${opened}`
  workspace = openWorkspace({ name, sites: [site] })
  line = openLine(site, `#${name}`)
  workspace.write('content/red.png', drawPng(30, 20, [200, 30, 31]))
  workspace.write('content/posts/full.md', FULL)
  workspace.write('content/posts/plain.md', PLAIN)
  workspace.write('content/pages/page.md', '---\ntitle: Page\nslug: backups-page\nstatus: published\n---\nText.\n')
})

afterEach(async () => {
  // Addresses are the site's, not the project's: a post that stayed would take the next test's.
  for (const { type, id } of await listRemote(line)) await deletePost(line, type, id)
  rmSync(workspace.folder, { recursive: true, force: true })
  rmSync(aside(), { recursive: true, force: true })
})

async function find(slug: string): Promise<RemotePost> {
  const post = (await listRemote(line)).find(({ fields }) => fields.slug === `backups-${slug}`)
  if (post === undefined) throw new Error(`no post ${slug}`)
  return post
}

const slugs = async () => (await listRemote(line)).map(({ fields }) => fields.slug.replace('backups-', '')).sort()

/** What a reader or an editor could tell two states apart by. */
function describeState({ type, fields, body, base, url, owned }: RemotePost): unknown {
  return { type, fields, body, url, owned, stamp: base.kind === 'none' ? undefined : base.stamp }
}

/** A run that has to succeed for the test to mean anything. */
async function succeed(...args: string[]): Promise<Run> {
  const run = await workspace.run(...args)
  expect(run, args.join(' ')).toMatchObject({ code: 0 })
  return run
}

/** Pushes the three files, then deletes two of them on the site; returns the two as they were. */
async function pushAndPrune(): Promise<{ before: readonly RemotePost[]; push: Run }> {
  await succeed('push')
  const before = [await find('full'), await find('page')]
  workspace.remove('content/posts/full.md')
  workspace.remove('content/pages/page.md')
  return { before, push: await succeed('push', '--prune', '--yes') }
}

/** Pushes, edits a post as a person would, and pushes over it; returns the post as the person left it. */
async function pushOverEdit(): Promise<RemotePost> {
  await succeed('push')
  await editAsAdmin(line, await find('full'), {
    title: 'By an editor',
    meta_title: 'Theirs',
    tags: [{ name: `#${name}` }],
  })
  const edited = await find('full')
  await succeed('push', '--force', '--yes', 'content/posts/full.md')
  return edited
}

async function restore(...args: string[]) {
  const run = await workspace.run('restore', '--json', '--yes', ...args)
  const { results } = JSON.parse(run.stdout) as { results: readonly RestoreResult[] }
  return { code: run.code, results }
}

const folder = () => locateData(workspace.folder, 'backups')
const runs = () => (existsSync(folder()) ? readdirSync(folder()).sort() : [])
const aside = () => `${workspace.folder}-aside`

/** The text of a backup with its post altered. */
function mutatePost(mutate: (post: Record<string, unknown>) => unknown): (text: string) => string {
  return (text) => {
    const backup = JSON.parse(text) as { readonly post: Record<string, unknown> }
    mutate(backup.post)
    return JSON.stringify(backup)
  }
}

describe('deleting', () => {
  test('a push that deletes nothing keeps nothing', async () => {
    expect((await workspace.run('push')).code).toBe(0)
    expect(runs()).toEqual([])
    expect((await workspace.run('restore')).stdout).toBe('No backups.\n')
  })

  test('the plan names each with title, address and age', { tags: ['calendar'] }, async () => {
    await succeed('push')
    workspace.remove('content/posts/full.md')
    workspace.remove('content/pages/page.md')
    const plan = await workspace.run('plan', '--prune')
    expect(plan.stdout).toMatch(
      /- posts\/full\.md {2}"All of it"\n +http:\S+\/backups-full\/ {2}published 10 months ago/,
    )
  })

  test('--prune keeps each first, whole', async () => {
    const { before, push } = await pushAndPrune()
    expect(await slugs()).toEqual(['plain'])
    expect(runs()).toHaveLength(1)
    expect(push.stderr).toContain(
      `${join(folder(), runs()[0] ?? '')} (to bring it back: ghost-sync restore ${runs()[0]})`,
    )
    const [file = ''] = readdirSync(join(folder(), runs()[0] ?? '', 'main')).filter((name) => name.includes('full'))
    const text = readFileSync(join(folder(), runs()[0] ?? '', 'main', file), 'utf8')
    const backup = JSON.parse(text) as Backup
    expect(backup).toMatchObject({
      kind: 'ghost-sync-backup',
      project: name,
      site: 'main',
      reason: 'delete',
      path: 'posts/full.md',
      stamp: { project: name },
      post: {
        id: before[0]?.id,
        slug: 'backups-full',
        tags: [{ name: 'News' }, { name: '#inside' }, { name: `#${name}` }],
        authors: [expect.anything()],
        meta_title: 'For search engines',
        html: expect.stringContaining('<strong>world</strong>'),
      },
    })
    // Not in the checkout, and for this user only.
    expect(existsSync(join(workspace.folder, '.ghost-sync'))).toBe(false)
    const modes = [folder(), join(folder(), runs()[0] ?? ''), join(folder(), runs()[0] ?? '', 'main', file)].map(
      (path) => statSync(path).mode & 0o777,
    )
    expect(modes).toEqual([0o700, 0o700, 0o600])
  })

  test('restore lists them, and --dry-run says what would come back and writes nothing', {
    tags: ['calendar'],
  }, async () => {
    await pushAndPrune()
    const list = await workspace.run('restore')
    expect(list.stdout).toMatch(
      /^2\S+Z {2}2 posts, (?:just now|\d minutes? ago)\n {2}deleted {6}main {2}pages\/page\.md {2}"Page"\n {2}deleted/,
    )
    const dry = await workspace.run('restore', 'latest', '--dry-run')
    expect(dry.stdout).toContain('made again, published: ')
    expect(await slugs()).toEqual(['plain'])
  })

  test('restore brings them back, field by field, and they are ours again', async () => {
    const { before } = await pushAndPrune()
    const { code, results } = await restore('latest')
    expect([code, results.map((result) => [result.kind, 'warnings' in result && result.warnings])]).toEqual([
      0,
      [
        ['restored', []],
        ['restored', []],
      ],
    ])
    expect([await find('full'), await find('page')].map(describeState)).toEqual(before.map(describeState))
    expect((await fetch(`${site?.url}/backups-page/`)).status).toBe(200)
    workspace.write('content/posts/full.md', FULL)
    const plan = await workspace.run('plan')
    expect(plan.stdout).toContain('? pages/page.md')
    expect(plan.stdout).toContain('main: 1 unchanged'.replace('1', '2'))
  })

  test('again: nothing to do; and where another post has the slug, refused', async () => {
    await pushAndPrune()
    await restore('latest')
    expect((await restore('latest')).results.map(({ kind }) => kind)).toEqual(['unchanged', 'unchanged'])
    const page = await find('page')
    await updatePost(line, 'page', page.id, { title: 'Another text', updated_at: page.updatedAt })
    const { code, results } = await restore('latest')
    expect([code, results.map(({ kind }) => kind)]).toEqual([4, ['refused', 'unchanged']])
    expect((await find('page')).fields.title).toBe('Another text')
  })

  test('a post that was brought back and is deleted in Ghost Admin is not made again', async () => {
    await pushAndPrune()
    await restore('latest')
    workspace.write('content/posts/full.md', FULL)
    await deletePost(line, 'post', (await find('full')).id)
    const plan = await workspace.run('plan')
    expect(plan.stdout).toContain('deleted in Ghost since it was published')
    expect((await workspace.run('push', '--recreate')).code).toBe(0)
  })
})

describe('overwriting', () => {
  test('--force keeps what an editor wrote, and restore puts it back', async () => {
    const edited = await pushOverEdit()
    expect((await find('full')).fields).toMatchObject({ title: 'All of it', meta_title: 'For search engines' })
    const { code, results } = await restore('latest')
    expect([code, results]).toMatchObject([0, [{ kind: 'restored', how: 'updated', warnings: [] }]])
    const after = await find('full')
    expect([after.fields, after.body]).toEqual([edited.fields, edited.body])
    // To the next plan it is what it was: an edit in Ghost, kept.
    const plan = await workspace.run('plan', 'content/posts/full.md')
    expect(plan.stdout).toContain('kept as in Ghost: title "By an editor"')
  })

  test('restoring keeps what it overwrites, too', async () => {
    await pushOverEdit()
    await restore('latest')
    const { results } = await restore('latest')
    expect(results).toMatchObject([{ kind: 'restored', how: 'updated' }])
    expect((await find('full')).fields.title).toBe('All of it')
  })

  test('an ordinary update keeps nothing', async () => {
    await succeed('push')
    workspace.write('content/posts/plain.md', workspace.read('content/posts/plain.md').replace('Text.', 'More text.'))
    expect((await workspace.run('push', 'content/posts/plain.md')).code).toBe(0)
    expect(runs()).toHaveLength(0)
  })
})

describe('the place', () => {
  const BY_THE_FILE = PLAIN.replace('Text.', 'By the file.')

  /** A post that an editor has retitled since it was pushed, and a file that says something else. */
  async function pushAndEdit(): Promise<void> {
    await succeed('push', 'content/posts/plain.md')
    workspace.write('content/posts/plain.md', BY_THE_FILE)
    await editAsAdmin(line, await find('plain'), { title: 'By an editor' })
  }

  test('--no-backup keeps nothing', async () => {
    await pushAndEdit()
    expect((await workspace.run('push', '--force', '--yes', '--no-backup', 'content/posts/plain.md')).code).toBe(0)
    expect(runs()).toHaveLength(0)
  })

  test('--backup DIR is used instead', async () => {
    await pushAndEdit()
    const push = await workspace.run('push', '--force', '--yes', '--backup', aside(), 'content/posts/plain.md')
    expect(push.code).toBe(0)
    expect(runs()).toHaveLength(0)
    expect((await restore('latest', '--backup', aside())).results).toMatchObject([{ kind: 'restored' }])
    expect((await find('plain')).fields.title).toBe('By an editor')
  })

  test('that cannot be written: the post is not touched, the others go on', async () => {
    await pushAndEdit()
    workspace.write('content/posts/new.md', '---\ntitle: New\nslug: backups-new\n---\nText.\n')
    workspace.write('blocked', 'a file, no folder')
    const before = await find('plain')
    const run = await workspace.run('push', '--force', '--yes', '--json', '--backup', 'blocked')
    expect(run.code).toBe(5)
    const results = JSON.parse(run.stdout).sites[0].results as { path: string; kind: string; code?: string }[]
    expect(results.find(({ path }) => path === 'posts/plain.md')).toMatchObject({
      kind: 'failed',
      code: 'backup/not-written',
    })
    expect(results.find(({ path }) => path === 'posts/new.md')).toMatchObject({ kind: 'created' })
    expect(await find('plain')).toEqual(before)
  })

  test('a link that a repository holds leads no backup anywhere; behind a link, none is written', async () => {
    await succeed('push')
    await editAsAdmin(line, await find('plain'), { title: 'By an editor' })
    workspace.write('content/posts/plain.md', PLAIN.replace('Text.', 'By the file.'))
    mkdirSync(aside())
    symlinkSync(aside(), join(workspace.folder, '.ghost-sync'))
    mkdirSync(join(folder(), '..'), { recursive: true })
    symlinkSync(aside(), folder())
    const run = await workspace.run('push', '--force', '--yes', 'content/posts/plain.md')
    expect(run.stdout).toContain('is a symbolic link; nothing is read from there, and nothing written')
    expect((await find('plain')).fields.title).toBe('By an editor')
    rmSync(folder())
    await succeed('push', '--force', '--yes', 'content/posts/plain.md')
    expect(runs()).toHaveLength(1)
    expect(readdirSync(aside())).toEqual([])
  })

  test('backups that came with the repository are not listed, and are the latest of nothing', async () => {
    await pushOverEdit()
    const planted = '.ghost-sync/backups/2999-01-01T00-00-00Z'
    const [newest = ''] = runs()
    const [file = ''] = readdirSync(join(folder(), newest, 'main'))
    const backup = JSON.parse(readFileSync(join(folder(), newest, 'main', file), 'utf8')) as Backup
    const hostile = { ...backup, path: 'by-a-stranger.md' }
    workspace.write(`${planted}/main/x.json`, JSON.stringify(hostile))
    workspace.write(`${newest}/main/x.json`, JSON.stringify(hostile))
    const list = await workspace.run('restore')
    expect(list.stdout).toContain(newest)
    expect(list.stdout).not.toContain('2999')
    expect(list.stderr).toContain('.ghost-sync/backups is not looked at')
    expect(list.stderr).toContain('ghost-sync restore .ghost-sync/backups/NAME')
    for (const wanted of ['latest', newest]) {
      const run = await succeed('restore', wanted, '--dry-run')
      expect(run.stdout).toContain('posts/full.md')
      expect(run.stdout).not.toContain('by-a-stranger')
    }
    // A person who names it means it.
    expect((await succeed('restore', planted, '--dry-run')).stdout).toContain('by-a-stranger')
  })

  test('a file that is no backup is refused', async () => {
    mkdirSync(aside())
    writeFileSync(join(aside(), 'x.json'), '{}')
    const none = await workspace.run('restore', join(aside(), 'x.json'))
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('is no backup')])
    expect((await workspace.run('restore', 'nothing')).code).toBe(2)
  })

  test.each([
    ['cut short', (text: string) => text.slice(0, text.length / 2), 'it is not whole JSON'],
    [
      'with half of a body',
      mutatePost((post) => (post.lexical = String(post.lexical).slice(0, 40))),
      'its body (lexical) is not whole JSON',
    ],
    [
      'with a body that is none',
      mutatePost((post) => (post.lexical = '{"root":{"children":[1]}}')),
      'its body (lexical) is no document of Ghost',
    ],
    ['with tags that are none', mutatePost((post) => (post.tags = 'news')), 'its tags is not what Ghost sends'],
    ['without a title', mutatePost((post) => delete post.title), 'its title is missing'],
  ] as const)('a backup %s is refused, whatever else lies beside it, and listed as that', async (_, mutate, reason) => {
    await pushOverEdit()
    const before = await find('full')
    const [newest = ''] = runs()
    const place = join(folder(), newest, 'main')
    const [file = ''] = readdirSync(place)
    const text = readFileSync(join(place, file), 'utf8')
    writeFileSync(join(place, 'broken.json'), mutate(text))
    const run = await workspace.run('restore', 'latest', '--yes')
    expect(run.code).toBe(2)
    expect(run.stderr).toContain(`broken.json cannot be brought back: ${reason}`)
    expect((await find('full')).updatedAt).toBe(before.updatedAt)
    const list = await workspace.run('restore')
    expect([list.code, list.stdout]).toEqual([0, expect.stringMatching(/unreadable.*broken\.json/)])
    expect((await succeed('restore', join(place, file), '--yes')).stdout).toContain('restored')
  })

  test.each([[[]], [['--json']]])('nobody there to be asked, and no --yes %j: nothing is written', async (flags) => {
    await pushOverEdit()
    const before = await find('full')
    const run = await workspace.run('restore', 'latest', ...flags)
    expect([run.code, run.stderr]).toEqual([6, expect.stringContaining('nobody can be asked here: nothing was')])
    expect(run.stderr).toContain('--dry-run, then run it again with --yes')
    expect(await find('full')).toEqual(before)
  })

  test('a backup of another project is refused', async () => {
    await pushAndEdit()
    await succeed('push', '--force', '--yes', '--backup', aside(), 'content/posts/plain.md')
    const other = openWorkspace({ name: 'backups-other', sites: site === undefined ? [] : [site] })
    const foreign = await other.run('restore', 'latest', '--backup', aside())
    expect([foreign.code, foreign.stderr]).toEqual([2, expect.stringContaining(`was kept by the project "${name}"`)])
    rmSync(other.folder, { recursive: true })
  })
})

describe('redirects', () => {
  const MOVES = '---\ntitle: Moves\nslug: backups-moves\nstatus: published\n---\nText.\n'
  const MOVED = MOVES.replace('backups-moves', 'backups-moved')
  const UNPUBLISHED = MOVED.replace('status: published', 'status: draft')

  test('a live post that moves: the line is printed and collected, and Ghost takes the file', async () => {
    workspace.write('content/posts/moves.md', MOVES)
    workspace.write('redirects.yaml', '# Ours\n302:\n  /b/: /c/\n')
    await succeed('push', 'content/posts/moves.md')
    workspace.write('content/posts/moves.md', MOVED)
    const push = await workspace.run('push', 'content/posts/moves.md', '--redirects', 'redirects.yaml')
    expect(push.code).toBe(0)
    expect(push.stdout).toContain('    301:\n      ^/backups-moves/?$: /backups-moved/')
    expect(workspace.read('redirects.yaml')).toBe(
      '# Ours\n302:\n  /b/: /c/\n301:\n  ^/backups-moves/?$: /backups-moved/\n',
    )
    await uploadRedirects(workspace.read('redirects.yaml'))
    const answer = await fetch(`${site?.url}/backups-moves/`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/backups-moved/'])
  })

  test('a draft that moves has no readers', async () => {
    workspace.write('content/posts/new.md', '---\ntitle: New\nslug: backups-new\n---\nText.\n')
    await succeed('push', 'content/posts/new.md')
    workspace.write('content/posts/new.md', '---\ntitle: New\nslug: backups-newer\n---\nText.\n')
    const push = await workspace.run('push', '--json', 'content/posts/new.md')
    expect(JSON.parse(push.stdout).sites[0]).not.toHaveProperty('redirects')
  })

  test('unpublished: for the time being to the home page, in JSON as well', async () => {
    workspace.write('content/posts/moves.md', MOVED)
    await succeed('push', 'content/posts/moves.md')
    workspace.write('content/posts/moves.md', UNPUBLISHED)
    const push = await workspace.run('push', 'content/posts/moves.md', '--redirects', 'redirects.json', '--json')
    const redirect = { from: '/backups-moved/', to: '/', permanent: false }
    expect(JSON.parse(push.stdout).sites[0].redirects).toEqual([redirect])
    expect(JSON.parse(workspace.read('redirects.json'))).toEqual([{ ...redirect, from: '^/backups-moved/?$' }])
  })

  test('a file that is neither, or cannot be read, is said', async () => {
    expect((await workspace.run('push', '--redirects', 'redirects.txt')).code).toBe(2)
    writeFileSync(join(workspace.folder, 'redirects.json'), '{}')
    workspace.write('content/posts/moves.md', MOVED)
    await succeed('push', 'content/posts/moves.md')
    workspace.write('content/posts/moves.md', UNPUBLISHED)
    const push = await workspace.run('push', 'content/posts/moves.md', '--redirects', 'redirects.json')
    expect(push.code).toBe(5)
    expect(push.stdout).toContain('^/backups-moved/?$: /')
    expect(push.stderr).toContain('not a list of redirects')
    expect(workspace.read('redirects.json')).toBe('{}')
  })
})

/** As a person does in Ghost Admin: an integration's key may not. Ghost sometimes hands out a session that it then does not accept. */
async function uploadRedirects(text: string): Promise<void> {
  const origin = site?.url ?? ''
  await expect
    .poll(
      async () => {
        const session = await fetch(`${origin}/ghost/api/admin/session/`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', origin },
          body: JSON.stringify({ username: site?.owner.email, password: site?.owner.password }),
        })
        const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
        const form = new FormData()
        form.append('redirects', new Blob([text], { type: 'application/x-yaml' }), 'redirects.yaml')
        const url = `${origin}/ghost/api/admin/redirects/upload/`
        return (await fetch(url, { method: 'POST', headers: { origin, cookie }, body: form })).status
      },
      { timeout: 20_000, interval: 1000 },
    )
    .toBe(200)
}
