import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../../src/config/config.ts'
import { checkSite } from '../../../src/scan/check-site.ts'
import { desirePosts } from '../../../src/scan/desire-posts.ts'
import { findAnchor } from '../../../src/scan/links/find-anchor.ts'
import { TOOL_SLUGS } from '../../../src/scan/links/tool-slugs.ts'
import { parseSource } from '../../../src/scan/scan-content.ts'
import { FACTS, fakeAssets, SITE } from '../make-source.ts'
import { readSource } from '../read-source.ts'

/** What each tool makes of these headings, by its documentation or its source. */
const HEADINGS = ["What's next?", 'Über Größe & Maß', '2.1 The v1.0 API', 'snake_case  Title', '日本語 Setup'] as const

test.each<[tool: keyof typeof TOOL_SLUGS, slugs: readonly string[]]>([
  ['zola', ['what-s-next', 'uber-grosse-mass', '2-1-the-v1-0-api', 'snake-case-title', '日本語-setup']],
  ['kramdown', ['whats-next', 'ber-größe--maß', 'the-v10-api', 'snakecase--title', 'setup']],
  ['blackfriday', ['what-s-next', 'über-größe-maß', '2-1-the-v1-0-api', 'snake-case-title', '日本語-setup']],
  ['githubAscii', ['whats-next', 'uber-groe--ma', '21-the-v10-api', 'snake_case--title', '-setup']],
  ['hexo', ['What-s-next', 'Uber-Große-Maß', '2-1-The-v1-0-API', 'snake-case-Title', '日本語-Setup']],
  ['vitepress', ['what-s-next', 'uber-große-maß', '_2-1-the-v1-0-api', 'snake-case-title', '日本語-setup']],
  ['mkdocs', ['whats-next', 'uber-groe-ma', '21-the-v10-api', 'snake_case-title', 'setup']],
  ['pandoc', ['whats-next', 'über-größe-maß', 'the-v1.0-api', 'snake_case-title', '日本語-setup']],
  ['markdownItAnchor', ["what's-next?", 'über-größe-&-maß', '2.1-the-v1.0-api', 'snake_case-title', '日本語-setup']],
  ['eleventy', ['whats-next', 'ueber-groesse-and-mass', '2-1-the-v1-0-api', 'snake-case-title', '日本語-setup']],
  ['gitlab', ['whats-next', 'über-größe-maß', '21-the-v10-api', 'snake_case-title', '日本語-setup']],
  ['asciidoctor', ['_what_s_next', '_über_größe_maß', '_2_1_the_v1_0_api', '_snake_case_title', '_日本語_setup']],
])('the anchors of %s lead to their headings', (name, slugs) => {
  const tool = TOOL_SLUGS[name]
  expect(HEADINGS.map((heading) => tool?.makeSlug(heading))).toEqual(slugs)
  const { document } = readSource('a.md', HEADINGS.map((heading) => `## ${heading}\n`).join('\n'))
  const ids = document.headings.map(({ ghostId }) => ({ id: ghostId, rivals: [] }))
  expect(slugs.map((slug) => findAnchor(document, slug))).toEqual(ids)
  expect(slugs.map((slug) => findAnchor(document, encodeURIComponent(slug)))).toEqual(ids)
  expect(slugs.map((slug) => findAnchor(document, `${slug}-not`))).toEqual(slugs.map(() => undefined))
})

test.each([
  ['GitHub, in a rendered page', 'Setup here', 'user-content-setup-here'],
  ['Bitbucket', 'Setup here', 'markdown-header-setup-here'],
  ['any, in another case', 'Setup here', 'SETUP_HERE'],
])('%s', (_, heading, fragment) => {
  const { document } = readSource('a.md', `## Other\n\n## ${heading}\n`)
  expect(findAnchor(document, fragment)).toEqual({ id: document.headings[1]?.ghostId, rivals: [] })
})

test.each([
  ['Zola', "## What's on\n\nx\n\n## What's on\n", 'what-s-on-1'],
  ['MkDocs', '## A.b\n\nx\n\n## A.b\n', 'ab_1'],
  ['Hexo', '## Set Up\n\nx\n\n## Set Up\n', 'Set-Up-1'],
])('a heading that repeats is counted as %s counts it', (_, text, fragment) => {
  const { document } = readSource('a.md', text)
  expect(findAnchor(document, fragment)).toEqual({ id: document.headings[1]?.ghostId, rivals: [] })
})

