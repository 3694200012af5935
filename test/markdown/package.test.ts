import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import fastGlob from 'fast-glob'
import { expect, test } from 'vitest'

/** `src/markdown` is a package of its own: docs/architecture.md says what its folders are for, and this reads the import lines. */
const FOLDERS = [
  'document',
  'inline',
  'html',
  'directives',
  'cards',
  'dialects',
  'foreign',
  'syntax',
  'lint',
  'lexical',
  'write',
  'mobiledoc',
  'fidelity',
] as const

const root = join(import.meta.dirname, '../..')
const imports = new Map(
  fastGlob.sync('src/**/*.ts', { cwd: root }).map((file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const targets = [...text.matchAll(/\bfrom\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'\s*\)/g)]
    return [file, targets.map(([, target, lazy]) => normalize(join(dirname(file), target ?? lazy ?? '')))] as const
  }),
)
const inside = (file: string): boolean => file.startsWith('src/markdown/')

test('whoever is outside imports its index and nothing else', () => {
  const strangers = [...imports].flatMap(([file, targets]) =>
    inside(file) ? [] : targets.filter((target) => inside(target) && target !== 'src/markdown/index.ts'),
  )
  expect(strangers).toEqual([])
})

test('nothing inside imports the index', () => {
  const users = [...imports].filter(([file, targets]) => inside(file) && targets.includes('src/markdown/index.ts'))
  expect(users.map(([file]) => file)).toEqual([])
})

test('a folder imports those before it and itself', () => {
  const floor = (file: string): number => (FOLDERS as readonly string[]).indexOf(file.split('/')[2] ?? '')
  const wrong = [...imports].flatMap(([file, targets]) =>
    inside(file) && file !== 'src/markdown/index.ts'
      ? targets
          .filter((target) => inside(target) && (floor(file) < 0 || floor(target) > floor(file)))
          .map((target) => `${file} -> ${target}`)
      : [],
  )
  expect(wrong).toEqual([])
})
