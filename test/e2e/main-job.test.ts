import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deletePost, updatePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { locateData, openWorkspace, type Run, type Workspace } from './open-workspace.ts'
import { openInLibrary } from './run-in-library.ts'
import { readTestSites } from './test-sites.ts'

/**
 * The main job, in the order of a repository's life: every test goes on from where the one before it ended. Once by the command line, and once by the
 * library, where what is printed for people is looked for in the value.
 */

const sites = readTestSites()

interface Outcome {
  readonly site: string
  readonly uploads: number
  readonly requests: { readonly reads: number; readonly writes: number }
  readonly results: readonly { readonly kind: string; readonly path: string; readonly fields?: readonly string[] }[]
}

function readOutcomes(run: Run): readonly Outcome[] {
  const value = JSON.parse(run.stdout) as
    | { sites?: readonly Outcome[]; outcomes?: readonly Outcome[] }
    | readonly Outcome[]
  if (Array.isArray(value)) return value as readonly Outcome[]
  const { sites: listed, outcomes } = value as { sites?: readonly Outcome[]; outcomes?: readonly Outcome[] }
  return listed ?? outcomes ?? []
}

function kinds(outcome: Outcome | undefined): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kind } of outcome?.results ?? []) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

async function find(line: Connection | undefined, slug: string) {
  const post = (await listRemote(line as Connection)).find(({ fields }) => fields.slug === slug)
  if (post === undefined) throw new Error(`no post ${slug}`)
  return post
}

