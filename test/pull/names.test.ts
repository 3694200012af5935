import { describe, expect, test } from 'vitest'
import type { ContentConfig } from '../../src/config/config.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'
import { listCopies, listFileUrls } from '../../src/pull/files/list-file-urls.ts'
import { nameFolder, nameLocalFile } from '../../src/pull/files/place-files.ts'
import { rewriteUrl } from '../../src/pull/local-addresses.ts'
import { isSafeSourcePath, nameFile } from '../../src/pull/name-file.ts'

const SITE = 'https://example.com'

function makePost(slug: string, more: Partial<RemotePost> = {}, publishedAt: string | null = null): RemotePost {
  return {
    id: '1',
    type: 'post',
    url: `${SITE}/${slug}/`,
    updatedAt: '2026-05-06T00:00:00.000Z',
    fields: { title: 'A', slug, status: 'draft', published_at: publishedAt },
    body: { kind: 'other', format: 'empty' },
    owned: false,
    base: { kind: 'none' },
    ...more,
  }
}

describe('a new Markdown file', () => {
  const name = (post: RemotePost, posts = 'posts/{slug}.md', taken: readonly string[] = []) =>
    nameFile(post, {
      patterns: { posts, pages: 'pages/{slug}.md' },
      siteUrl: SITE,
      timezone: 'Europe/Berlin',
      taken: new Set(taken),
    })

  test.each<[string, string]>([
    ['hello', 'posts/hello.md'],
    ['2026-01-01-hello', 'posts/post-2026-01-01-hello.md'],
    ['../../etc/passwd', 'posts/etc-passwd.md'],
    ['..', 'posts/post.md'],
    ['/root', 'posts/root.md'],
    ['a/b\\c', 'posts/a-b-c.md'],
    ['con', 'posts/con-post.md'],
    ['claude', 'posts/claude-post.md'],
    ['AGENTS', 'posts/agents-post.md'],
    ['copilot-instructions', 'posts/copilot-instructions-post.md'],
    ['index', 'posts/index-post.md'],
    ['claude-monet', 'posts/claude-monet.md'],
    ['.github', 'posts/github.md'],
    ['node_modules', 'posts/node_modules.md'],
    ['ghost-sync.config', 'posts/ghost-sync-config.md'],
    ['', 'posts/post.md'],
    ['a\u0000b', 'posts/ab.md'],
  ])('of the slug %j is %s', (slug, path) => {
    expect(name(makePost(slug))).toBe(path)
  })

  test('follows the pattern, with the day in the timezone of the site', () => {
    const post = makePost('hello', {}, '2026-02-28T23:30:00.000Z')
    expect(name(post, 'blog/{year}/{month}-{day}-{slug}.md')).toBe('blog/2026/03-01-hello.md')
    expect(name(makePost('hello'), '{year}-{month}-{day}-{slug}.md')).toBe('2026-05-06-hello.md')
    expect(name(makePost('hello', { type: 'page' }))).toBe('pages/hello.md')
  })

  test('takes no name twice, whatever its case', () => {
    expect(name(makePost('hello'), 'P/{slug}.md', ['p/hello.md', 'p/hello-2.md'])).toBe('P/hello-3.md')
  })
})

test.each<[string, string]>([
  ['posts/hello.md', 'posts/hello'],
  ['posts/hello.world.md', 'posts/hello.world'],
  ['posts/hello/index.md', 'posts/hello'],
  ['index.md', 'index'],
])('files of %s lie in %s', (owner, folder) => {
  expect(nameFolder(owner)).toBe(folder)
})

test('the original of a picture is looked for first; other files have none', () => {
  const [image, paper] = [`${SITE}/content/images/2026/11/a.b.JPG`, `${SITE}/content/files/2026/11/a.pdf`]
  expect(listCopies(image)).toEqual([`${SITE}/content/images/2026/11/a.b_o.JPG`, image])
  expect(listCopies(paper)).toEqual([paper])
})

