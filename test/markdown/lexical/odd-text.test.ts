import { describe, expect, test } from 'vitest'
import { PENDING_EMBED } from '../../../src/markdown/cards/embed.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { convert, sketch } from '../sketch-lexical.ts'

test.each<[name: string, markdown: string, url: string, text: string]>([
  [
    'a backslash in angle brackets',
    '<https://example.com?find=\\*>',
    'https://example.com?find=%5C*',
    'https://example.com?find=\\*',
  ],
  ['brackets', '<https://example.com/\\[\\>', 'https://example.com/%5C%5B%5C', 'https://example.com/\\[\\'],
  ['a backtick at its end', 'http://s`', 'http://s%60', 'http://s`'],
  ['letters of another script', 'https://a.bc/日本', 'https://a.bc/%E6%97%A5%E6%9C%AC', 'https://a.bc/日本'],
  ['nothing odd', 'https://a.bc/d', 'https://a.bc/d', 'https://a.bc/d'],
])('an address alone keeps its text for where Ghost has no card: %s', (_, markdown, url, text) => {
  const root = convert(markdown)
  expect(root.children).toEqual([{ type: PENDING_EMBED, version: 1, url, text, caption: '' }])
  expect(convert(writeMarkdown(root).text).children).toMatchObject([{ type: PENDING_EMBED, url }])
})

describe('an address right behind other signs', () => {
  test.each([
    ['a digit', 'a 2http://e.org x', "p('a 2' a<http://e.org>('http://e.org') ' x')"],
    ['a letter', 'a zhttp://e.org x', "p('a zhttp://e.org x')"],
    ['a digit, without its scheme', 'a 2www.e.org x', "p('a 2www.e.org x')"],
  ])('%s, as GitHub reads it', (_, markdown, blocks) => {
    expect(sketch(markdown)).toEqual([blocks])
  })
})

describe('code of nothing but spaces', () => {
  test.each([
    ['two', '` `\n`  `', 'html <p><code> </code>\n<code>  </code></p>'],
    ['one', '` `', 'html <p><code> </code></p>'],
    ['in a link', '[` `](u)', "p(a<u>(16' '))"],
    ['in bold', '**` `**', 'html <p><strong><code> </code></strong></p>'],
    ['beside text', 'a ` ` b', "p('a ' 16' ' ' b')"],
  ])('%s is kept', (_, markdown, block) => {
    expect(sketch(markdown)).toEqual([block])
    expect(sketch(writeMarkdown(convert(markdown)).text)).toEqual([block])
  })
})

test('what a note in the text of a link becomes is told', async () => {
  const { lintDocument } = await import('../../../src/markdown/lint/lint-document.ts')
  const doubts = lintDocument(parseMarkdown('[[^n1]](https://e.org)\n\n[^n1]: n', 1))
  expect(doubts.map(({ code, line }) => `${line}: ${code}`)).toEqual(['1: footnote/in-link', '3: footnote/unused'])
})
