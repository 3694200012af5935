import path from 'node:path'
import { expect, test } from 'vitest'
import type { DialectName } from '../../src/config/config.ts'
import { createAssetReader } from '../../src/scan/assets/asset-reader.ts'
import { desirePosts } from '../../src/scan/desire-posts.ts'
import { scanContent } from '../../src/scan/scan-content.ts'
import { makeFolder } from './make-folder.ts'
import { makePng } from './make-image.ts'
import { FACTS, SITE } from './make-source.ts'

/** Existing repositories as their generators lay them out, from the disk to the posts, through the real Markdown parser. */
async function publish(
  files: Readonly<Record<string, string | Uint8Array>>,
  globs: { posts?: string[]; assetRoots?: string[]; root?: string; dialects?: DialectName[] } = {},
) {
  const { rootDir, content } = makeFolder(files)
  const root = path.join(rootDir, globs.root ?? 'content')
  const assetRoots = [root, ...(globs.assetRoots ?? []).map((folder) => path.join(rootDir, folder))]
  const config = { ...content, root, assetRoots, ...(globs.posts === undefined ? {} : { posts: globs.posts }) }
  const scanned = await scanContent(config, rootDir)
  const desired = await desirePosts({
    files: scanned.files,
    site: { ...SITE, rules: { ...SITE.rules, dialects: globs.dialects ?? [] } },
    siteNames: ['blog'],
    facts: FACTS,
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: createAssetReader(config, rootDir),
  })
  return { posts: desired.posts, problems: [...scanned.problems, ...desired.problems] }
}

test('Hugo: TOML, page bundles, static files', async () => {
  const { posts, problems } = await publish(
    {
      'content/posts/my-bundle/index.md':
        '+++\ntitle = "Bundle"\ndate = 2026-01-02T10:00:00+01:00\ndraft = false\ntags = ["go"]\ncategories = ["Dev"]\nweight = 3\n[cover]\nimage = "cover.png"\nalt = "Alt"\n+++\n\n![here](pic.png) ![there](/img/s.png)\n\n[other](../second.md#a-part)\n',
      'content/posts/my-bundle/cover.png': makePng(2, 2),
      'content/posts/my-bundle/pic.png': makePng(3, 3),
      'content/posts/second.md': '---\ntitle: Second\ndraft: true\nurl: /blog/the-second/\n---\n\n## A part\n',
      'content/posts/_index.md': '---\ntitle: All posts\n---\n',
      'static/img/s.png': makePng(4, 4),
    },
    { assetRoots: ['static'] },
  )
  expect(problems).toEqual([])
  expect(posts.map(({ fields }) => fields)).toMatchObject([
    {
      title: 'Bundle',
      slug: 'my-bundle',
      status: 'published',
      published_at: '2026-01-02T09:00:00.000Z',
      tags: ['Dev', 'go'],
      feature_image_alt: 'Alt',
    },
    { title: 'Second', slug: 'the-second', status: 'draft' },
  ])
  expect(posts[0]?.assets.map(({ file, width }) => [file, width])).toEqual([
    ['content/posts/my-bundle/cover.png', 2],
    ['content/posts/my-bundle/pic.png', 3],
    ['static/img/s.png', 4],
  ])
  const body = JSON.stringify(posts[0]?.body)
  for (const asset of posts[0]?.assets.slice(1) ?? []) expect(body).toContain(`ghost-sync-asset:${asset.hash}`)
  expect(body).toContain('https://example.com/the-second/#a-part')
})

test('Jekyll: dated names, _posts and _drafts, site-wide assets', async () => {
  const { posts, problems } = await publish(
    {
      '_posts/2026-01-02-hello-world.md':
        '---\nlayout: post\ncategories: news update\ndate: 2026-01-02 10:00:00 +0200\nexcerpt: Hi\n---\n# Hello, *world*\n\n![a](/assets/a.png)\n',
      '_drafts/idea.md': '---\ntitle: Idea\n---\nText\n',
      'assets/a.png': makePng(2, 2),
      'README.md': 'Not a post.\n',
    },
    { root: '.', posts: ['_posts/**/*.md', '_drafts/**/*.md'], dialects: ['jekyll'] },
  )
  expect(problems).toEqual([])
  expect(posts.map(({ fields, assets }) => [fields, assets.length])).toEqual([
    [{ title: 'Idea', slug: 'idea', status: 'draft' }, 0],
    [
      {
        title: 'Hello, world',
        slug: 'hello-world',
        published_at: '2026-01-02T08:00:00.000Z',
        tags: ['news', 'update'],
        custom_excerpt: 'Hi',
      },
      1,
    ],
  ])
  // The heading is the title now, and not repeated.
  expect(JSON.stringify(posts[1]?.body)).not.toContain('Hello')
})

test('Obsidian: no front matter, spaces and accents, links without an extension', async () => {
  const { posts, problems } = await publish({
    'content/My first note.md':
      '# My first note\n\n![x](attachments/My%20photo%20%C3%BC.png)\n\n[next](Zweite%20Notiz.md) [part](#a-heading)\n\n## A heading\n',
    'content/Zweite Notiz.md':
      '---\ntags: [a]\ncssclasses: []\naliases: [x]\ncreated: 2026-01-02\n---\n\n# Zweite Notiz\n\n[back](<My first note.md#a-heading>)\n',
    'content/attachments/My photo u\u0308.png': makePng(2, 2),
  })
  expect(problems).toEqual([])
  expect(posts.map(({ fields }) => [fields.title, fields.slug])).toEqual([
    ['My first note', 'my-first-note'],
    ['Zweite Notiz', 'zweite-notiz'],
  ])
  expect(JSON.stringify(posts[0]?.body)).toContain('https://example.com/zweite-notiz/')
  expect(JSON.stringify(posts[1]?.body)).toContain('https://example.com/my-first-note/#a-heading')
})

test('mistakes in the text are told with their line in the file', async () => {
  const { posts, problems } = await publish({
    'content/a.md': '---\ntitle: A\n---\n\nText\n\n![no](no.png)\n\n[gone](./gone.md)\n\n<img src="../../out.png">\n',
    'content/b.md': 'No heading at all.\n',
  })
  expect(posts).toEqual([])
  expect(problems.map(({ code, file, line }) => [code, file, line])).toEqual([
    ['asset/missing', 'content/a.md', 7],
    ['link/missing', 'content/a.md', 9],
    ['asset/outside-root', 'content/a.md', 11],
    ['title/none', 'content/b.md', 1],
  ])
})

test('a raw image, a gallery of the same picture and a link to it are one upload', async () => {
  const { posts, problems } = await publish({
    'content/a.md':
      '# A\n\n<img src="p.png" width="10">\n\n![p](p.png)\n\n[p](./p.png "big")\n\n![q][ref]\n\n[ref]: p.png\n',
    'content/p.png': makePng(5, 5),
  })
  expect(problems).toEqual([])
  expect(posts[0]?.assets).toHaveLength(1)
})
