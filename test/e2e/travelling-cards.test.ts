import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import { uploadAsset } from '../../src/ghost/uploads/upload-asset.ts'
import type { LexicalNode } from '../../src/markdown/index.ts'
import { drawPng } from './draw-png.ts'
import { listRemote, openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

/** Cards of a site whose providers cannot be reached, pulled and pushed to another site, and old HTML cards that become Markdown. */

const NAME = 'travelling-cards'
const sites = readTestSites()
const [main, other] = sites
if (main === undefined || other === undefined) throw new Error('not two sites')
const lines = [openLine(main, `#${NAME}`), openLine(other, `#${NAME}`)] as const
const workspace = openWorkspace({ name: NAME, sites })
const SLUGS = ['travelling', 'old-html']

const FILM = 'https://www.youtube.com/watch?v=7hCPODjJO7s'
const PLAYER = '<iframe src="https://www.youtube.com/embed/7hCPODjJO7s"></iframe>'
const QUOTE =
  '<blockquote class="post"><p>Hello</p></blockquote>\n<script async src="https://social.invalid/w.js"></script>'

const paragraph = (words: string): LexicalNode => ({
  type: 'paragraph',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children: [{ type: 'extended-text', version: 1, text: words, format: 0, detail: 0, mode: 'normal', style: '' }],
})
const documentOf = (...children: LexicalNode[]) =>
  JSON.stringify({ root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children } })

async function clear() {
  for (const line of lines)
    for (const { type, id, fields } of await listRemote(line, SLUGS))
      if (SLUGS.includes(fields.slug)) await deletePost(line, type, id)
}

async function readBlocks(line: (typeof lines)[number], slug: string): Promise<readonly LexicalNode[]> {
  const post = (await listRemote(line, [slug])).find(({ fields }) => fields.slug === slug)
  if (post?.body.kind !== 'lexical') throw new Error(`no Lexical body of ${slug}`)
  return post.body.root.children
}

const readFiles = () =>
  readdirSync(join(workspace.folder, 'content'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.md'),
  )

const findFile = (slug: string): string => {
  const file = readFiles().find((one) => one.includes(slug))
  if (file === undefined) throw new Error(`no file of ${slug}`)
  return `content/${file}`
}

let icon = ''

beforeAll(async () => {
  await clear()
  icon = await uploadAsset(lines[0], {
    endpoint: 'images',
    uploadName: 'travelling-icon.png',
    mimeType: 'image/png',
    bytes: drawPng(16, 16, [7, 70, 7]),
  })
  const about = { version: 1, caption: '' }
  const metadata = {
    title: 'A page',
    description: 'That is gone',
    author: '',
    publisher: 'Example',
    icon,
    thumbnail: '',
  }
  await createPost(lines[0], 'post', {
    title: 'Travelling',
    slug: 'travelling',
    status: 'draft',
    lexical: documentOf(
      paragraph('Before.'),
      { type: 'embed', ...about, url: FILM, embedType: 'video', html: PLAYER, metadata: { provider_name: 'YouTube' } },
      {
        type: 'embed',
        ...about,
        url: 'https://social.invalid/42',
        embedType: 'rich',
        html: QUOTE,
        metadata: {},
        caption: 'Seen',
      },
      { type: 'bookmark', ...about, url: 'https://gone.invalid/page', metadata },
      paragraph('After.'),
    ),
  })
  await createPost(lines[0], 'post', {
    title: 'Old HTML',
    slug: 'old-html',
    status: 'draft',
    lexical: documentOf(
      { type: 'html', version: 1, html: '<h2>One</h2>\n<p>Some <b>bold</b> text.</p>\n<ul><li>a</li><li>b</li></ul>' },
      { type: 'html', version: 1, html: '<p class="lead">Kept</p>' },
      {
        type: 'html',
        version: 1,
        html: '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>',
      },
    ),
  })
})

afterAll(clear)

test('what a site has stored of a page travels with the file, and the same site has nothing to write', async () => {
  const pulled = await workspace.run('pull', 'travelling', '--site', main.name)
  expect(pulled, pulled.stdout).toMatchObject({ code: 0 })
  const text = workspace.read(findFile('travelling'))
  expect(text).toContain(`\n${FILM}\n`)
  expect(text).toContain(`:::embed{url="https://social.invalid/42" type=rich}\n\`\`\`html\n${QUOTE}\n\`\`\`\nSeen\n:::`)
  expect(text).toContain(
    ':::bookmark{url="https://gone.invalid/page" title="A page" description="That is gone" publisher=Example icon=',
  )
  // The icon came along, so that the other site does not show it from this one.
  expect(text).not.toContain(icon)
  const push = await workspace.run('push', '--adopt', '--yes', '--site', main.name)
  expect(push, push.stdout).toMatchObject({ code: 0 })
  const again = JSON.parse((await workspace.run('push', '--yes', '--json', '--site', main.name)).stdout)
  expect(again.sites[0]).toMatchObject({ requests: { writes: 0 } })
})

test('another site shows the same, though nobody answers it (case fidelity/22)', async () => {
  const file = findFile('travelling')
  workspace.write(file, workspace.read(file).replace(/^sites:.*\n(?: +- .*\n)*/m, ''))
  const push = await workspace.run('push', '--yes', '--site', other.name)
  expect(push, push.stdout + push.stderr).toMatchObject({ code: 0 })
  expect(push.stdout).not.toContain('plain link')
  const blocks = await readBlocks(lines[1], 'travelling')
  expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'embed', 'embed', 'bookmark', 'paragraph'])
  expect(blocks[1]).toMatchObject({ url: FILM, html: expect.stringContaining('youtube.com/embed/7hCPODjJO7s') })
  expect(blocks[2]).toMatchObject({ html: QUOTE, caption: 'Seen' })
  expect(blocks[3]).toMatchObject({
    metadata: { title: 'A page', description: 'That is gone', icon: expect.stringContaining(other.url) },
  })
  const again = JSON.parse((await workspace.run('push', '--yes', '--json', '--site', other.name)).stdout)
  expect(again.sites[0]).toMatchObject({ requests: { writes: 0 } })
})

