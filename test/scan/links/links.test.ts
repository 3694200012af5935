import { describe, expect, test } from 'vitest'
import type { ApiVersion } from '../../../src/config/config.ts'
import { assumeCapabilities } from '../../../src/ghost/transport/capabilities.ts'
import type { Reference } from '../../../src/markdown/index.ts'
import { findAnchor } from '../../../src/scan/links/find-anchor.ts'
import { indexFormerAddresses } from '../../../src/scan/links/former-addresses.ts'
import { buildPostUrl, type LinkTarget, type LinkTargets } from '../../../src/scan/links/link-context.ts'
import { resolveReferences } from '../../../src/scan/links/resolve-references.ts'
import { createSuggester } from '../../../src/scan/source/finding.ts'
import type { SourceFile } from '../../../src/scan/source/source-file.ts'
import { desire, fakeAssets, makeSource, SITE } from '../make-source.ts'
import { readSource } from '../read-source.ts'

const HEADINGS = {
  headings: [
    ['Über uns', 'über-uns', 'uber-uns'],
    ['v1.2 notes', 'v12-notes', 'v1-2-notes'],
    ['Plain', 'plain', 'plain'],
  ],
} as const
const FILES: readonly SourceFile[] = [
  makeSource('posts/here.md', 'title: H', HEADINGS),
  makeSource('posts/2026-01-02-other.md', 'title: O', HEADINGS),
  makeSource('posts/folder/index.md', 'title: F'),
  makeSource('pages/about.md', 'title: A'),
  makeSource('posts/cafe\u0301.md', 'title: C'),
]

const URLS = ['here', 'other', 'folder', 'about', 'cafe'].map((slug) => `https://example.com/${slug}/`)
const TARGETS: LinkTargets = new Map<string, LinkTarget>([
  ...FILES.map(({ path, document }, index): [string, LinkTarget] => [
    path.normalize('NFC'),
    { kind: 'here', url: URLS[index], document, written: document },
  ]),
  ['posts/away.md', { kind: 'elsewhere' }],
])

async function resolve(kind: Reference['kind'], target: string, version: ApiVersion = 'v5') {
  const source = makeSource('posts/here.md', 'title: H', { ...HEADINGS, references: [[kind, target, 12]] })
  const readAsset = fakeAssets(['a.png', 'paper.pdf', 'film.mp4', 'tool.exe'])
  const world = {
    from: source,
    site: 'blog',
    siteUrl: 'https://example.com',
    capabilities: assumeCapabilities(version),
    targets: TARGETS,
    findNote: () => ({ kind: 'none' as const }),
    readAsset,
    former: indexFormerAddresses([], SITE.rules),
    formerUrl: undefined,
    assetUrl: undefined,
    policies: SITE.policies,
    suggest: createSuggester(),
  }
  const { resolve: answer, findings, assets, linked } = await resolveReferences(source.document, world)
  const errors = findings.some(({ severity }) => severity === 'error')
  return { url: errors ? undefined : answer(target, kind).url, findings, assets, linked, answer }
}