describe.each([
  ['the command line', 'main-job', openWorkspace, [200, 30, 30]],
  // Another red: a picture that the site has already would not be sent again.
  ['the library', 'main-job-library', openInLibrary, [201, 30, 30]],
] as const)('%s', (_, NAME, open, colour) => {
  const red = drawPng(40, 20, colour)
  let workspace: Workspace
  let lines: readonly Connection[]

  beforeAll(() => {
    workspace = open({ name: NAME, sites })
    lines = sites.map((site) => openLine(site, `#${NAME}`))
    const { write } = workspace
    write('content/images/Rotes Bild ü.png', red)
    write('content/images/copy-of-red.png', red)
    write(
      'content/posts/2026-11-20-first.md',
      `---
title: First post
status: published
tags: [News, "#internal"]
feature_image: ../images/Rotes Bild ü.png
custom_excerpt: What it is about
---
Hello **world**, see [the second](second.md#a-part) and [about](../pages/about.md).

![A red box](../images/Rotes%20Bild%20%C3%BC.png "The caption")

| a | b |
|---|--:|
| 1 | 2 |
`,
    )
    write(
      'content/posts/second.md',
      `---
title: Second post
status: published
sites: { main: true, notes: { title: Second post for notes } }
---
## A part

<p><img src="../images/copy-of-red.png" alt="the same picture"></p>

1. one
2. two
   - nested
`,
    )
    write(
      'content/posts/only-notes.md',
      '---\ntitle: Only on notes\nsites: [notes]\n---\nA draft that one site gets.\n',
    )
    write(
      'content/posts/later.md',
      '---\ntitle: Later\nstatus: scheduled\npublished_at: 2035-01-01T09:00:00Z\n---\nNot yet.\n',
    )
    write('content/pages/about.md', '---\ntitle: About\nslug: main-job-about\nstatus: published\n---\nA page.\n')
  })

  afterAll(async () => {
    for (const line of lines) for (const post of await listRemote(line)) await deletePost(line, post.type, post.id)
  })

  async function push(...args: string[]): Promise<{ run: Run; main: Outcome; notes: Outcome }> {
    const run = await workspace.run('push', '--json', ...args)
    const outcomes = readOutcomes(run)
    const of = (name: string) => outcomes.find(({ site }) => site === name) as Outcome
    return { run, main: of('main'), notes: of('notes') }
  }

  describe('pushing', () => {
    test('plan shows what would happen and writes nothing', async () => {
      const run = await workspace.run('plan')
      expect(run.stderr).toBe('')
      expect(run.code).toBe(0)
      expect(run.stdout).toContain('First post')
      for (const line of lines) expect(await listRemote(line)).toEqual([])
    })

    test('the first push creates every post on its sites, and sends each picture once', async () => {
      const { run, main, notes } = await push()
      expect(run.stderr).not.toContain('error')
      expect([kinds(main), kinds(notes)]).toEqual([{ created: 4 }, { created: 5 }])
      expect([main.uploads, notes.uploads]).toEqual([1, 1])
      expect(run.code).toBe(0)
      const first = await find(lines[0], 'first')
      const url = String(first.fields.feature_image)
      expect(url).toMatch(/\/content\/images\/\d{4}\/\d{2}\/(?:rotes-bild-u|copy-of-red)-[0-9a-f]{16}\.png$/)
      expect(JSON.stringify(first.body)).toContain(url)
      expect(JSON.stringify(first.body)).toContain(`${sites[0]?.url}/second/#a-part`)
      expect(JSON.stringify(first.body)).toContain(`${sites[0]?.url}/main-job-about/`)
      expect(JSON.stringify((await find(lines[0], 'second')).body)).toContain(url)
      expect(first.fields).toMatchObject({
        tags: ['News', '#internal'],
        status: 'published',
        published_at: '2026-11-20T00:00:00.000Z',
      })
      expect((await find(lines[0], 'later')).fields).toMatchObject({
        status: 'scheduled',
        published_at: '2035-01-01T09:00:00.000Z',
      })
      expect((await find(lines[1], 'second')).fields.title).toBe('Second post for notes')
      expect((await find(lines[0], 'main-job-about')).type).toBe('page')
      expect((await fetch(`${sites[0]?.url}/first/`)).status).toBe(200)
    })

    test('a second push makes no writing request', async () => {
      const before = await Promise.all(lines.map((line) => listRemote(line)))
      const { run, main, notes } = await push()
      expect([main.requests.writes, notes.requests.writes]).toEqual([0, 0])
      expect([kinds(main), kinds(notes)]).toEqual([{ unchanged: 4 }, { unchanged: 5 }])
      expect(run.code).toBe(0)
      expect(await Promise.all(lines.map((line) => listRemote(line)))).toEqual(before)
    })

    test('from another machine as well: no state but the posts themselves', async () => {
      const other = open({ name: NAME, sites })
      for (const path of [
        'posts/2026-11-20-first.md',
        'posts/second.md',
        'posts/only-notes.md',
        'posts/later.md',
        'pages/about.md',
      ]) {
        other.write(`content/${path}`, workspace.read(`content/${path}`))
      }
      other.write('content/images/Rotes Bild ü.png', red)
      other.write('content/images/copy-of-red.png', red)
      const run = await other.run('plan', '--exit-code')
      expect(run.code).toBe(0)
    })

    test('an edited title and body are sent, and nothing else', async () => {
      const path = 'content/posts/second.md'
      workspace.write(
        path,
        workspace
          .read(path)
          .replace('title: Second post\n', 'title: Second post, better\n')
          .replace('1. one', '1. first'),
      )
      const { main, notes } = await push()
      expect(main.results.filter(({ kind }) => kind !== 'unchanged')).toMatchObject([
        { kind: 'updated', path: 'posts/second.md', fields: ['title', 'body'] },
      ])
      expect(notes.results.filter(({ kind }) => kind !== 'unchanged')).toMatchObject([
        { kind: 'updated', fields: ['body'] },
      ])
      expect([main.uploads, notes.uploads]).toEqual([0, 0])
      expect(JSON.stringify((await find(lines[0], 'second')).body)).toContain('first')
    })

    test('a changed tag alone is sent, though it does not move updated_at', async () => {
      const path = 'content/posts/2026-11-20-first.md'
      workspace.write(path, workspace.read(path).replace('tags: [News', 'tags: [Press, News'))
      const { main } = await push('--site', 'main')
      expect(main.results.filter(({ kind }) => kind !== 'unchanged')).toMatchObject([
        { kind: 'updated', fields: ['tags'] },
      ])
      expect((await find(lines[0], 'first')).fields.tags).toEqual(['Press', 'News', '#internal'])
      await push()
    })

    test('a renamed file stays the same post', async () => {
      const { id } = await find(lines[0], 'second')
      workspace.move('content/posts/second.md', 'content/posts/renamed/second.md')
      workspace.write(
        'content/posts/renamed/second.md',
        workspace.read('content/posts/renamed/second.md').replace('../images', '../../images'),
      )
      workspace.write(
        'content/posts/2026-11-20-first.md',
        workspace.read('content/posts/2026-11-20-first.md').replace('second.md', 'renamed/second.md'),
      )
      const { run, main } = await push()
      expect(run.code).toBe(0)
      expect(kinds(main)).toEqual({ updated: 1, unchanged: 3 })
      expect((await find(lines[0], 'second')).id).toBe(id)
      expect(kinds((await push()).main)).toEqual({ unchanged: 4 })
    })
  })

  describe('edits in Ghost', () => {
    test('drift is kept and reported', async () => {
      await editAsAdmin(lines[0] as Connection, await find(lines[0], 'later'), { title: 'Later, edited in Ghost' })
      const plan = await workspace.run('plan', '--site', 'main')
      expect(plan.stdout).toContain('Later, edited in Ghost')
      expect(plan.code).toBe(0)
      const { run, main } = await push()
      expect(main.requests.writes).toBe(0)
      expect(run.code).toBe(0)
      expect((await find(lines[0], 'later')).fields.title).toBe('Later, edited in Ghost')
    })

    test('another field of that post can still be pushed', async () => {
      const path = 'content/posts/later.md'
      workspace.write(path, workspace.read(path).replace('---\nNot', 'featured: true\n---\nNot'))
      const { main } = await push()
      expect(main.results.filter(({ kind }) => kind !== 'unchanged')).toMatchObject([
        { kind: 'updated', fields: ['featured'] },
      ])
      expect((await find(lines[0], 'later')).fields).toMatchObject({ title: 'Later, edited in Ghost', featured: true })
    })

    test('changed on both sides is a conflict: that post is left, the others go on, the exit code says so', async () => {
      const path = 'content/posts/later.md'
      workspace.write(
        path,
        workspace
          .read(path)
          .replace('title: Later', 'title: Later, edited in the file')
          .replace('Not yet.', 'Not just yet.'),
      )
      workspace.write(
        'content/pages/about.md',
        workspace.read('content/pages/about.md').replace('A page.', 'A longer page.'),
      )
      const { run, main, notes } = await push()
      expect(run.code).toBe(4)
      expect(kinds(main)).toEqual({ conflict: 1, updated: 1, unchanged: 2 })
      expect(kinds(notes)).toEqual({ updated: 2, unchanged: 3 })
      const later = await find(lines[0], 'later')
      expect(later.fields.title).toBe('Later, edited in Ghost')
      expect(JSON.stringify(later.body)).toContain('Not yet.')
      const plan = await workspace.run('plan', '--site', 'main')
      expect(plan.stdout).toContain('Later, edited in Ghost')
      expect(plan.stdout).toContain('Later, edited in the file')
      expect(plan.code).toBe(4)
    })

    test('--force lets the file win, for the posts that were named', async () => {
      const { run, main } = await push('--force', 'content/posts/later.md')
      expect(run.code).toBe(0)
      expect(kinds(main)).toEqual({ updated: 1 })
      expect((await find(lines[0], 'later')).fields.title).toBe('Later, edited in the file')
      expect(kinds((await push()).main)).toEqual({ unchanged: 4 })
    })

    test('unpublished in Ghost stays unpublished', async () => {
      const first = await find(lines[0], 'first')
      await updatePost(lines[0] as Connection, 'post', first.id, { status: 'draft', updated_at: first.updatedAt })
      const path = 'content/posts/2026-11-20-first.md'
      workspace.write(path, workspace.read(path).replace('What it is about', 'What it is all about'))
      const { main } = await push()
      expect(main.results.filter(({ kind }) => kind !== 'unchanged')).toMatchObject([
        { kind: 'updated', fields: ['custom_excerpt'] },
      ])
      expect((await find(lines[0], 'first')).fields.status).toBe('draft')
      await push('--force', path)
      expect((await find(lines[0], 'first')).fields.status).toBe('published')
    })
  })

  describe('posts that are not ours', () => {
    test('are left alone until they are adopted on purpose', async () => {
      const line = lines[0] as Connection
      const stranger = openLine(sites[0] as (typeof sites)[number], '#somebody-else')
      workspace.write('content/posts/theirs.md', '---\ntitle: Theirs\nsites: [main]\n---\nBy hand.\n')
      await push('content/posts/theirs.md')
      const made = await find(line, 'theirs')
      await editAsAdmin(line, made, { tags: [] })
      expect((await listRemote(stranger, ['theirs']))[0]?.owned).toBe(false)

      const refused = await push()
      expect(refused.run.code).toBe(4)
      expect(kinds(refused.main)).toMatchObject({ conflict: 1 })
      const adopted = await push('--adopt', 'content/posts/theirs.md')
      expect(adopted.run.code).toBe(0)
      expect(kinds(adopted.main)).toEqual({ adopted: 1 })
      expect((await find(line, 'theirs')).id).toBe(made.id)
      expect(kinds((await push()).main)).toEqual({ unchanged: 5 })
    })
  })

  describe('files that are gone', () => {
    test('by default are only reported', async () => {
      workspace.remove('content/posts/theirs.md')
      const { run, main } = await push()
      expect(run.code).toBe(0)
      expect(main.requests.writes).toBe(0)
      expect(kinds(main)).toMatchObject({ skipped: 1 })
      expect((await workspace.run('plan')).stdout).toContain('theirs')
    })

    test('--prune deletes them, and only them', async () => {
      const { run, main } = await push('--prune', '--yes')
      expect(run.code).toBe(0)
      expect(kinds(main)).toEqual({ deleted: 1, unchanged: 4 })
      // As it was, in a folder of the user's own, without anybody having asked for it.
      expect(main.results.find(({ kind }) => kind === 'deleted')).toMatchObject({
        backup: expect.stringContaining(locateData(workspace.folder, 'backups')),
      })
      expect((await listRemote(lines[0] as Connection)).map(({ fields }) => fields.slug).sort()).toEqual([
        'first',
        'later',
        'main-job-about',
        'second',
      ])
    })

    test('never while another file has problems', async () => {
      workspace.move('content/posts/later.md', 'later.md')
      workspace.write('content/posts/broken.md', '---\ntitle: [\n---\n')
      const { run, main } = await push('--prune', '--yes')
      expect(run.code).toBe(3)
      expect(kinds(main)).toMatchObject({ blocked: 1, skipped: 1 })
      workspace.remove('content/posts/broken.md')
      workspace.move('later.md', 'content/posts/later.md')
      expect(kinds((await push()).main)).toEqual({ unchanged: 4 })
    })
  })

  describe('a reviewed plan', () => {
    test('is applied exactly, or refused', async () => {
      const path = 'content/pages/about.md'
      workspace.write(path, workspace.read(path).replace('title: About', 'title: About us'))
      expect((await workspace.run('plan', '--out', 'plan.json')).code).toBe(0)
      const reviewed = workspace.read(path)
      workspace.write(path, reviewed.replace('About us', 'About them'))
      const refused = await workspace.run('push', '--plan', 'plan.json')
      expect(refused.code).toBe(6)
      expect(refused.stderr).toContain('pages/about.md')
      workspace.write(path, reviewed)
      const { run, main } = await push('--plan', 'plan.json')
      expect(run.code).toBe(0)
      expect(kinds(main)).toEqual({ updated: 1, unchanged: 3 })
      expect((await workspace.run('push', '--plan', 'plan.json')).code).toBe(6)
    })
  })

  describe('a post that was deleted in Ghost', () => {
    test('is not made again until somebody says so', async () => {
      const line = lines[0] as Connection
      const { id } = await find(line, 'second')
      await deletePost(line, 'post', id)
      const { run, main } = await push('--site', 'main')
      expect(run.code).toBe(0)
      expect(kinds(main)).toEqual({ skipped: 1, unchanged: 3 })
      expect(main.requests.writes).toBe(0)
      const again = await push('--site', 'main', '--recreate')
      expect(kinds(again.main)).toEqual({ created: 1, unchanged: 3 })
      expect((await find(line, 'second')).id).not.toBe(id)
    })
  })

  describe('a site that is down', () => {
    test('does not stop the other, and the exit code says so', async () => {
      const down = { ...(sites[1] as (typeof sites)[number]), url: 'http://127.0.0.1:9' }
      const half = open({ name: NAME, sites: [sites[0] as (typeof sites)[number], down] })
      half.write('content/posts/one.md', '---\ntitle: One more\n---\nHello.\n')
      const run = await half.run('push', '--json', 'content/posts/one.md')
      expect(run.code).toBe(5)
      const [main, notes] = ['main', 'notes'].map((name) => readOutcomes(run).find(({ site }) => site === name))
      expect(kinds(main)).toMatchObject({ created: 1 })
      expect(notes).toMatchObject({ results: [], failure: { code: 'site/unreachable' } })
    })
  })
})
