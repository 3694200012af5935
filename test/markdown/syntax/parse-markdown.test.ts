import { tests as examples } from 'commonmark-spec'
import { describe, expect, test } from 'vitest'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'

function locate(markdown: string, firstLine = 1): string[] {
  return parseMarkdown(markdown, firstLine).references.map(({ kind, target, line }) => `${line} ${kind} ${target}`)
}

describe('references', () => {
  test('have the line of the file, everywhere in a document', () => {
    const markdown = [
      '# [a](1.md)', // 10
      '',
      'text `[x](no.md)` and',
      '[x](2.md) then *very **[y](3.md)***', // 13
      '',
      '- item',
      '- ![p](4.png)', // 16
      '',
      '  para with',
      '  [q](5.md)', // 19
      '',
      '  > quote', // 21
      '  > ![r](6.png)', // 22
      '',
      '> a',
      '> b [s](7.md)', // 25
      '> c [t][ref]', // 26
      '',
      '| h | [i](8.md) |', // 28
      '|---|---|',
      '| a | b |',
      '| ![k](9.png) | \\| |', // 31
      '',
      'Note[^1] <https://e.com/>', // 33
      '',
      '[^1]: see',
      '    [l](10.md)', // 36
      '',
      '<div>',
      '<img',
      '  src="11.png"><a href=12.pdf>x</a>', // 40
      '</div>',
      '',
      'An inline <img src="13.png"> and', // 43
      'a [two', // 44
      'line](14.md)',
      '',
      '```',
      '[no](no.md)',
      '```',
      '',
      '[x](2.md)', // 51
      '',
      '[ref]: <15 .md>',
    ].join('\r\n')
    expect(locate(markdown, 10)).toEqual([
      '10 link 1.md',
      '13 link 2.md',
      '13 link 3.md',
      '16 image 4.png',
      '19 link 5.md',
      '22 image 6.png',
      '25 link 7.md',
      '26 link 15 .md',
      '28 link 8.md',
      '31 image 9.png',
      '33 link https://e.com/',
      '36 link 10.md',
      '40 image 11.png',
      '40 link 12.pdf',
      '43 image 13.png',
      '44 link 14.md',
      '51 link 2.md',
    ])
  })

  test.each<[name: string, markdown: string, references: string[]]>([
    ['entities are decoded, escapes of the URL are not', '[a](b&amp;c%20d)', ['1 link b&c%20d']],
    ['autolinks are literal', '<https://a.b/?c&amp;d>', ['1 link https://a.b/?c&amp;d']],
    ['a linked image is both', '[![a](b.png)](c.md)', ['1 link c.md', '1 image b.png']],
    ['links in alternative text are none', '![[a](b)](c.png)', ['1 image c.png']],
    ['empty targets are none', '[a]() ![b]()', []],
    ['anchors are links', '[a](#b)', ['1 link #b']],
    [
      'media',
      '<video src="a.mp4" poster="b.jpg"></video>\n<audio><source src=c.mp3></audio>',
      ['1 media a.mp4', '1 image b.jpg', '2 media c.mp3'],
    ],
    [
      'srcset',
      '<picture><source srcset="a.webp 1x, b.webp 2x"><img src="data:a,b"></picture>',
      ['1 image a.webp', '1 image b.webp', '1 image data:a,b'],
    ],
    [
      'not in comments, scripts or code',
      '<!-- <img src=a.png> -->\n\n<script>"<img src=b.png>"</script>\n\n`<img src=c.png>`',
      [],
    ],
  ])('%s', (_name, markdown, references) => {
    expect(locate(markdown)).toEqual(references)
  })
})

test.each(examples.map(({ number, markdown }) => [number, markdown.replaceAll('→', '\t')] as const))(
  'the raw texts of top-level tokens add up to the text, so that lines can be counted: CommonMark example %i',
  (_number, markdown) => {
    const { tokens, text } = parseMarkdown(markdown, 1)
    expect(tokens.map((token) => token.raw).join('')).toBe(text)
  },
)

test('headings have their depth, text and line, wherever they stand', () => {
  const markdown = 'a\n\n## One *two* `three`\n\n> ### Four\n\nFive\nSix\n===\n'
  expect(parseMarkdown(markdown, 5).headings).toMatchObject([
    { depth: 2, text: 'One two three', line: 7 },
    { depth: 3, text: 'Four', line: 9 },
    { depth: 1, text: 'Five Six', line: 11 },
  ])
})

test.each<[heading: string, ghostId: string, githubId: string]>([
  ['Hello, World!', 'hello-world', 'hello-world'],
  ['a - b', 'ab', 'a---b'],
  ['a & b', 'a-b', 'a--b'],
  ['snake_case', 'snakecase', 'snake_case'],
  ['Héllo & 你好 (x)', 'h%C3%A9llo-%E4%BD%A0%E5%A5%BD-x', 'héllo--你好-x'],
  ['🎉 Party', '%F0%9F%8E%89-party', '-party'],
  ['[a](b) `c`', 'a-c', 'a-c'],
  ['', '', ''],
  // Ghost looks the id up in a plain object and finds a function.
  ['Constructor', 'constructor-function Object() { [native code] }', 'constructor'],
])('ids of the heading %j', (heading, ghostId, githubId) => {
  expect(parseMarkdown(`# ${heading}`, 1).headings).toMatchObject([{ ghostId, githubId }])
})

test('Ghost numbers native headings only, without looking at what the number gives; cards take what is free', () => {
  const { headings } = parseMarkdown('# A\n\n> # A\n\n# A\n\n# A-1\n\n# A <kbd>b</kbd>', 1)
  expect(headings.map(({ ghostId }) => ghostId)).toEqual(['a', 'a-2', 'a-1', 'a-1', 'a-b'])
  expect(headings.map(({ githubId }) => githubId)).toEqual(['a', 'a-1', 'a-2', 'a-1-1', 'a-b'])
})

test.each([
  ['in a list item', '- x\n  > 2. a\n  b', 2],
  ['in a task', '- [x] > 10. a\n  > 10. a\n  a', 2],
  ['in a list in a quote', '> 1. x\n>    > 3) a\n>    b', 2],
])('a quote that ends with a list and goes on lazily is read, where marked fails: %s', (_, markdown, depth) => {
  const { tokens, problems } = parseMarkdown(markdown, 1)
  expect(problems).toEqual([])
  expect(JSON.stringify(tokens).split('"type":"list"')).toHaveLength(depth + 1)
})