describe('where references lead', () => {
  test.each<[Reference['kind'], string, string]>([
    ['link', 'https://example.org/x?y#z', 'https://example.org/x?y#z'],
    ['link', 'mailto:a@example.com', 'mailto:a@example.com'],
    ['link', 'tel:+49', 'tel:+49'],
    ['link', '//example.org/x', '//example.org/x'],
    ['link', './2026-01-02-other.md', 'https://example.com/other/'],
    ['link', '2026-01-02-other.md', 'https://example.com/other/'],
    ['link', '2026-01-02-other', 'https://example.com/other/'],
    ['link', '2026-01-02-other.html', 'https://example.com/other/'],
    ['link', '/posts/2026-01-02-other.md', 'https://example.com/other/'],
    ['link', '/content/posts/2026-01-02-other.md', 'https://example.com/other/'],
    ['link', 'posts/2026-01-02-other.md', 'https://example.com/other/'],
    ['link', '../posts/./2026-01-02-other.md?x=1#plain', 'https://example.com/other/?x=1#plain'],
    ['link', './2026-01-02-other.md#%C3%BCber-uns', 'https://example.com/other/#uber-uns'],
    ['link', './2026-01-02-other.md#uber-uns', 'https://example.com/other/#uber-uns'],
    ['link', './2026-01-02-other.md#v12-notes', 'https://example.com/other/#v1-2-notes'],
    ['link', './folder/', 'https://example.com/folder/'],
    ['link', 'folder', 'https://example.com/folder/'],
    ['link', 'folder/index.md', 'https://example.com/folder/'],
    ['link', '../pages/about.md', 'https://example.com/about/'],
    ['link', 'caf%C3%A9.md', 'https://example.com/cafe/'],
    ['link', '#über-uns', '#uber-uns'],
    ['link', '#Plain', '#plain'],
    ['link', '#', '#'],
    ['link', '/about/', 'https://example.com/about/'],
    ['link', '/tag/news/?page=2', 'https://example.com/tag/news/?page=2'],
    ['link', '/rss.xml', 'https://example.com/rss.xml'],
    ['link', '/content/files/2026/01/x.pdf', 'https://example.com/content/files/2026/01/x.pdf'],
    ['link', '?page=2', '?page=2'],
    ['link', 'paper.pdf', 'ghost-sync-asset:70617065722e7064~722e7064'],
    ['link', 'a.png', 'ghost-sync-asset:612e706e672d2d2d'],
    ['image', 'a.png', 'ghost-sync-asset:612e706e672d2d2d'],
    ['image', 'https://example.org/a.png', 'https://example.org/a.png'],
    ['image', '/content/images/2026/01/x.png', 'https://example.com/content/images/2026/01/x.png'],
    ['image', 'data:image/png;base64,AA', 'data:image/png;base64,AA'],
    ['media', 'film.mp4', 'ghost-sync-asset:66696c6d2e6d7034'],
    ['media', 'tool.exe', 'ghost-sync-asset:746f6f6c2e657865~2e657865'],
  ])('%s %s', async (kind, target, url) => {
    const result = await resolve(kind, target)
    expect(result.findings).toEqual([])
    expect(result.url).toBe(url)
  })

  test('an image brings its size along', async () => {
    const { answer } = await resolve('image', 'a.png')
    expect(answer('a.png', 'image')).toEqual({
      url: 'ghost-sync-asset:612e706e672d2d2d',
      width: 3,
      height: 2,
      name: 'a.png',
      size: 1,
      mimeType: 'x/y',
    })
  })

  test('asking for what the document did not list is a bug', async () => {
    const { answer } = await resolve('image', 'a.png')
    expect(() => answer('b.png', 'image')).toThrow('b.png')
  })
})