test('a changed title is an update, and the rest of the post stays', async () => {
  const before = await readBlocks(lines[1], 'travelling')
  const file = findFile('travelling')
  workspace.write(file, workspace.read(file).replace('title="A page"', 'title="A better page"'))
  const plan = await workspace.run('plan', '--diff', '--site', other.name)
  expect(plan.stdout).toContain('A better page')
  expect(await workspace.run('push', '--yes', '--site', other.name)).toMatchObject({ code: 0 })
  const after = await readBlocks(lines[1], 'travelling')
  expect(after[3]).toMatchObject({ metadata: { title: 'A better page' } })
  expect(after.toSpliced(3, 1)).toEqual(before.toSpliced(3, 1))
  const again = JSON.parse((await workspace.run('push', '--yes', '--json', '--site', other.name)).stdout)
  expect(again.sites[0]).toMatchObject({ requests: { writes: 0 } })
})

test('`pull --tidy` writes Markdown for plain HTML, says what comes of it, and a push makes native blocks', async () => {
  const before = await readBlocks(lines[0], 'old-html')
  const pulled = await workspace.run('pull', 'old-html', '--tidy', '--site', main.name)
  expect(pulled, pulled.stdout).toMatchObject({ code: 0 })
  expect(pulled.stdout).toContain('2 blocks of plain HTML are Markdown now')
  const text = workspace.read(findFile('old-html'))
  expect(text).toContain('## One\n\nSome **bold** text.\n\n- a\n- b\n')
  expect(text).toContain('<p class="lead">Kept</p>')
  expect(text).toMatch(/\| a \|\n\| -+ \|\n\| 1 \|/)
  // Nothing has changed on the site, and the plan does not hide what would.
  expect(await readBlocks(lines[0], 'old-html')).toEqual(before)
  const plan = await workspace.run('plan', '--json', '--site', main.name)
  expect(plan.stdout).toContain('"body"')
  const push = await workspace.run('push', '--adopt', '--force', '--yes', '--site', main.name)
  expect(push, push.stdout).toMatchObject({ code: 0 })
  const after = await readBlocks(lines[0], 'old-html')
  expect(after.map(({ type }) => type)).toEqual(['extended-heading', 'paragraph', 'list', 'html', 'html'])
  expect(after[3]).toMatchObject({ html: '<p class="lead">Kept</p>' })
  const again = JSON.parse((await workspace.run('push', '--yes', '--json', '--site', main.name)).stdout)
  expect(again.sites[0]).toMatchObject({ requests: { writes: 0 } })
})

test('so it does for a file that is there already', async () => {
  const file = findFile('old-html')
  // A file with the line ends of Windows keeps them.
  workspace.write(file, `${workspace.read(file)}\n<p>One <em>more</em>.</p>\n`.replaceAll('\n', '\r\n'))
  const kept = await workspace.run('pull', file, '--tidy', '--site', main.name)
  expect(kept, kept.stdout).toMatchObject({ code: 6 })
  const dry = await workspace.run('pull', file, '--tidy', '--force', '--dry-run', '--site', main.name)
  expect(dry.stdout).toContain('1 block of plain HTML is Markdown now')
  expect(workspace.read(file)).toContain('<p>One <em>more</em>.</p>')
  const pulled = await workspace.run('pull', file, '--tidy', '--force', '--site', main.name)
  expect(pulled, pulled.stdout).toMatchObject({ code: 0 })
  expect(workspace.read(file)).toContain('\r\nOne *more*.\r\n')
  expect(workspace.read(file)).not.toMatch(/[^\r]\n/)
})
