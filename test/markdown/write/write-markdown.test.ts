import { describe, expect, test } from 'vitest'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { convert } from '../sketch-lexical.ts'
import { makeRoot } from './any-lexical.ts'

const text = (value: string, format = 0): LexicalNode => ({ type: 'extended-text', text: value, format })
const paragraph = (...children: LexicalNode[]): LexicalNode => ({ type: 'paragraph', children })
const link = (url: string, ...children: LexicalNode[]): LexicalNode => ({ type: 'link', url, children })
const br: LexicalNode = { type: 'linebreak' }

function write(...nodes: LexicalNode[]): string {
  return writeMarkdown(makeRoot(nodes)).text.replace(/\n$/, '')
}

describe('text is escaped where it would be markup, and nowhere else', () => {
  test.each<[plain: string, markdown: string]>([
    ['snake_case and 2 * 3 = 6', 'snake_case and 2 * 3 = 6'],
    ['_private and *starred*', '\\_private and \\*starred\\*'],
    ['a < b, <b>, AT&T, &amp;', 'a < b, \\<b>, AT&T, \\&amp;'],
    ['# no heading', '\\# no heading'],
    ['#hashtag', '#hashtag'],
    ['1. no list', '1\\. no list'],
    ['2024 was. 1.5 is', '2024 was. 1.5 is'],
    ['- no list', '\\- no list'],
    ['+1', '+1'],
    ['> no quote', '\\> no quote'],
    ['--- rule', '\\--- rule'],
    [':::note', '\\:::note'],
    ['[x](y) and [z]', '\\[x](y) and \\[z]'],
    ['[brackets]', '[brackets]'],
    ['C:\\dir and \\*', 'C:\\dir and \\\\\\*'],
    ['~5 and ~~x~~', '\\~5 and \\~\\~x\\~\\~'],
    ['about ~5', 'about ~5'],
    ['a ==b== c', 'a \\==b\\== c'],
    ['if a == b', 'if a == b'],
    ['$5 and $6', '$5 and $6'],
    ['`code`', '\\`code\\`'],
    ['see https://a.b/c', 'see https\\://a.b/c'],
    ['write to a@b.cd', 'write to a\\@b.cd'],
    ['10:30 and :tada:', '10:30 and \\:tada:'],
    ['wow!', 'wow!'],
    ['| a | b |', '| a | b |'],
    ['\u00a0wide', '&nbsp;wide'],
  ])('%s', (plain, markdown) => {
    expect(write(paragraph(text(plain)))).toBe(markdown)
  })
})

describe('marks', () => {
  test.each<[about: string, nodes: LexicalNode[], markdown: string]>([
    [
      'each',
      [text('a', 1), text(' '), text('b', 2), text(' '), text('c', 4), text(' '), text('d', 128)],
      '**a** *b* ~~c~~ ==d==',
    ],
    ['code', [text('a`b', 16)], '``a`b``'],
    ['nested', [text('a ', 1), text('b', 3), text(' c', 1)], '**a *b* c**'],
    ['a space after a bold word', [text('a ', 1), text('b')], '**a** b'],
    ['part of a word', [text('un', 2), text('do')], '*un*do'],
    ['before a word, after a sign', [text('"a"', 1), text('b')], '<strong>"a"</strong>b'],
    ['side by side', [text('a', 1), text('b', 2)], '**a**_b_'],
    ['an underlined word', [text('a', 8)], '<u>a</u>'],
    ['around a link', [text('a ', 1), link('https://a.b/', text('b', 1)), text(' c', 1)], '**a [b](https://a.b/) c**'],
    ['formulas', [text('H'), text('2', 32), text('O, x'), text('2', 64)], 'H~2~O, x^2^'],
  ])('%s', (_about, nodes, markdown) => {
    expect(write(paragraph(...nodes))).toBe(markdown)
  })
})