/** What becomes of the links of `from.md`. */
async function follow(text: string, files: Record<string, string> = {}, dialects: readonly DialectName[] = []) {
  const sources = Object.entries({ 'from.md': text, ...files }).map(([path, body]) => {
    const whole = body.startsWith('---') ? body : `---\ntitle: ${path}\nstatus: published\n---\n${body}`
    const about = { path, file: `content/${path}`, type: 'post' } as const
    const { source, findings } = parseSource(whole, about, { dialects })
    if (source === undefined) throw new Error(findings[0]?.message)
    return source
  })
  const now = new Date('2026-06-01T12:00:00Z')
  const input = { files: sources, site: SITE, siteNames: ['blog'], now, readAsset: fakeAssets([]) }
  const { posts } = await desirePosts({ ...input, facts: FACTS })
  const body = JSON.stringify(posts.find(({ path }) => path === 'from.md')?.body ?? null)
  const links = [...body.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url)
  return { links, told: (await checkSite(input)).filter(({ file }) => file === 'content/from.md') }
}

describe('where two headings could be meant', () => {
  test('by the rules of two tools, both are named', async () => {
    const { links, told } = await follow("[x](#what_s-next)\n\n## What's next\n\n## Whats next?\n")
    expect(links).toEqual(['#whats-next'])
    expect(told).toMatchObject([
      {
        severity: 'warning',
        code: 'link/ambiguous-anchor',
        line: 5,
        message:
          '`#what_s-next` may mean the headings "What\'s next" (line 7) and "Whats next?" (line 9): it leads to line 7.',
        hint: 'Write `#whats-next` or `#whats-next-1`.',
      },
    ])
  })

  test.each([
    [
      'one of them is what a tool makes of it',
      "[x](#what-s-next)\n\n## Whats next\n\n## What's next\n",
      '#whats-next-1',
    ],
    [
      'they say the same, and every tool means the first',
      "[x](#what_s_next)\n\n## What's next\n\n## What's next\n",
      '#whats-next',
    ],
    ['it is the very id of the second', '[x](#a-b-1)\n\n## A b\n\n## A b\n', '#a-b-1'],
  ])('nothing is told where %s', async (_, text, url) => {
    expect(await follow(text)).toEqual({ links: [url], told: [] })
  })

  test('the tool that the files were written for decides', async () => {
    const text = '[x](#section)\n\n## 日本\n\n## 123\n'
    expect(await follow(text, {}, ['jekyll'])).toMatchObject({ links: ['#%E6%97%A5%E6%9C%AC'], told: [] })
    expect((await follow(text)).told).toMatchObject([{ code: 'link/unknown-anchor' }])
  })
})

describe('links in two steps', () => {
  const renamed = '## First\n\n## Today it is called so {#old}\n\n## First\n'

  test.each([
    ['to a heading with an id of its own', '[x](post.md#old)', 'https://example.com/post/#today-it-is-called-so'],
    ['by a reference', '[x][r]\n\n[r]: post.md#old', 'https://example.com/post/#today-it-is-called-so'],
    ['to a heading that repeats', '[x](post.md#first-1)', 'https://example.com/post/#first-1'],
    [
      'by the heading’s own text',
      '[x](post.md#today-it-is-called-so)',
      'https://example.com/post/#today-it-is-called-so',
    ],
    [
      'by an address that the post had before',
      '[x](/2019/old-post/#old)',
      'https://example.com/post/#today-it-is-called-so',
    ],
    [
      'by that address, with another tool’s anchor',
      '[x](/2019/old-post/#Today_it-is.called-so)',
      'https://example.com/post/#today-it-is-called-so',
    ],
  ])('%s', async (_, text, url) => {
    const { links, told } = await follow(text, {
      'post.md': `---\ntitle: P\nstatus: published\naliases: [/2019/old-post/]\n---\n${renamed}`,
    })
    expect({ links, told }).toEqual({ links: [url], told: [] })
  })

  test('it is told where Ghost counts otherwise than GitHub: a heading with a note is none of Ghost’s', async () => {
    const files = { 'post.md': '## Same[^1]\n\n## Same\n\n[^1]: note\n' }
    const { links, told } = await follow('[x](post.md#same) [y](post.md#same-1)', files)
    // Ghost knows the second as `same`; the first got what was left.
    expect(links).toEqual(['https://example.com/post/#same', 'https://example.com/post/#same-1'])
    const about = { code: 'link/ambiguous-anchor', hint: expect.stringContaining('{#id}') }
    expect(told).toMatchObject([
      { ...about, message: expect.stringContaining('it leads to line 7') },
      { ...about, message: expect.stringContaining('it leads to line 5') },
    ])
  })
})
