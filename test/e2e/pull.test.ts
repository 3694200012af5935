import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listAllPosts } from '../../src/ghost/posts/list-posts.ts'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Run, type Workspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** A site that people filled in Ghost Admin, brought into an empty repository, and what happens to both from then on. */

const sites = readTestSites()
const NAME = 'pull'
const url = sites[0]?.url ?? ''
let line: Connection
let workspace: Workspace
let before: ReadonlySet<string>

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}
const text = (words: string, format = 0): Node => ({
  type: 'extended-text',
  version: 1,
  text: words,
  format,
  detail: 0,
  mode: 'normal',
  style: '',
})
const element = (type: string, children: readonly Node[], more: Record<string, unknown> = {}): Node => ({
  type,
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children,
  ...more,
})
const paragraph = (...children: readonly (Node | string)[]): Node =>
  element(
    'paragraph',
    children.map((child) => (typeof child === 'string' ? text(child) : child)),
  )
const heading = (words: string, tag = 'h2'): Node => element('extended-heading', [text(words)], { tag })
const link = (to: string, words: string): Node =>
  element('link', [text(words)], { url: to, rel: null, target: null, title: null })
const image = (src: string, more: Record<string, unknown> = {}): Node => ({
  type: 'image',
  version: 1,
  src,
  width: 30,
  height: 20,
  title: '',
  alt: '',
  caption: '',
  cardWidth: 'regular',
  href: '',
  ...more,
})
const lexical = (...children: readonly Node[]): string =>
  JSON.stringify({ root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children } })

async function upload(name: string, colour: readonly [number, number, number]): Promise<string> {
  return uploadAsset(line, {
    endpoint: 'images',
    uploadName: name,
    mimeType: 'image/png',
    bytes: drawPng(30, 20, colour),
  })
}

beforeAll(async () => {
  workspace = openWorkspace({ name: NAME, sites: sites.slice(0, 1) })
  line = openLine(sites[0] as (typeof sites)[number], `#${NAME}`)
  // Ghost's own posts of a new site, and what other tests left, are there as well: a pull takes them along.
  before = new Set((await listAllPosts(line)).map(({ id }) => id))
  const photo = await upload('Käfer photo.png', [10, 200, 30])
  const shared = await upload('shared.png', [200, 10, 30])
  const file = await uploadAsset(line, {
    endpoint: 'files',
    uploadName: 'paper.pdf',
    mimeType: 'application/pdf',
    bytes: Buffer.from('%PDF-1.4 paper'),
  })
  await createPost(line, 'post', {
    title: 'Pull: "all" the fields',
    slug: 'pull-fields',
    status: 'published',
    published_at: '2026-03-01T08:30:00.000Z',
    tags: [{ name: 'News' }, { name: '#internal' }, { name: 'Two, words' }],
    featured: true,
    visibility: 'members',
    custom_excerpt: 'An excerpt: with a colon\nand a second line',
    feature_image: photo,
    feature_image_alt: 'A beetle',
    feature_image_caption: 'By <em>somebody</em>',
    meta_title: 'Meta',
    meta_description: 'true',
    og_title: '123',
    twitter_image: shared,
    codeinjection_head: '<script>\n  if (a < b) { c() }\n</script>\n',
    canonical_url: 'https://elsewhere.example/x/',
    lexical: lexical(
      paragraph(
        'Hello ',
        text('bold', 1),
        ' and ',
        text('code', 16),
        ', see ',
        link(`${url}/pull-cards/#a-part`, 'cards'),
        '.',
      ),
      image(shared, { alt: 'shared', caption: 'A <strong>caption</strong>' }),
      paragraph('A ', link(file, 'paper'), ' and a ', link(`${url}/pull-about/`, 'page'), '.'),
    ),
  })
  await createPost(line, 'post', {
    title: 'Pull cards',
    slug: 'pull-cards',
    status: 'published',
    lexical: lexical(
      heading('A part'),
      element(
        'list',
        [element('listitem', [text('one')], { value: 1 }), element('listitem', [text('two')], { value: 2 })],
        {
          listType: 'number',
          start: 1,
          tag: 'ol',
        },
      ),
      element('extended-quote', [text('quoted')]),
      { type: 'horizontalrule', version: 1 },
      { type: 'codeblock', version: 1, code: 'let a = `b`\n', language: 'js', caption: '' },
      { type: 'html', version: 1, html: `<p class="x"><img src="${photo}"></p>` },
      { type: 'markdown', version: 1, markdown: '| a | b |\n|---|---|\n| 1 | 2 |' },
      {
        type: 'callout',
        version: 1,
        calloutText: '<p>Mind <b>this</b></p>',
        calloutEmoji: '💡',
        backgroundColor: 'blue',
      },
      { type: 'button', version: 1, buttonText: 'Go', alignment: 'center', buttonUrl: `${url}/pull-fields/` },
      { type: 'toggle', version: 1, heading: 'Open', content: '<p>inside</p>' },
      { type: 'paywall', version: 1 },
      {
        type: 'bookmark',
        version: 1,
        url: 'https://example.com/',
        metadata: { title: 'Example', description: 'x' },
        caption: '',
      },
      { type: 'file', version: 1, src: file, fileTitle: 'Paper', fileCaption: '', fileName: 'paper.pdf', fileSize: 14 },
      image(shared, { cardWidth: 'wide', href: 'https://example.com/' }),
    ),
  })
  await createPost(line, 'post', {
    title: 'Pull draft',
    slug: 'pull-draft',
    status: 'draft',
    lexical: lexical(paragraph('Not yet.')),
  })
  await createPost(line, 'post', { title: 'Pull empty', slug: 'pull-empty', status: 'draft' })
  await createPost(line, 'post', {
    title: 'Pull later',
    slug: '2027-01-01-pull-later',
    status: 'scheduled',
    published_at: '2035-01-01T09:00:00.000Z',
    lexical: lexical(paragraph('Soon.')),
  })
  await createPost(line, 'page', {
    title: 'Pull about',
    slug: 'pull-about',
    status: 'published',
    show_title_and_feature_image: false,
    lexical: lexical(paragraph('Who we are. Back to ', link(`${url}/pull-fields/`, 'the post'), '.')),
  })
})