describe('a file beside it', () => {
  test.each<[string, string | undefined, string]>([
    ['photo.png', undefined, 'photo.png'],
    ['photo-0123456789abcdef.png', '0123456789abcdef', 'photo.png'],
    ['photo-0123456789abcdef-2.PNG', '0123456789abcdef', 'photo.png'],
    ['photo-0123456789abcdef.png', undefined, 'photo-0123456789abcdef.png'],
    ['..%2f..%2f.bashrc', undefined, 'bashrc'],
    ['%2e%2e%5cevil.exe', undefined, 'evil.exe'],
    ['.htaccess', undefined, 'htaccess'],
    ['a%20b%00c.jpg', undefined, 'a-b-c.jpg'],
    ['%zz.jpg', undefined, 'zz.jpg'],
    ['CON.png', undefined, 'file-CON.png'],
    ['____', undefined, 'file'],
    [`${'x'.repeat(300)}.jpg`, undefined, `${'x'.repeat(80)}.jpg`],
  ])('of the address .../%s is named so that nothing can happen', (last, hash, name) => {
    expect(nameLocalFile(`${SITE}/content/images/2026/11/${last}`, hash)).toBe(name)
  })
})

test('only files that people uploaded to the site itself are brought along', () => {
  const text = JSON.stringify([
    `${SITE}/content/images/2026/11/a.png`,
    `<a href="${SITE}/content/files/2026/11/b.pdf#page=2">`,
    `${SITE}/content/media/2026/11/c.mp4?x=1`,
    `${SITE}/content/images/size/w600/2026/11/d.png`,
    'https://other.example/content/images/e.png',
    `${SITE}.evil.example/content/images/f.png`,
    `${SITE}/images/g.png`,
    `${SITE}/content/images/2026/11/a.png`,
  ])
  expect(listFileUrls(text, SITE)).toEqual([
    `${SITE}/content/images/2026/11/a.png`,
    `${SITE}/content/files/2026/11/b.pdf`,
    `${SITE}/content/media/2026/11/c.mp4`,
  ])
})

test('an address becomes the way to the file that it leads to', () => {
  const world = {
    files: new Map([[`${SITE}/content/images/a.png`, 'posts/hello/a.png']]),
    posts: new Map([[`${SITE}/about/`, 'pages/über uns.md']]),
  }
  const rewrite = (url: string) => rewriteUrl(url, 'link', 'posts/hello.md', world)
  expect(rewrite(`${SITE}/content/images/a.png`)).toBe('./hello/a.png')
  expect(rewrite(`${SITE}/about/?a=1#team`)).toBe('../pages/%C3%BCber%20uns.md?a=1#team')
  expect(rewrite(`${SITE}/other/`)).toBe(`${SITE}/other/`)
  expect(rewrite(`${SITE}/content/images/b.png`)).toBe(`${SITE}/content/images/b.png`)
})

describe('the path that a site names for a post', () => {
  const content: ContentConfig = {
    root: '/project/content',
    posts: ['**/*.md', '_posts/**/*.md'],
    pages: ['pages/**/*.md'],
    ignore: ['drafts/**'],
    assetRoots: ['/project/content'],
    maxAssetBytes: 1,
    maxAssetsBytes: 1,
    maxSourceBytes: 1,
    maxFiles: 1,
    markdown: DEFAULT_OPTIONS,
  }

  test.each(['posts/hello.md', '_posts/2026-01-01-hello.md', 'Über uns.md', 'posts/hello/index.md', 'a/b/c/d.md'])(
    '%s is taken where a scan finds it',
    (path) => {
      expect(isSafeSourcePath(path, content)).toBe(true)
    },
  )

  test.each([
    '.github/copilot-instructions.md',
    '.claude/commands/deploy.md',
    'posts/.hidden.md',
    'CLAUDE.md',
    'posts/agents.md',
    'node_modules/x/y.md',
    'Node_Modules/x/y.md',
    'drafts/x.md',
    'GIT~1/x.md',
    'posts/a.md:b.md',
    'posts /x.md',
    'posts./x.md',
    'aux/x.md',
    'posts/con.md',
    'posts/nul.x.md',
    'posts/a\u202egpj.md',
    'posts/a\u200b.md',
    'posts/a\nb.md',
    `posts/${'x'.repeat(250)}.md`,
    'posts/x.mdx',
    'posts/x.html',
    '_layouts/x.md',
  ])('%j is not', (path) => {
    expect(isSafeSourcePath(path, content)).toBe(false)
  })
})
