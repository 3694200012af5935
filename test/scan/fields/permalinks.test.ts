import { expect, test } from 'vitest'
import { desire, makeSource } from '../make-source.ts'

async function slugs(permalinks: readonly string[]) {
  const sources = permalinks.map((one, nth) => makeSource(`${nth}.md`, `title: T\n${one}`))
  const { posts, problems } = await desire(sources)
  return { slugs: posts.map(({ fields }) => fields.slug), codes: problems.map(({ code }) => code) }
}

test.each([
  ['two with the same last part', ['permalink: bases/syntax', 'permalink: syntax'], ['bases-syntax', 'syntax']],
  ['three of them', ['url: /a/b/x/', 'url: /c/b/x/', 'url: /x/'], ['b-x', 'c-b-x', 'x']],
  ['one that a slug has', ['slug: x', 'permalink: /a/x.html'], ['x', 'a-x']],
  ['none that is shared', ['permalink: /2020/05/my-post/', 'permalink: /2020/05/other/'], ['my-post', 'other']],
])('a permalink keeps what makes it unique: %s', async (_, permalinks, expected) => {
  expect(await slugs(permalinks)).toEqual({ slugs: expected, codes: [] })
})

test('equal permalinks of one part stay an error', async () => {
  expect(await slugs(['permalink: /a/x/', 'permalink: /a/x/'])).toMatchObject({
    codes: [],
    slugs: ['x', 'a-x'],
  })
  expect((await slugs(['permalink: /x/', 'permalink: /x/'])).codes).toEqual(['slug/duplicate', 'slug/duplicate'])
})