afterAll(async () => {
  for (const { id, type } of await listAllPosts(line)) if (!before.has(id)) await deletePost(line, type, id)
})

const SLUGS = ['pull-fields', 'pull-cards', 'pull-draft', 'pull-empty', '2027-01-01-pull-later', 'pull-about']

interface Action {
  readonly kind: string
  readonly path: string
  readonly reason?: string
  readonly changes?: readonly unknown[]
  readonly drifts?: readonly { readonly field: string }[]
}

function readActions(run: Run): readonly Action[] {
  return (JSON.parse(run.stdout) as { sites: readonly { actions: readonly Action[] }[] }).sites.flatMap(
    ({ actions }) => actions,
  )
}

async function plan(...args: string[]): Promise<readonly Action[]> {
  return readActions(await workspace.run('plan', '--json', ...args))
}

async function find(slug: string) {
  const post = (await listRemote(line, SLUGS)).find(({ fields }) => fields.slug === slug)
  if (post === undefined) throw new Error(`no post ${slug}`)
  return post
}

const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: workspace.folder })

describe('an empty repository', () => {
  test('a dry run says what would come, and writes nothing', async () => {
    const run = await workspace.run('pull', '--all', '--dry-run')
    expect(run.stdout).toContain('posts/pull-fields.md')
    expect(existsSync(join(workspace.folder, 'content'))).toBe(false)
  })

  test('gets a file for every post, with what differs from the defaults', async () => {
    const run = await workspace.run('pull', ...SLUGS)
    expect(run.stderr).toBe('')
    expect(run.stdout).not.toContain('still differing')
    expect(run.code).toBe(0)
    expect(workspace.read('content/posts/pull-fields.md')).toBe(`---
title: 'Pull: "all" the fields'
status: published
published_at: 2026-03-01T08:30:00Z
tags: [News, "#internal", "Two, words"]
featured: true
visibility: members
custom_excerpt: |-
  An excerpt: with a colon
  and a second line
feature_image: ./pull-fields/K--fer-photo.png
feature_image_alt: A beetle
feature_image_caption: By <em>somebody</em>
canonical_url: https://elsewhere.example/x/
meta_title: Meta
meta_description: "true"
og_title: "123"
twitter_image: ./pull-fields/shared.png
codeinjection_head: |
  <script>
    if (a < b) { c() }
  </script>
---

Hello **bold** and \`code\`, see [cards](./pull-cards.md#a-part).

![shared](./pull-fields/shared.png "A **caption**")

A [paper](./pull-fields/paper.pdf) and a [page](../pages/pull-about.md).
`)
    expect(workspace.read('content/pages/pull-about.md')).toBe(`---
title: Pull about
status: published
published_at: ${String((await find('pull-about')).fields.published_at).replace('.000Z', 'Z')}
show_title_and_feature_image: false
---

Who we are. Back to [the post](../posts/pull-fields.md).
`)
    expect(workspace.read('content/posts/pull-empty.md')).toBe('---\ntitle: Pull empty\n---\n')
    expect(readdirSync(join(workspace.folder, 'content/posts')).sort()).toEqual([
      'post-2027-01-01-pull-later.md',
      'pull-cards.md',
      'pull-draft.md',
      'pull-empty.md',
      'pull-fields',
      'pull-fields.md',
    ])
  })

  test('a plan sees nothing to do but to take them over', async () => {
    const actions = await plan('--adopt')
    expect(actions.map(({ kind, reason, changes }) => ({ kind, reason, changes }))).toEqual(
      SLUGS.map(() => ({ kind: 'update', reason: 'adopted', changes: [] })),
    )
  })

  test('once they are taken over, the next plan is empty and the site shows what it showed', async () => {
    const html = async () => (await fetch(`${url}/pull-cards/`)).text()
    const main = (page: string) => /<section class="gh-content[\s\S]*?<\/section>/.exec(page)?.[0] ?? page
    const shown = main(await html())
    const push = await workspace.run('push', '--adopt', '--yes')
    expect(push.code).toBe(0)
    expect(push.stdout).toMatch(/6 taken over/)
    expect(push.stdout).not.toMatch(/\d upload/)
    const actions = await plan()
    expect(actions.map(({ kind, drifts }) => ({ kind, drifts }))).toEqual(
      SLUGS.map(() => ({ kind: 'unchanged', drifts: [] })),
    )
    expect(main(await html())).toBe(shown)
  })

  test('a second pull has nothing to do', async () => {
    const run = await workspace.run('pull', ...SLUGS)
    expect(run.stdout).toContain('6 unchanged')
  })
})

