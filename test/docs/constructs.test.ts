import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { composeWritten, pictureOf } from '../../scripts/compose-constructs-page.mjs'
import { DIRECTIVE_NAMES } from '../../src/markdown/cards/registry.ts'

interface Construct {
  readonly group: string
  readonly name: string
  readonly title: string
  /** How the row of docs/lexical.md begins that it is an example of. */
  readonly row?: string
  readonly note?: string
}

const docs = new URL('../../docs/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, docs), 'utf8')
const page = read('constructs.md')
const constructs = JSON.parse(read('constructs/constructs.json')) as readonly Construct[]
const sources = constructs.map(({ name }) => read(`constructs/sources/${name}.md`))

/** The first cells of the table "What becomes what". */
const rows = (/\n\| Markdown \| In Ghost \|\n.*\n((?:\|.*\n)+)/.exec(read('lexical.md'))?.[1] ?? '')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => line.slice(2))

test('every row of docs/lexical.md has a construct, and every construct a row that is there', () => {
  expect(rows.length).toBeGreaterThan(20)
  const begun = constructs.flatMap(({ row }) => row ?? [])
  expect(rows.filter((row) => !begun.some((start) => row.startsWith(start)))).toEqual([])
  expect(begun.filter((start) => !rows.some((row) => row.startsWith(start)))).toEqual([])
})

// Only Ghost 6 knows it, and it shows nothing to those who have no account at Transistor.
const UNSHOWN = ['transistor']

test.each(DIRECTIVE_NAMES.filter((name) => !UNSHOWN.includes(name)))('shows the directive %s', (name) => {
  expect(sources.some((source) => new RegExp(`^:::${name}(?:\\{|$)`, 'm').test(source))).toBe(true)
})

test.each(constructs.map((construct, index) => ({ ...construct, markdown: sources[index] ?? '' })))(
  'shows $name as its file has it (npm run docs:constructs writes the page)',
  (construct) => {
    expect(page).toContain(`\n${composeWritten(construct)}\n<details><summary>`)
  },
)

test('every picture is there, and every file belongs to a construct', () => {
  const named = [...page.matchAll(/!\[[^\]]*\]\((constructs\/screenshots\/[^)]+)\)/g)].map(([, path]) => path)
  expect(named.sort()).toEqual(constructs.map(pictureOf).sort())
  const pictures = readdirSync(new URL('constructs/screenshots/', docs))
  expect(pictures.sort()).toEqual(constructs.map(({ name }) => `${name}.png`).sort())
  const files = readdirSync(new URL('constructs/sources/', docs)).filter((file) => file.endsWith('.md'))
  expect(files.sort()).toEqual(constructs.map(({ name }) => `${name}.md`).sort())
})
