import { expect, test } from 'vitest'
import { describeLexical } from '../../src/markdown/describe-lexical.ts'
import type { LexicalNode, LexicalRoot } from '../../src/markdown/lexical.ts'
import { convert } from './sketch-lexical.ts'

test.each<[name: string, markdown: string]>([
  ['headings, text and marks', '## A\n\nb *c* **d** ~~e~~ `f` ==g==[^1]\n\n[h](https://i.j)'],
  ['lists', '- a\n  1. b\n  2. c\n- d\n\ntext\n\n3. e'],
  ['items of paragraphs', '- a\n\n  b'],
  ['quotes', '> a\n>\n> **b**'],
  ['code', '```js\na\n\nb\n```'],
  [
    'rules and images',
    '---\n\n![a](https://cdn.example.com/b.png)\n\n[![a](https://cdn.example.com/b.png)](https://c.d)',
  ],
  ['paywall', 'a\n\n<!--members-only-->\n\nb'],
])('%s read as they were written', (_name, markdown) => {
  expect(describeLexical(convert(markdown))).toBe(markdown)
})

test('cards show their type and their content', () => {
  expect(describeLexical(convert('<p>\na</p>\n\n> [!NOTE]\n> b *c*'))).toBe(
    ':::html\n<p>\na</p>\n:::\n\n:::callout ℹ️ blue\nb <em>c</em>\n:::',
  )
})

test('nodes that only Ghost knows are shown whole', () => {
  const nodes: LexicalNode[] = [
    { type: 'bookmark', version: 1, url: 'https://a.b', metadata: { title: 'c' } },
    {
      type: 'aside',
      children: [{ type: 'text', text: 'd', format: 2 }, { type: 'linebreak' }, { type: 'tk', text: 'TK' }],
    },
    { type: 'new-element', children: [{ type: 'mystery' }, { type: 'autolink', url: 'u', children: [] }] },
    { type: 'header', version: 2, header: 'e' },
  ]
  const root: LexicalRoot = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: nodes }
  expect(describeLexical(root)).toBe(
    [
      ':::bookmark\n{\n  "url": "https://a.b",\n  "metadata": {\n    "title": "c"\n  }\n}\n:::',
      '>> *d*\n>> TK',
      ':::new-element\n:::mystery[](u)\n:::',
      ':::header\n{\n  "header": "e"\n}\n:::',
    ].join('\n\n'),
  )
})