const MINE = `---
# The order and the comments are mine
title: "Pull mine"   # in quotes
status: published

tags:
- One   # the first
excerpt: short
---

# Of my own

Two lines,
wrapped *by hand*.

* a
* b

![box](./box.png)
The end.
`

describe('a post that was changed in Ghost', () => {
  const file = 'content/posts/pull-mine.md'
  const drifts = async () => (await plan(file)).find(({ path }) => path === 'posts/pull-mine.md')

  async function edit(change: (lexical: string) => string, more: Record<string, unknown> = {}): Promise<void> {
    const post = await find('pull-mine')
    const root = post.body.kind === 'lexical' ? post.body.root : undefined
    await editAsAdmin(line, post, { lexical: change(JSON.stringify({ root })), ...more })
  }

  function commit(): void {
    git('add', '.')
    git('commit', '-q', '-m', 'all')
  }

  beforeAll(async () => {
    git('init', '-q')
    workspace.write('content/posts/box.png', drawPng(9, 9, [1, 2, 3]))
    workspace.write(file, MINE)
    const push = await workspace.run('push', '--yes', file)
    expect(push.code).toBe(0)
    commit()
  })

  test('brings the change into the file, and leaves the rest to the byte', async () => {
    const fresh = await upload('fresh.png', [9, 9, 200])
    await edit(
      (body) => {
        const root = (JSON.parse(body) as { root: { children: Node[] } }).root
        root.children[1] = paragraph('Edited in ', text('Ghost', 2), '.')
        root.children.push(image(fresh, { alt: 'fresh' }))
        return JSON.stringify({ root })
      },
      {
        title: 'Pull mine, edited',
        tags: [{ name: 'One' }, { name: 'Two' }, { name: `#${NAME}` }],
        custom_excerpt: null,
      },
    )
    expect((await drifts())?.drifts?.map(({ field }) => field)).toEqual(['title', 'body', 'tags', 'custom_excerpt'])
    const run = await workspace.run('pull')
    expect(run.stderr).toBe('')
    expect(run.stdout).toContain('1 updated')
    expect(run.code).toBe(0)
    expect(workspace.read(file)).toBe(
      MINE.replace('"Pull mine"', '"Pull mine, edited"')
        .replace('- One   # the first', '- One\n- Two')
        .replace('excerpt: short', 'excerpt:')
        .replace('Two lines,\nwrapped *by hand*.', 'Edited in *Ghost*.')
        .replace('The end.\n', 'The end.\n\n![fresh](./pull-mine/fresh.png)\n'),
    )
    // Nothing differs any more; a push only tells the post that this is what was agreed.
    expect(await drifts()).toMatchObject({ kind: 'update', changes: [], drifts: [] })
    expect((await workspace.run('push', '--yes', file)).code).toBe(0)
    expect(await drifts()).toMatchObject({ kind: 'unchanged', drifts: [] })
    commit()
  })

  test('writes over nothing that is not committed, unless it is told to', async () => {
    workspace.write(file, `${workspace.read(file)}\nMore of mine.\n`)
    await edit((body) => body.replace('Edited in ', 'Edited again in '))
    const before = workspace.read(file)
    const refused = await workspace.run('pull', file)
    expect(refused.code).toBe(6)
    expect(refused.stdout).toContain('not committed')
    expect(workspace.read(file)).toBe(before)
    const dry = await workspace.run('pull', '--dry-run', '--force', file)
    expect(dry.stdout).toContain('Nothing was written.')
    expect(workspace.read(file)).toBe(before)
  })

  test('merges what both sides changed in different places, and the file may be pushed as it is', async () => {
    const run = await workspace.run('pull', '--force', file)
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('1 updated')
    expect(workspace.read(file)).toContain('Edited again in *Ghost*.')
    expect(workspace.read(file)).toContain('* a\n* b\n')
    expect(workspace.read(file)).toMatch(/\nMore of mine\.\n$/)
    expect(await drifts()).toMatchObject({
      kind: 'update',
      reason: 'changed',
      changes: [{ field: 'body' }],
      drifts: [],
    })
    // A second pull has nothing to bring, and does not mark what is the file's own.
    const again = await workspace.run('pull', '--force', file)
    expect(again.stdout).toContain('1 unchanged')
    expect((await workspace.run('push', '--yes', file)).code).toBe(0)
    expect(await drifts()).toMatchObject({ kind: 'unchanged', drifts: [] })
    expect(JSON.stringify((await find('pull-mine')).body)).toMatch(/Edited again in .*More of mine\./)
    commit()
  })

  test('marks what both sides changed in the same place; a plan refuses it until it is settled', async () => {
    await edit((body) => body.replace('More of mine.', 'More of theirs.'))
    workspace.write(file, workspace.read(file).replace('More of mine.', 'Most of mine.'))
    commit()
    const run = await workspace.run('pull', file)
    expect(run.code).toBe(4)
    expect(workspace.read(file)).toMatch(/<<<<<<< file\nMost of mine\.\n=======\nMore of theirs\.\n>>>>>>> Ghost\n$/)
    const refused = await workspace.run('plan', file)
    expect(refused.code).toBe(3)
    expect(refused.stdout + refused.stderr).toMatch(/pull-mine\.md:\d+ .*both versions/)
    // Another pull can bring nothing into it, and does not pass over it in silence.
    const marked = workspace.read(file)
    const again = await workspace.run('pull')
    expect([again.code, workspace.read(file)]).toEqual([6, marked])
    expect(again.stdout).toMatch(/posts\/pull-mine\.md .*\n +the file has problems, and is left as it is/)
    git('checkout', '-q', '--', '.')
  })

  test("takes Ghost's side when it is told to", async () => {
    const run = await workspace.run('pull', '--theirs', file)
    expect(run.code).toBe(0)
    expect(workspace.read(file)).toMatch(/\nMore of theirs\.\n$/)
    expect(await drifts()).toMatchObject({ kind: 'update', changes: [], drifts: [] })
  })
})

