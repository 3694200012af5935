import { expect, it } from 'vitest'
import { resolveConfig } from '../../src/config/resolve-config.ts'
import { ADMIN_KEY } from './keys.ts'

const GOOD = { project: 'test', sites: { main: { url: 'https://a.example', adminKeyEnv: 'KEY' } } }

function resolve(options: object) {
  const environment = { values: { KEY: ADMIN_KEY }, file: undefined }
  return resolveConfig({ written: { ...GOOD, ...options }, rootDir: '/project', environment, only: undefined })
}

it('names dialects, as one text too, and what shortcodes become', () => {
  expect(resolve({ markdown: { dialects: 'hugo', shortcodes: { ads: '' } } })).toMatchObject({
    kind: 'good',
    config: { content: { markdown: { dialects: ['hugo'], shortcodes: { ads: '' } } } },
  })
})

it('says which dialects there are', () => {
  expect(resolve({ markdown: { dialects: ['hugoo'] } })).toMatchObject({
    problems: [
      { message: "`markdown.dialects[0]` is 'hugoo', which does not exist.", hint: expect.stringContaining("'hugo'") },
    ],
  })
})

it('says that an option stands at the top', () => {
  expect(resolve({ content: { markdown: { dialects: ['hugo'] } } })).toMatchObject({
    problems: [{ hint: '`markdown` stands at the top of the config, not in `content`: move it there.' }],
  })
})

it.each([
  ['mdx', '**/*.{md,mdx,markdown}'],
  ['docusaurus', '**/*.{md,mdx,markdown}'],
  ['hugo', '**/*.{md,markdown}'],
])('finds the files of %s', (dialect, posts) => {
  expect(resolve({ markdown: { dialects: [dialect] } })).toMatchObject({ config: { content: { posts: [posts] } } })
  expect(resolve({ content: { posts: 'a/*.md' }, markdown: { dialects: [dialect] } })).toMatchObject({
    config: { content: { posts: ['a/*.md'] } },
  })
})
