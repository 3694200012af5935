import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastGlob from 'fast-glob'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...fastGlob.sync('docs/*.md', { cwd: root })]

/** Paths of the repository in backticks or in links to them: `src/diff/decide.ts`, `test/fuzz/`. One with a placeholder names no file. */
const NAMED = /(?:`|\]\((?:\.\.\/)?)((?:src|test|scripts|bench|schema)\/[\w./-]+)(?:`|\))/g

test.each(pages)('%s names files that are there', (page) => {
  const named = [...readFileSync(join(root, page), 'utf8').matchAll(NAMED)].map(([, path = '']) => path)
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
