import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../../src/config/config.ts'
import { desire, makeSource, SITE } from '../make-source.ts'

async function read(yaml: string, dialects: readonly DialectName[] = []) {
  const { posts, problems } = await desire([makeSource('a.md', `title: A\n${yaml}`)], {
    site: { rules: { ...SITE.rules, dialects } },
  })
  return { tags: posts[0]?.fields.tags, codes: problems.map(({ code }) => code) }
}

describe('tags in one text', () => {
  test.each<[string, readonly DialectName[], readonly string[]]>([
    ['categories: jekyll update\ntags: ruby rails', ['jekyll'], ['jekyll', 'update', 'ruby', 'rails']],
    ['tags: ruby, on rails', ['jekyll'], ['ruby', 'on rails']],
    ['tags: [on rails]', ['jekyll'], ['on rails']],
    ['category: machine learning', ['jekyll'], ['machine learning']],
    ['tags: one two', ['obsidian'], ['one', 'two']],
    ['tags: single', [], ['single']],
    ['tags: [a b, c]', [], ['a b', 'c']],
  ])('%s for %j', async (yaml, dialects, tags) => {
    expect(await read(yaml, dialects)).toEqual({ tags, codes: [] })
  })

  test.each([
    ['tags: ruby rails', ['ruby rails']],
    ['categories: news update\ntags: [x]', ['news update', 'x']],
  ])('%s is one tag elsewhere, and told', async (yaml, tags) => {
    expect(await read(yaml)).toEqual({ tags, codes: ['front-matter/tags-with-spaces'] })
  })
})

test.each([
  ['hierarchies', 'tags: [dev/go, "#area/x"]', ['dev/go', '#area/x']],
  ['numbers', 'tags: [2020, 7]', ['2020', '7']],
  ['a number alone', 'tags: 2020', ['2020']],
  ['empty items', 'tags: [a, "", ~, b]', ['a', 'b']],
  ['an empty line of a list', 'tags:\n  - a\n  -\n  - b', ['a', 'b']],
  ['commas at the end', 'tags: a, b,', ['a', 'b']],
  ['a map of names', 'tags: { ruby: true, rails: }', ['ruby', 'rails']],
  ['objects with names', 'tags: [{ name: Ruby }, { title: Rails }]', ['Ruby', 'Rails']],
  ['lists in lists', 'tags: [[a], [b, [c]]]', ['a', 'b', 'c']],
  ['taxonomies', 'taxonomies: { tags: [a], categories: [B] }', ['B', 'a']],
])('%s', async (_, yaml, tags) => {
  expect(await read(yaml)).toEqual({ tags, codes: [] })
})

describe('one tag in several spellings', () => {
  const posts = (spellings: readonly string[]) =>
    desire(spellings.map((tag, nth) => makeSource(`${nth}.md`, `title: T${nth}\ntags: [x, ${tag}]`)))

  test.each([
    ['the most common', ['travel', 'Travel', 'Travel'], 'Travel', '0.md'],
    ['the first of two', ['Travel', 'travel'], 'Travel', '1.md'],
    ['with accents', ['Über', 'über', 'U\u0308ber', 'Über'], 'Über', '1.md'],
  ])('gets %s, and is told once', async (_, spellings, tag, file) => {
    const { posts: found, problems } = await posts(spellings)
    expect(found.map(({ fields }) => fields.tags)).toEqual(spellings.map(() => ['x', tag]))
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'front-matter/tag-spelling', file: `content/${file}`, line: 3, subject: tag },
    ])
  })

  test('in one spelling is no news', async () => {
    expect((await posts(['a', 'a', 'b'])).problems).toEqual([])
  })
})