describe('links and breaks', () => {
  test.each<[about: string, nodes: LexicalNode[], markdown: string]>([
    ['a link', [link('https://a.b/(c)', text('[d]'))], '[\\[d\\]](https://a.b/(c))'],
    ['a URL with spaces', [link('a b', text('c'))], '[c](<a b>)'],
    [
      'its own URL, in a sentence',
      [text('see '), link('https://a.b/c', text('https://a.b/c')), text('.')],
      'see https://a.b/c.',
    ],
    ['its own URL, alone', [link('https://a.b/c', text('https://a.b/c'))], '[https\\://a.b/c](https://a.b/c)'],
    ['a mail address', [text('to '), link('mailto:a@b.cd', text('a@b.cd'))], 'to <a@b.cd>'],
    ['a title', [{ ...link('x', text('a')), title: 'b "c"' }], '[a](x "b \\"c\\"")'],
    [
      'a backslash before a line separator',
      [{ ...link('x', text('a')), title: 'b\\\u2028c' }, text(' d\\\u2029e')],
      '[a](x "b\\\\&#8232;c") d\\\\&#8233;e',
    ],
    ['an exclamation before it', [text('wow!'), link('x', text('a'))], 'wow\\![a](x)'],
    ['breaks', [text('a'), br, text('- b'), br, br, text('c')], 'a\\\n\\- b\\\n\\\nc'],
    ['a break at the start', [br, text('a')], '<br>a'],
    ['nothing', [], '<p></p>'],
  ])('%s', (_about, nodes, markdown) => {
    expect(write(paragraph(...nodes), paragraph(text('end')))).toBe(`${markdown}\n\nend`)
  })
})

/** What reads best should come back as it was written. */
test.each<[about: string, markdown: string]>([
  ['headings', '# A\n\n## B *c* {#other}'],
  ['lists', '- a\n\n  b\n- c\n  1. d\n  2. e\n\n3. f'],
  ['two lists in a row', '- a\n\n* b\n\n- c'],
  ['quotes', '> a\n>\n> b\\\n> c'],
  ['an aside', ':::aside\na\n\nb\n:::'],
  ['code', '````js {caption="a *b*"}\n```\n\n  c\n````'],
  ['alerts', '> [!WARNING]\n> a **b**'],
  ['callouts', ':::callout{emoji="" color=red}\na\n:::'],
  ['images', '![a](b.png "c *d*"){.wide title=e}\n\n[![](f.png)](https://g.h/)'],
  ['a gallery', '![a](b.png)\n![c](d.png)'],
  ['a toggle', '<details>\n<summary>a <em>b</em></summary>\n\nc **d**\n\n- e\n\n</details>'],
  ['a bare URL', 'https://example.com/a?b=c'],
  ['rules and the paywall', 'a\n\n---\n\n<!--members-only-->\n\nb'],
  ['a table', '| a | b |\n| :-- | --- |\n| *c* | `d\\|e` |'],
  ['tasks', '- [ ] a\n- [x] b'],
  ['code in a list', '- a\n\n  ```js\n  b\n  ```\n\n- c'],
  ['keys', 'Press <kbd>Enter</kbd> **now**'],
  ['footnotes', 'a[^1] b[^2]\n\n- c[^1]\n\n[^1]: d **e**\n[^2]: f\n\n    - g'],
  ['raw HTML', '<div class="x">\n  <p>a\n</div>'],
  ['HTML that Markdown would break', ':::html\n<div>\n\n*a*\n:::'],
  ['Markdown for Ghost', ':::markdown\n# a\n\n- b\n:::'],
  ['a button', ':::button{url="https://a.b/" align=left}\nGo *there*\n:::'.replace('*there*', 'there')],
  ['a product', ':::product{title="A *b*" rating=4 button=Buy url="https://a.b/"}\n- c\n:::'],
  ['a header', ':::header{layout=split}\n## A\n\nb\n:::'],
])('%s come back as they were written', (_about, markdown) => {
  expect(writeMarkdown(convert(markdown), { rewrite: rewriteBack }).text).toBe(`${markdown}\n`)
})

