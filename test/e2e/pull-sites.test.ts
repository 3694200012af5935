import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAllPosts } from '../../src/ghost/posts/list-posts.ts'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import { drawPng } from './draw-png.ts'
import { editAsAdmin, listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace, type Run } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** Two sites in one repository, films and sounds, and files of other forms than most: CRLF, a byte order mark, TOML. */

const NAME = 'pull-sites'
const sites = readTestSites()
const workspace = openWorkspace({ name: NAME, sites })
const lines: Connection[] = sites.map((site) => openLine(site, `#${NAME}`))
const [main, notes] = lines
if (main === undefined || notes === undefined) throw new Error('not two sites')

/** Ghost shows a copy of 2,000 pixels. */
const WIDE = drawPng(2400, 4, [9, 9, 3])

const paragraph = (words: string) => ({
  type: 'paragraph',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children: [{ type: 'extended-text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' }],
})
const lexical = (...children: readonly Record<string, unknown>[]) =>
  JSON.stringify({ root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children } })

beforeAll(async () => {
  // Whole sites are pulled: what tests before this one have left would come along.
  await deleteAll()
  const upload = (endpoint: 'images' | 'media' | 'files', uploadName: string, mimeType: string, bytes: Uint8Array) =>
    uploadAsset(main, { endpoint, uploadName, mimeType, bytes })
  const audio = await upload('media', 'ps-talk.mp3', 'audio/mpeg', Buffer.from('ID3 a talk'))
  const video = await upload('media', 'ps-clip.mp4', 'video/mp4', Buffer.from('a clip'))
  const thumbnail = await upload('images', 'ps-still.png', 'image/png', drawPng(16, 9, [1, 2, 3]))
  const paper = await upload('files', 'ps-paper.pdf', 'application/pdf', Buffer.from('%PDF-1.4'))
  const photo = await upload('images', 'ps-photo.png', 'image/png', drawPng(20, 10, [9, 2, 3]))
  const media = lexical(
    paragraph('With media.'),
    {
      type: 'audio',
      version: 1,
      src: audio,
      title: 'A talk',
      duration: 12.5,
      mimeType: 'audio/mpeg',
      thumbnailSrc: '',
    },
    {
      type: 'video',
      version: 1,
      src: video,
      caption: 'A <b>clip</b>',
      width: 160,
      height: 90,
      duration: 3,
      thumbnailSrc: thumbnail,
      thumbnailWidth: 160,
      thumbnailHeight: 90,
      fileName: 'ps-clip.mp4',
      mimeType: 'video/mp4',
      cardWidth: 'wide',
      loop: true,
    },
    {
      type: 'file',
      version: 1,
      src: paper,
      fileTitle: 'Paper',
      fileCaption: 'Read it',
      fileName: 'ps-paper.pdf',
      fileSize: 8,
    },
    {
      type: 'image',
      version: 1,
      src: photo,
      width: 20,
      height: 10,
      alt: 'A photo',
      caption: 'By <i>me</i>',
      cardWidth: 'full',
    },
  )
  await createPost(main, 'post', { title: 'Media', slug: 'ps-media', status: 'published', lexical: media })
  const wide = await upload('images', 'ps-wide.png', 'image/png', WIDE)
  const image = (src: string, more: object = {}) => ({ type: 'image', version: 1, src, alt: '', caption: '', ...more })
  const mobiledoc = JSON.stringify({
    version: '0.3.1',
    atoms: [],
    cards: [['image', { src: photo, alt: 'Old' }]],
    markups: [],
    sections: [[10, 0]],
  })
  await createPost(main, 'post', { title: 'Old', slug: 'ps-old', status: 'published', mobiledoc })
  const pictures = lexical(
    image(photo),
    image(wide, { width: 2400, height: 4, cardWidth: 'wide' }),
    { type: 'newer-card', version: 1, src: wide },
    paragraph('End.'),
  )
  await createPost(main, 'post', { title: 'Pictures', slug: 'ps-pictures', lexical: pictures })
  const shared = { title: 'Shared', slug: 'ps-shared', status: 'published' }
  await createPost(main, 'post', { ...shared, lexical: lexical(paragraph('On main.')) })
  await createPost(notes, 'post', { ...shared, lexical: lexical(paragraph('On notes.')) })
})

afterAll(deleteAll)