describe('a picture that is shown smaller than its file', () => {
  const file = 'content/posts/pull-small.md'
  const entry = async () => (await plan(file)).find(({ path }) => path === 'posts/pull-small.md')

  test('keeps its size when an editor changes its caption', async () => {
    workspace.write('content/posts/small.png', drawPng(12, 6, [7, 8, 9]))
    workspace.write(file, '---\ntitle: Pull small\n---\nAbove.\n\n![Box|8](small.png)\n\nBelow.\n')
    expect((await workspace.run('push', '--yes', file)).code).toBe(0)
    expect(await entry()).toMatchObject({ kind: 'unchanged' })
    git('add', '.')
    git('commit', '-q', '-m', 'small')
    const post = await find('pull-small')
    const root = post.body.kind === 'lexical' ? post.body.root : undefined
    expect(root?.children[1]).toMatchObject({ type: 'image', alt: 'Box', width: 8, height: 4 })
    const children = root?.children.map((node) => (node.type === 'image' ? { ...node, caption: 'New' } : node))
    await editAsAdmin(line, post, { lexical: JSON.stringify({ root: { ...root, children } }) })
    const run = await workspace.run('pull', file)
    expect(run.stdout).toContain('1 updated')
    expect(workspace.read(file)).toContain('![Box|8x4](./small.png "New")')
    expect(await entry()).toMatchObject({ changes: [], drifts: [] })
  })

  test('and when its file is gone and comes back', async () => {
    workspace.remove(file)
    const run = await workspace.run('pull', 'pull-small')
    expect(run.code).toBe(0)
    expect(workspace.read(file)).toMatch(/!\[Box\|8x4\]\(\.\/\S+\.png "New"\)/)
    expect((await entry())?.changes ?? []).toEqual([])
  })
})