describe('references that lead nowhere', () => {
  test.each<[Reference['kind'], string, string, string, string]>([
    [
      'link',
      './2026-01-02-othr.md',
      'link/missing',
      '`./2026-01-02-othr.md` leads to no Markdown file.',
      'Did you mean `2026-01-02-other.md`?',
    ],
    [
      'link',
      'nothing',
      'link/missing',
      '`nothing` leads to no file.',
      'Write a path relative to this file, or one that begins with `/` for a page of the site.',
    ],
    [
      'link',
      '/posts/gone.md',
      'link/missing',
      '`/posts/gone.md` leads to no Markdown file.',
      'Write a path relative to this file, or one that begins with `/` for a page of the site.',
    ],
    [
      'link',
      './away.md',
      'link/elsewhere',
      '`./away.md` leads to `posts/away.md`, which does not go to the site `blog`.',
      'Add `blog` to its `sites`, or remove the link.',
    ],
    [
      'link',
      'javascript:alert(1)',
      'link/unsafe',
      "`javascript:alert(1)` would run or show code in the reader's browser.",
      'Link to a page or a file instead.',
    ],
    [
      'link',
      'JavaScript:alert(1)',
      'link/unsafe',
      "`JavaScript:alert(1)` would run or show code in the reader's browser.",
      'Link to a page or a file instead.',
    ],
    [
      'link',
      'data:text/html,x',
      'link/unsafe',
      "`data:text/html,x` would run or show code in the reader's browser.",
      'Link to a page or a file instead.',
    ],
    [
      'link',
      '{{< ref "x.md" >}}',
      'link/template',
      '`{{< ref "x.md" >}}` holds an expression of Hugo\'s or Jekyll\'s templates, which is not evaluated.',
      'Write the path of the file.',
    ],
    ['link', '', 'link/empty', 'The link has no address.', 'Write one, or remove it.'],
    ['image', 'no.png', 'asset/missing', '`no.png` does not exist.', 'Look again.'],
    [
      'image',
      'film.mp4',
      'asset/unsupported-type',
      '`content/film.mp4` is of no type that Ghost takes as an image.',
      'Write <audio src="..." controls>.',
    ],
    [
      'image',
      'data:text/html,x',
      'image/unsafe',
      "`data:text/html,x` would run or show code in the reader's browser.",
      'Link to a page or a file instead.',
    ],
  ])('%s %s', async (kind, target, code, message, hint) => {
    const { findings } = await resolve(kind, target)
    expect(findings).toMatchObject([{ severity: 'error', code, line: 12, message, hint }])
  })

  test('Ghost 6 takes fewer files', async () => {
    expect((await resolve('link', 'tool.exe', 'v6')).findings).toMatchObject([
      {
        code: 'asset/unsupported-type',
        message: '`content/tool.exe` is of no type that Ghost 6 takes as a file.',
        ofSite: true,
      },
    ])
    expect((await resolve('link', 'paper.pdf', 'v6')).findings).toEqual([])
  })

  test.each([
    [
      './2026-01-02-other.md#plane',
      'https://example.com/other/#plane',
      '`./2026-01-02-other.md#plane` names a heading that `posts/2026-01-02-other.md` does not have.',
      'Did you mean `#plain`?',
    ],
    [
      '#nowhere',
      '#nowhere',
      '`#nowhere` names a heading that this file does not have.',
      'Correct it, or add the heading.',
    ],
    [
      '/downloads/x.pdf',
      'https://example.com/downloads/x.pdf',
      '`/downloads/x.pdf` is no file here; it is taken for a path of the site.',
      'Look again.',
    ],
  ])('%s is only warned of', async (target, url, message, hint) => {
    const result = await resolve('link', target)
    expect(result.url).toBe(url)
    expect(result.findings).toMatchObject([{ severity: 'warning', line: 12, message, hint }])
  })
})

test.each([
  ['/{slug}/', 'https://e.com/s/'],
  ['/blog/{slug}/', 'https://e.com/blog/s/'],
  ['/{year}/{month}/{day}/{slug}/', 'https://e.com/2026/01/02/s/'],
])('the permalink %s', (permalink, url) => {
  // In Berlin it is the next day already.
  expect(
    buildPostUrl(
      { type: 'post', slug: 's', publishedAt: '2026-01-01T23:30:00.000Z' },
      'https://e.com',
      permalink,
      'Europe/Berlin',
    ),
  ).toBe(url)
  expect(
    buildPostUrl({ type: 'page', slug: 's', publishedAt: undefined }, 'https://e.com', permalink, 'Europe/Berlin'),
  ).toBe('https://e.com/s/')
})

test('anchors of raw HTML count', () => {
  const { document } = makeSource('a.md', '', { text: 'x <a id="mark"></a> <p name=other>' })
  expect(findAnchor(document, 'mark')?.id).toBe('mark')
  expect(findAnchor(document, 'other')?.id).toBe('other')
  expect(findAnchor(document, 'mar')).toBeUndefined()
  // Ghost's own windows are no places in the page.
  expect(findAnchor(document, '/portal/signup')?.id).toBe('/portal/signup')
})

