import { describe, expect, test } from 'vitest'
import { checkSite, findSilentImages } from '../../src/scan/check-site.ts'
import type { SourceFile } from '../../src/scan/source/source-file.ts'
import { fakeAssets, SITE } from './make-source.ts'
import { readSource } from './read-source.ts'

function check(...files: SourceFile[]) {
  return checkSite({
    files,
    site: SITE,
    siteNames: ['blog'],
    now: new Date('2026-06-01T12:00:00Z'),
    readAsset: fakeAssets(['a.png']),
  })
}

describe('links to what readers do not see', () => {
  const link = '[there](to.md)'
  test.each([
    ['a draft', 'status: published', 'status: draft', 'is a draft'],
    ['a draft, from one that is scheduled', 'status: scheduled\npublished_at: 2027-01-01', 'draft: true', 'is a draft'],
    [
      'a later post',
      'status: published',
      'status: scheduled\npublished_at: 2027-02-03',
      'comes out on 2027-02-03 only',
    ],
    [
      'a post that comes out after it',
      'status: scheduled\npublished_at: 2027-01-01',
      'status: scheduled\npublished_at: 2027-02-03',
      'comes out on 2027-02-03 only',
    ],
  ])('%s', async (_, from, to, reason) => {
    const problems = await check(
      readSource('from.md', `---\ntitle: From\n${from}\n---\nx\n\n${link}\n`),
      readSource('to.md', `---\ntitle: To\n${to}\n---\nx\n`),
    )
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'link/not-published', message: expect.stringContaining(reason), site: 'blog' },
    ])
  })

  test.each([
    ['two drafts', 'status: draft', 'status: draft'],
    ['both out', 'status: published', 'status: published'],
    [
      'the later links back',
      'status: scheduled\npublished_at: 2027-02-03',
      'status: scheduled\npublished_at: 2027-01-01',
    ],
    ['nobody says', 'featured: true', 'status: draft'],
  ])('not: %s', async (_, from, to) => {
    const problems = await check(
      readSource('from.md', `---\ntitle: From\n${from}\n---\n${link}\n`),
      readSource('to.md', `---\ntitle: To\n${to}\n---\nx\n`),
    )
    expect(problems).toEqual([])
  })
})

test('what only the site knows is not checked', async () => {
  const header =
    'title: A\nauthors: [nobody]\nvisibility: tiers\ntiers: [gold]\nnewsletter: weekly\ncustom_template: wide'
  expect(await check(readSource('a.md', `---\n${header}\n---\nx\n`))).toEqual([])
})

test('what shows without the site is', async () => {
  const problems = await check(
    readSource('a.md', '---\ntitle: A\nslug: A B\npublished_at: soon\n---\n![x](b.png) [y](#z)\n'),
    readSource('b.md', `---\ntitle: ${'x'.repeat(256)}\n---\nx\n`),
  )
  const codes = problems.map(({ code }) => code)
  expect(codes.sort()).toEqual([
    'asset/missing',
    'front-matter/bad-date',
    'front-matter/too-long',
    'link/unknown-anchor',
    'slug/changed',
  ])
})

test.each([
  ['![](a.png)', 1],
  ['![ ](<a.png> "title")', 1],
  ['x ![](a.png) y\n![b](a.png)', 1],
  ['![A door](a.png)', 0],
  ['`![](a.png)` and ![A door](b.png)', 0],
  ['[](a.png)', 0],
])('images without text: %s', (body, count) => {
  const found = findSilentImages(readSource('a.md', `---\ntitle: A\n---\n${body}\n`))
  expect(found).toHaveLength(count)
  if (count > 0) expect(found).toMatchObject([{ severity: 'warning', code: 'image/no-text', line: 4 }])
})