describe('names', () => {
  test('a slug that nothing has is a mistake of the command line', async () => {
    const run = await workspace.run('pull', 'no-such-post')
    expect(run.code).toBe(2)
    expect(run.stderr).toContain('no-such-post')
  })
})

describe('a whole site', () => {
  test('comes into an empty repository, and a plan sees nothing to do but to take it over', async () => {
    const other = openWorkspace({ name: 'pull-all', sites: sites.slice(0, 1) })
    const run = await other.run('pull', '--all')
    expect(run.stderr).toBe('')
    expect(run.stdout).not.toContain('differing')
    expect(run.code).toBe(0)
    expect(run.stdout).toContain('posts/coming-soon.md')
    const actions = readActions(await other.run('plan', '--adopt', '--json'))
    expect(actions.length).toBe((await listAllPosts(line)).length)
    for (const action of actions) expect(action).toMatchObject({ kind: 'update', reason: 'adopted', changes: [] })
  })

  test('gives a managed post whose file is gone its file back, where it was', async () => {
    workspace.remove('content/posts/pull-cards.md')
    const run = await workspace.run('pull', 'pull-cards')
    expect(run.code).toBe(0)
    expect(workspace.read('content/posts/pull-cards.md')).toContain('title: Pull cards')
    expect((await plan()).find(({ path }) => path === 'posts/pull-cards.md')).toMatchObject({ kind: 'unchanged' })
  })

  test('leaves a file alone that is in the way', async () => {
    const other = openWorkspace({
      name: 'pull-way',
      sites: sites.slice(0, 1),
      config: { content: { ignore: ['posts/pull-draft.md'] } },
    })
    other.write('content/posts/pull-draft.md', 'mine')
    const run = await other.run('pull', 'pull-draft')
    expect(run.code).toBe(6)
    expect(other.read('content/posts/pull-draft.md')).toBe('mine')
  })
})