/** The way back of `resolve` in sketch-lexical.ts. */
function rewriteBack(url: string): string {
  return url.replace(/^https:\/\/cdn\.example\.com\//, '')
}

test('a node that only a newer Ghost knows is its JSON, and stays so', () => {
  const node: LexicalNode = { type: 'new', version: 3, text: '```', children: [{ type: 'x' }] }
  const markdown = write(node, paragraph(text('a')))
  expect(markdown).toMatch(/^````ghost-card\n\{\n {2}"type": "new",/)
  expect(convert(markdown).children[0]).toEqual(node)
})

test('references are rewritten, whatever they stand in', () => {
  const site = (path: string): string => `https://site.example/${path}`
  const seen: string[] = []
  const rewrite = (url: string, kind: string): string => {
    if (!url.startsWith('https://site.example/')) return url
    seen.push(`${kind} ${url.slice('https://site.example/'.length)}`)
    return `./${url.slice('https://site.example/'.length)}`
  }
  const { text: markdown } = writeMarkdown(
    makeRoot([
      { type: 'image', src: site('a.png'), width: 10, height: 20 },
      paragraph(link(site('b.md'), text('b'))),
      { type: 'html', html: `<div><img src="${site('c.png')}"><a href="${site('d.md')}">d</a></div>` },
      { type: 'callout', calloutText: `<a href="${site('e.md')}">e</a>`, calloutEmoji: '', backgroundColor: 'grey' },
      { type: 'file', src: site('f.pdf'), fileName: 'f.pdf', fileTitle: 'F' },
      { type: 'video', src: site('g.mp4'), fileName: 'g.mp4', mimeType: 'video/mp4' },
    ]),
    { rewrite },
  )
  expect(markdown).toBe(`![](./a.png)

[b](./b.md)

<div><img src="./c.png"><a href="./d.md">d</a></div>

:::callout{emoji="" color=grey}
[e](./e.md)
:::

:::file{src="./f.pdf" title=F name=f.pdf}
:::

:::video{src="./g.mp4" name=g.mp4 mime-type="video/mp4"}
:::
`)
  expect(new Set(seen)).toEqual(
    new Set(['image a.png', 'link b.md', 'image c.png', 'link d.md', 'link e.md', 'link f.pdf', 'media g.mp4']),
  )
})

test('a block that is only read right alone is written plainer beside others', () => {
  const html = (value: string): LexicalNode => ({ type: 'html', html: value })
  const markdown = write(html('<div>'), html('</div>'))
  expect(convert(markdown).children.map((node) => node.html)).toEqual(['<div>', '</div>'])
})

/** As Ghost Admin 5.130.6 saves the small texts of cards. */
const saved = (text: string) => `<span style="white-space: pre-wrap;">${text}</span>`
const bold = '<b><strong style="white-space: pre-wrap;">bold</strong></b>'
const image = { type: 'image', version: 1, src: 'https://example.com/a.png', alt: 'a' }
test.each<[about: string, node: LexicalNode, markdown: string]>([
  ['caption', { ...image, caption: `${saved('The ')}${bold}` }, '![a](https://example.com/a.png "The **bold**")'],
  [
    'callout',
    { type: 'callout', calloutText: `<p>${saved('Mind ')}${bold}</p>`, calloutEmoji: 'ℹ️', backgroundColor: 'blue' },
    '> [!NOTE]\n> Mind **bold**',
  ],
  [
    'toggle',
    {
      type: 'toggle',
      heading: saved('Heading'),
      content: `<p>${bold}</p><ul><li value="1">${saved('a')}</li><li value="2"><ul><li value="1">${saved('b')}</li></ul></li></ul>`,
    },
    '<details>\n<summary>Heading</summary>\n\n**bold**\n\n- a\n  - b\n\n</details>',
  ],
  [
    'code',
    { type: 'codeblock', code: 'a', language: 'js', caption: saved('A caption') },
    '```js {caption="A caption"}\na\n```',
  ],
])('the text of a %s that was saved in Ghost Admin is written as a person would', (_, node, markdown) => {
  expect(write(node)).toBe(markdown)
})
