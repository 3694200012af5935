import { expect, test } from 'vitest'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'
import { matchSourcePath } from '../../src/scan/files/match-source-path.ts'
import { findConflictMarkers, parseSource } from '../../src/scan/scan-content.ts'

const ABOUT = { path: 'a.md', file: 'content/a.md', type: 'post' } as const

test('what a merge has left open is an error at its first line', () => {
  const text = '---\ntitle: A\n---\none\n<<<<<<< file\ntwo\n=======\nthree\n>>>>>>> Ghost\n'
  const { source, findings } = parseSource(text, ABOUT)
  expect(source).toBeUndefined()
  expect(findings).toMatchObject([{ severity: 'error', code: 'scan/conflict-markers', line: 5 }])
})

test.each([
  ['a heading underlined by seven signs', 'Title\n=======\n'],
  ['an opening alone', '<<<<<<< HEAD\ntext\n'],
  ['no middle', '<<<<<<< HEAD\n>>>>>>> main\n'],
  ['markers inside a line', 'git writes <<<<<<< HEAD, ======= and >>>>>>> main\n'],
])('%s is a text', (_, text) => {
  expect(findConflictMarkers(text)).toBeUndefined()
  expect(parseSource(text, ABOUT).source).toBeDefined()
})

const CONTENT = {
  root: '/r',
  posts: ['**/*.{md,markdown}'],
  pages: ['pages/**/*.{md,markdown}'],
  ignore: ['old/**'],
  assetRoots: ['/r'],
  maxAssetBytes: 1,
  maxAssetsBytes: 2_147_483_648,
  maxSourceBytes: 10_485_760,
  maxFiles: 20_000,
  markdown: DEFAULT_OPTIONS,
}

test.each([
  ['posts/a.md', 'post'],
  ['a.markdown', 'post'],
  ['pages/a.md', 'page'],
  ['pages/deep/a.md', 'page'],
  ['old/a.md', undefined],
  ['_posts/a.md', undefined],
  ['.a.md', undefined],
  ['node_modules/a.md', undefined],
  ['a.txt', undefined],
])('%s is found as %s', (path, type) => {
  expect(matchSourcePath(path, CONTENT)).toBe(type)
})
