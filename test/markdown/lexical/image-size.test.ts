import { describe, expect, test } from 'vitest'
import type { DialectName } from '../../../src/config/config.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { convert, sketch } from '../sketch-lexical.ts'

// Of a local file, which is 800 by 600; the size of one elsewhere is not known.
test.each<[name: string, markdown: string, alt: string, width: number | null, height: number | null]>([
  ['a width', '![A lake|300](a.png)', 'A lake', 300, 225],
  ['a width and a height', '![A lake|300x200](a.png)', 'A lake', 300, 200],
  ['of another site', '![A lake|300](https://x.org/a.png)', 'A lake', 300, null],
  ['of another site, both', '![A lake|300x200](https://x.org/a.png)', 'A lake', 300, 200],
  ['no other text', '![|300](a.png)', '', 300, 225],
  ['with spaces', '![A lake | 300 x 200](a.png)', 'A lake', 300, 200],
  ['by reference', '![A lake|300][b]\n\n[b]: a.png', 'A lake', 300, 225],
  ['behind the address', '![A lake](a.png =300x200)', 'A lake', 300, 200],
  ['behind the address, the width', '![A lake](a.png =300x)', 'A lake', 300, 225],
  ['behind the address, the height', '![A lake](a.png =x300)', 'A lake', 400, 300],
  ['behind the address, with a title', '![A lake](a.png =300x200 "Here")', 'A lake', 300, 200],
  ['none', '![A lake](a.png)', 'A lake', 800, 600],
  ['an escaped bar', '![A lake\\|300](a.png)', 'A lake|300', 800, 600],
  ['a bar before a word', '![Ghost | 5 things](a.png)', 'Ghost | 5 things', 800, 600],
  ['zero', '![A|0](a.png)', 'A|0', 800, 600],
])('the size of a picture: %s', (_, markdown, alt, width, height) => {
  const root = convert(markdown)
  expect(root.children).toMatchObject([{ type: 'image', alt, width, height }])
  // What is written for it is read as the same.
  const { text } = writeMarkdown(root)
  expect(convert(text).children).toMatchObject([{ type: 'image', alt, width, height }])
})

test.each<[dialect: DialectName | undefined, markdown: string, width: number | null, height: number | null]>([
  ['jekyll', '![a](a.png){: width="300"}', 300, 225],
  ['jekyll', '![a](a.png){: width="300" height="200"}', 300, 200],
  ['hugo', '![a](a.png)\n{height="300px"}', 400, 300],
  ['jekyll', '![a](https://x.org/a.png){: width="300" height="200"}', 300, 200],
  [undefined, '![a](a.png){width=300}', 300, 225],
  // Both are the size of a file that nobody can look up, and of this one it is known.
  [undefined, '![a](a.png){width=300 height=200}', 800, 600],
])('the size in an attribute list of %s: %s', (dialect, markdown, width, height) => {
  const document = parseMarkdown(markdown, 1, dialect === undefined ? {} : { dialects: [dialect] })
  const root = convertMarkdown(document, {
    resolve: (url) => (url.startsWith('http') ? { url } : { url, width: 800, height: 600 }),
  })
  expect(root.children).toMatchObject([{ type: 'image', width, height }])
})

describe('elsewhere', () => {
  test('in a list and a cell, as HTML', () => {
    expect(sketch('- ![a|300](b.png)')).toEqual([expect.stringContaining('alt="a" width="300" height="225"')])
    expect(sketch('|![a\\|300](https://x.org/b.png)|\n|-|')).toEqual([
      expect.stringContaining('alt="a" width="300" loading'),
    ])
  })

  test('a link has no size', () => {
    expect(sketch('[a](b.png =300x200)')).toEqual(["p('[a](b.png =300x200)')"])
  })

  test('the file is among the references', () => {
    expect(parseMarkdown('![a](b.png =300x200)', 1).references).toEqual([{ kind: 'image', target: 'b.png', line: 1 }])
  })
})

test('a local picture is pulled with the size that it has in Ghost, where that is not the size of its file', () => {
  const measure = () => ({ width: 800, height: 600 })
  const rewrite = (url: string) => url.replace('https://cdn.example.com/', '')
  const pull = (markdown: string) => writeMarkdown(convert(markdown), { rewrite, measure }).text
  expect(pull('![A lake](a.png)')).toBe('![A lake](a.png)\n')
  expect(pull('![A lake|300](a.png "A *caption*")')).toBe('![A lake|300x225](a.png "A *caption*")\n')
  expect(pull('![A|200](a.png)\n![B](b.png)')).toBe('![A|200x150](a.png)\n![B](b.png)\n')
})
