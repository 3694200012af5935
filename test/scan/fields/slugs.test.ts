import { describe, expect, test } from 'vitest'
import { findSlug, makeSlug, nameFromPath } from '../../../src/scan/fields/slug.ts'
import type { Written } from '../../../src/scan/front-matter/written.ts'

const SITE = 'https://example.com'

describe('slugs as Ghost makes them (each seen on Ghost 5.130.6)', () => {
  test.each([
    ['hello', 'hello'],
    ['Ärger über Größe', 'arger-uber-grosse'],
    ['日本語', 'ri-ben-yu'],
    ['🎉 party', 'party'],
    ['a--b', 'a-b'],
    ['-a-', 'a'],
    ['a_b', 'a_b'],
    ['foo.bar', 'foo-bar'],
    ['£5 note', '5-note'],
    ["don't", 'dont'],
    ['½ cup', '1-2-cup'],
    ['C++', 'c'],
    ['it’s “quoted”', 'its-quoted'],
    ['rss', 'rss-post'],
    ['ghost', 'ghost-post'],
    ['amp', 'amp-post'],
    ['page', 'page'],
    ['!!!', ''],
    ['x'.repeat(200), 'x'.repeat(185)],
    [`${'x'.repeat(184)}-yy`, 'x'.repeat(184)],
  ])('%s', (text, slug) => {
    expect(makeSlug(text, SITE)).toBe(slug)
  })

  test('the folder of a subdirectory installation is taken', () => {
    expect(makeSlug('blog', 'https://example.com/blog')).toBe('blog-post')
  })
})

describe('names from paths', () => {
  test.each([
    ['hello.md', 'hello', undefined, false],
    ['2026-11-20-my-post.md', 'my-post', '2026-11-20', false],
    ['posts/2026-11-20-my-post/index.md', 'my-post', '2026-11-20', false],
    ['posts/my-post/index.md', 'my-post', undefined, false],
    ['posts/my-post/_index.markdown', 'my-post', undefined, false],
    ['index.md', 'index', undefined, false],
    ['2026-11-20.md', '2026-11-20', '2026-11-20', false],
    ['_drafts/idea.md', 'idea', undefined, true],
    ['_posts/2026-11-20-a.b.md', 'a.b', '2026-11-20', false],
  ])('%s', (path, name, date, isDraft) => {
    expect(nameFromPath(path)).toEqual({ name, date, isDraft })
  })
})

describe('which slug a post gets', () => {
  const from = (value: unknown, reading: Written['reading']): Written => ({
    key: reading === 'plain' ? 'slug' : 'permalink',
    value,
    line: 3,
    reading,
    ofSite: false,
  })

  test.each([
    ['the file name', undefined, 'my-file'],
    ['a permalink', from('/2026/11/the-post/', 'location'), 'the-post'],
    ['a whole URL', from('https://example.com/a/the-post.html?x#y', 'location'), 'the-post'],
    ['a Jekyll template is none', from('/blog/:year/:title/', 'location'), 'my-file'],
    ['an Eleventy template is none', from('/{{ page.fileSlug }}/', 'location'), 'my-file'],
    ['the home page is none', from('/', 'location'), 'my-file'],
    ['a permalink is brought into form', from('/About Us/', 'location'), 'about-us'],
    ['front matter', from('mine', 'plain'), 'mine'],
  ])('%s', (_, written, slug) => {
    expect(findSlug(written, 'my-file', SITE)).toMatchObject({ value: slug, findings: [] })
  })

  test.each([
    ['My Post', '`slug` is "My Post", which Ghost would change to `my-post`.', 'Write `slug: my-post`.'],
    ['rss', '`slug` is "rss", which Ghost would change to `rss-post`.', 'Write `slug: rss-post`.'],
    [
      'x'.repeat(186),
      `\`slug\` is "${'x'.repeat(186)}", which Ghost would change to \`${'x'.repeat(185)}\`.`,
      `Write \`slug: ${'x'.repeat(185)}\`.`,
    ],
  ])('%s is told', (text, message, hint) => {
    expect(findSlug(from(text, 'plain'), 'my-file', SITE).findings).toMatchObject([
      { severity: 'warning', line: 3, message, hint },
    ])
  })

  test('a slug of which nothing is left is refused', () => {
    expect(findSlug(from('🎉', 'plain'), 'my-file', SITE).findings).toMatchObject([
      {
        severity: 'error',
        line: 3,
        message: '`slug` is "🎉", of which Ghost can make no slug.',
        hint: 'Write letters, digits and dashes: `my-post`.',
      },
    ])
  })

  test.each([
    ['bases/syntax', ['bases-syntax']],
    ['/blog/2020/My Post/', ['2020-my-post', 'blog-2020-my-post']],
    ['syntax', undefined],
    ['/:year/:title/', undefined],
  ])('a permalink %s has longer slugs', (permalink, longer) => {
    expect(findSlug(from(permalink, 'location'), 'my-file', SITE).longer).toEqual(longer)
  })

  test('a file name without a letter is an error', () => {
    expect(findSlug(undefined, '🎉', SITE).findings).toMatchObject([
      { code: 'slug/none', message: 'The file\'s name, "🎉", holds nothing that a slug can be made of.' },
    ])
  })
})