test.each<[tool: string, heading: string, fragment: string]>([
  ['Zola', "What's next", 'what-s-next'],
  ['GitHub and Hugo', "What's next", 'whats-next'],
  ['without accents, spelt out', 'Über die Größe', 'uber-die-grosse'],
  ['VuePress', 'Node.js & npm', 'node-js-npm'],
  ['Eleventy', 'Node.js & npm', 'nodejs-and-npm'],
  ['kramdown, a number in front', '1. Set up', 'set-up'],
  ['Pandoc, with a dot', '2.1 The v1.0 API', 'the-v1.0-api'],
  ['Hexo', 'What is New', 'What-is-New'],
  ['with its emoji', '🚀 Launch it', '-launch-it'],
])("another tool's anchor: %s", (_, heading, fragment) => {
  const { document } = readSource('a.md', `## Other\n\n## ${heading}\n`)
  const ghostId = document.headings[1]?.ghostId
  expect(findAnchor(document, fragment)?.id).toBe(ghostId)
  expect(findAnchor(document, `${fragment}-more`)).toBeUndefined()
})

test('of several headings that other tools spell alike the right one counts', () => {
  const { document } = readSource('a.md', "## What's next\n\n## Whats next\n\n## Whats next\n")
  const [first, second, third] = document.headings.map(({ ghostId }) => ghostId)
  expect(findAnchor(document, 'what-s-next')?.id).toBe(first)
  expect(findAnchor(document, 'whats-next')?.id).toBe(first)
  expect([first, second, third].map((id) => findAnchor(document, id ?? '')?.id)).toEqual([first, second, third])
})

describe('links between the files of a site', () => {
  test('a file with a problem blocks those that link to it, and those that link to these', async () => {
    const { posts, held, problems } = await desire([
      makeSource('broken.md', 'title: B\nstatus: oops'),
      makeSource('second.md', 'title: S', { references: [['link', 'broken.md', 20]] }),
      makeSource('third.md', 'title: T', {
        references: [
          ['link', 'second.md', 30],
          ['link', 'third.md', 31],
        ],
      }),
    ])
    expect([posts, held.map(({ path }) => path)]).toEqual([[], ['second.md', 'third.md']])
    expect(problems.slice(1)).toEqual([
      {
        severity: 'error',
        code: 'link/blocked',
        file: 'content/second.md',
        line: 20,
        site: 'blog',
        message: '`broken.md` leads to `broken.md`, which is not published because it has problems of its own.',
        hint: 'Mend that file first.',
      },
      {
        severity: 'error',
        code: 'link/blocked',
        file: 'content/third.md',
        line: 30,
        site: 'blog',
        message:
          '`second.md` leads to `second.md`, which is not published because it leads to `broken.md`, which has problems of its own.',
        hint: 'Mend `broken.md` first.',
      },
    ])
  })

  test('the shortest way to the mistake is told, and a circle of links ends', async () => {
    const chain = [
      makeSource('a.md', 'title: A\nstatus: oops'),
      makeSource('b.md', 'title: B', { references: [['link', 'a.md', 2]] }),
      makeSource('c.md', 'title: C', { references: [['link', 'b.md', 3]] }),
      makeSource('d.md', 'title: D', {
        references: [
          ['link', 'e.md', 4],
          ['link', 'c.md', 5],
        ],
      }),
      makeSource('e.md', 'title: E', { references: [['link', 'd.md', 6]] }),
      makeSource('f.md', 'title: F', { references: [['link', 'g.md', 7]] }),
      makeSource('g.md', 'title: G', { references: [['link', 'f.md', 8]] }),
    ]
    const { posts, problems } = await desire(chain)
    expect(posts.map(({ path }) => path)).toEqual(['f.md', 'g.md'])
    expect(problems.slice(3).map(({ line, message }) => [line, message])).toEqual([
      [
        5,
        '`c.md` leads to `c.md`, which is not published because it leads to `b.md`, which leads to `a.md`, which has problems of its own.',
      ],
      [
        6,
        '`d.md` leads to `d.md`, which is not published because it leads to `c.md`, which leads to `b.md`, which leads to `a.md`, which has problems of its own.',
      ],
    ])
  })

  test('an asset that is used often is listed once, the feature image among them', async () => {
    const { posts } = await desire(
      [
        makeSource('a.md', 'title: A\nimage: a.png', {
          references: [
            ['image', 'b.png'],
            ['image', 'a.png'],
            ['link', './b.png'],
          ],
        }),
      ],
      { assets: ['a.png', 'b.png'] },
    )
    expect(posts[0]?.assets.map(({ file }) => file)).toEqual(['content/a.png', 'content/b.png'])
  })
})