/** All but the posts that a new Ghost comes with. */
async function deleteAll(): Promise<void> {
  for (const line of lines)
    for (const { id, type, fields } of await listAllPosts(line))
      if (!['coming-soon', 'about'].includes(String(fields.slug))) await deletePost(line, type, id)
}

interface Action {
  readonly kind: string
  readonly reason?: string
  readonly changes?: readonly unknown[]
  readonly drifts?: readonly unknown[]
}
const readActions = (run: Run): readonly Action[] =>
  (JSON.parse(run.stdout) as { sites: readonly { actions: readonly Action[] }[] }).sites.flatMap(
    ({ actions }) => actions,
  )

test('both sites come into one repository, and each file goes back to its own', async () => {
  const needed = await workspace.run('pull', '--all')
  expect(needed.code).toBe(2)
  for (const { name } of sites) {
    const run = await workspace.run('pull', '--all', '--site', name)
    expect(run.stdout).not.toContain('differing')
    expect(run.stdout).not.toContain('stays on the site')
    expect(run.code).toBe(0)
  }
  expect(workspace.read('content/posts/ps-shared.md')).toMatch(/sites: \[main\]\n---\n\nOn main\.\n$/)
  expect(workspace.read('content/posts/ps-shared-2.md')).toMatch(
    /slug: ps-shared\n[\s\S]*sites: \[notes\]\n---\n\nOn notes\.\n$/,
  )
  for (const action of readActions(await workspace.run('plan', '--adopt', '--json'))) {
    expect(action).toMatchObject({ kind: 'update', reason: 'adopted', changes: [] })
  }
  const push = await workspace.run('push', '--adopt', '--yes')
  expect(push.code).toBe(0)
  expect(push.stdout).not.toMatch(/\d upload/)
  for (const action of readActions(await workspace.run('plan', '--json'))) {
    expect(action).toMatchObject({ kind: 'unchanged', drifts: [] })
  }
})

test('films, sounds and files lie beside their post', () => {
  const text = workspace.read('content/posts/ps-media.md')
  for (const name of ['ps-talk.mp3', 'ps-clip.mp4', 'ps-still.png', 'ps-paper.pdf', 'ps-photo.png']) {
    expect(existsSync(join(workspace.folder, 'content/posts/ps-media', name)), name).toBe(true)
    expect(text).toContain(`./ps-media/${name}`)
  }
  expect(text).toContain('![A photo](./ps-media/ps-photo.png "By *me*"){.full}')
  expect(text).toContain(':::audio{')
  expect(text).not.toContain('ghost-card')
})

test('so do pictures of which Ghost keeps no size, and the originals of large ones', () => {
  const text = workspace.read('content/posts/ps-pictures.md')
  expect(text).toContain('![](./ps-pictures/ps-wide.png){.wide}')
  expect(text).toContain('![](./ps-media/ps-photo.png)')
  expect(text).toContain('"type": "newer-card"')
  expect(readFileSync(join(workspace.folder, 'content/posts/ps-pictures/ps-wide.png')).equals(WIDE)).toBe(true)
  expect(workspace.read('content/posts/ps-old.md')).toContain('![Old](./ps-media/ps-photo.png)')
})

test('a file keeps its line ends, its mark and its kind of front matter', async () => {
  const mine = `\ufeff+++
title = 'Mine' # as it is
tags = ["One"]
sites = ["main"]
+++

First.

Second.
`.replaceAll('\n', '\r\n')
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'core.autocrlf=false', ...args], {
      cwd: workspace.folder,
    })
  workspace.write('content/posts/ps-mine.md', mine)
  expect((await workspace.run('push', '--yes', '--site', 'main', 'content/posts/ps-mine.md')).code).toBe(0)
  git('init', '-q')
  git('add', '.')
  git('commit', '-q', '-m', 'all')
  const post = (await listRemote(main)).find(({ fields }) => fields.slug === 'ps-mine')
  if (post === undefined) throw new Error('not there')
  await editAsAdmin(main, post, {
    lexical: lexical(paragraph('First, edited.'), paragraph('Second.')),
    title: 'Theirs',
    tags: [{ name: 'Two' }, { name: `#${NAME}` }],
  })
  const run = await workspace.run('pull', '--site', 'main')
  expect(run.stdout).toContain('1 updated')
  expect(run.code).toBe(0)
  expect(workspace.read('content/posts/ps-mine.md')).toBe(
    mine.replace("'Mine'", "'Theirs'").replace('"One"', '"Two"').replace('First.', 'First, edited.'),
  )
})
