import { describe, expect, test } from 'vitest'
import { findEatenValues } from '../../../src/scan/front-matter/eaten-values.ts'
import { parseFrontMatter } from '../../../src/scan/front-matter/parse-front-matter.ts'
import { quoteFaults } from '../../../src/scan/front-matter/quote-values.ts'
import { splitFrontMatter } from '../../../src/scan/front-matter/split-front-matter.ts'
import { parseYamlText } from '../../../src/scan/front-matter/yaml-document.ts'

const read = (block: string) => parseFrontMatter({ language: 'yaml', block, blockLine: 2 })

function apply(block: string, edits: readonly { line: number; column: number; from: string; to: string }[]): string {
  const lines = block.split('\n')
  for (const { line, column, from, to } of edits) {
    const text = lines[line] ?? ''
    expect(text.slice(column, column + from.length)).toBe(from)
    lines[line] = text.slice(0, column) + to + text.slice(column + from.length)
  }
  return lines.join('\n')
}

describe('values that YAML takes for something else', () => {
  test.each([
    ['title: [HTB] Writeup', '[HTB] Writeup'],
    ['title: [Kotlin] Coroutines [1]', '[Kotlin] Coroutines [1]'],
    ['title: {x} in templates', '{x} in templates'],
    ['title: @decorators explained', '@decorators explained'],
    ['title: `let` and `const`', '`let` and `const`'],
    ['title: *args and **kwargs', '*args and **kwargs'],
    ['title: *nix*', '*nix*'],
    ['title: %x%', '%x%'],
    ['title: ,so', ',so'],
    ['title: | x', '| x'],
    ['title: > quoted', '> quoted'],
    ['title: ? really', '? really'],
    ["title: 'It's a trap'", "It's a trap"],
    ['title: "He said "hi" to me"', 'He said "hi" to me'],
    ['title: "Yes" and "No"', '"Yes" and "No"'],
    ['title: "Quoted" and more', '"Quoted" and more'],
    ['title: \'a\' is no "b"', '\'a\' is no "b"'],
    ['title: "C:\\dir"', 'C:\\dir'],
    ['title: Ghost: the tool', 'Ghost: the tool'],
    ['title: {{ x }} in Go', '{{ x }} in Go'],
    ['title: &nbsp explained', '&nbsp explained'],
    ['title: &c', '&c'],
    ['title: !important in CSS', '!important in CSS'],
  ])('%s', (line, title) => {
    const block = `${line}\ndraft: true\n`
    const { entries, findings } = read(block)
    expect(entries.size).toBe(0)
    expect(findings).toMatchObject([{ severity: 'error', line: 2, hint: /^Put the value in quotes: `title: ["']/ }])
    const mended = apply(block, quoteFaults(block) ?? [])
    expect(read(mended)).toMatchObject({ findings: [] })
    expect([...read(mended).entries].map(([key, { value }]) => [key, value])).toEqual([
      ['title', title],
      ['draft', true],
    ])
  })

  test('all of them at once, in lists and objects too', () => {
    const block = 'title: @a\ntags:\n  - @b\n  - c\nseo:\n  title: x: y\nkeywords: [C#, @d, e: f]\n'
    expect(apply(block, quoteFaults(block) ?? [])).toBe(
      'title: "@a"\ntags:\n  - "@b"\n  - c\nseo:\n  title: "x: y"\nkeywords: ["C#", "@d", "e: f"]\n',
    )
    expect(read(block).findings.map(({ line }) => line)).toEqual([2, 4, 7, 8])
  })

  test.each([
    ['a tag in a list', 'tags: [a, #b]\ntitle: x\n', 'tags: [a, "#b"]\ntitle: x\n'],
    ['an empty item', 'tags: [a, , b,]\ntitle: x\n', 'tags: [a, b,]\ntitle: x\n'],
    ['a glued colon', 'title:Hello\ntags: [a]\n', 'title: Hello\ntags: [a]\n'],
    ['tabs', 'tags:\n\t- a\n\t- b\ntitle: x\n', 'tags:\n  - a\n  - b\ntitle: x\n'],
  ])('%s', (_, block, mended) => {
    expect(apply(block, quoteFaults(block) ?? [])).toBe(mended)
  })

  test.each([
    ['a list that may go on', 'tags: [a, b\ntitle: x\n'],
    ['a quote that may be an apostrophe', "title: 'Tis the season\ndate: 2026-01-01\n"],
    ['a list item that is none', 'tags: - a\ntitle: x\n'],
    ['a line without a key', 'excerpt: one\ntwo\ntitle: x\n'],
    ['a comment behind it', 'title: [a] b # c\n'],
    ['too much to try', `title: @a\nx: ${'y'.repeat(6_000)}\n`],
  ])('left to their author: %s', (_, block) => {
    expect(quoteFaults(block)).toBeUndefined()
    expect(read(block).findings[0]).toMatchObject({ severity: 'error' })
  })

  test('an apostrophe that opens a quote is told where it stands', () => {
    expect(read("title: 'Tis the season\ndate: 2026-01-01\n").findings).toMatchObject([
      { line: 2, message: /the quote `'` is not closed/, hint: /double quotes/ },
    ])
  })

  test('anchors and tags that mean something stay', () => {
    expect(read('a: &x one\nb: *x\nc: !!str 1\n')).toMatchObject({ findings: [] })
    expect(read('excerpt: &excerpt "One"\nimage:\n  path: &image /a.png\nfoo: &bar baz\n')).toMatchObject({
      findings: [],
    })
  })
})

describe('values of which YAML takes a part for a comment', () => {
  test.each([
    ['title: Newsletter #42', 'title: "Newsletter #42"', 'warning'],
    ['custom_excerpt: We closed #12 and "more"', 'custom_excerpt: \'We closed #12 and "more"\'', 'warning'],
    ['tags: #travel #food', 'tags: ["#travel", "#food"]', 'error'],
    ['tags: #news', 'tags: "#news"', 'error'],
    ['tags: news, #b', 'tags: [news, "#b"]', 'warning'],
    ['tags:\n  - #news\n  - b', 'tags:\n  - "#news"\n  - b', 'warning'],
    ['seo:\n  title: a #b', 'seo:\n  title: "a #b"', 'warning'],
  ])('%s', (block, mended, severity) => {
    const eaten = findEatenValues(parseYamlText(block))
    expect(
      apply(
        block,
        eaten.flatMap(({ line, edit }) => (edit === undefined ? [] : [{ line, ...edit }])),
      ),
    ).toBe(mended)
    expect(read(`${block}\n`).findings).toMatchObject([{ severity, code: 'front-matter/comment' }])
  })

  test.each([
    ['a comment proper', 'title: A # the first'],
    ['one above the next key', 'title: A\n#b: c\nd: e'],
    ['behind a flag', 'draft: true #TODO'],
    ['behind a date', 'date: 2026-01-01 #first'],
    ['in quotes', 'title: "A #1"'],
    ['of a key without a meaning', 'layout: a #b'],
    ['within a word', 'title: C# and F#'],
    ['a block of lines', 'custom_excerpt: |\n  a #b'],
  ])('%s is none', (_, block) => {
    expect(read(`${block}\n`).findings).toEqual([])
  })

  test.each([
    ['a value that began above', 'title: A\n  b #12'],
    ['one tag or two', 'tags: go #lang'],
    ['a comment proper behind it', 'title: A #1 # first'],
  ])('%s is told and left to its author', (_, block) => {
    expect(findEatenValues(parseYamlText(block))).toMatchObject([{ edit: undefined }])
  })
})

describe('front matter without its first line', () => {
  test.each([
    ['Hexo', 'title: Hello Hexo\ndate: 2013/7/13 20:46:25\ntags: [a]\n---\nText.\n'],
    ['a title alone', '\ntitle: Hello\n---\nText.\n'],
    ['with a list', 'layout: post\ntags:\n- a\n- b\n\n---\nText.\n'],
  ])('%s', (_, text) => {
    expect(splitFrontMatter(text)).toMatchObject({ kind: 'bad', finding: { code: 'front-matter/not-opened' } })
  })

  test.each([
    ['a heading', 'Note: this is a heading\n---\nText.\n'],
    ['a text', 'summary: one\nand a line of text\n---\n'],
    ['a rule far below', `title: x\n\nText.\n\n---\n`],
    ['no fence at all', 'title: x\ndate: y\n'],
  ])('%s is none', (_, text) => {
    expect(splitFrontMatter(text).kind).toBe('none')
  })
})

describe('a key that is written twice', () => {
  test.each([
    ['with the same value', 'title: A\ntags: [x]\ntitle: A\n', 'warning'],
    ['and means nothing', 'title: A\nredirect_from: /a\nredirect_from: /b\n', 'warning'],
    ['and nobody knows it', 'title: A\nfoo: 1\nfoo: 2\n', 'warning'],
    ['with two values', 'title: A\ntitle: B\n', 'error'],
    ['within an object', 'title: A\nseo:\n  title: B\n  title: C\n', 'error'],
  ])('%s', (_, block, severity) => {
    const { findings, entries } = read(block)
    expect(findings).toMatchObject([{ severity, code: 'front-matter/duplicate-key' }])
    expect(entries.get('title')?.value).toBe(severity === 'error' ? undefined : 'A')
  })
})
