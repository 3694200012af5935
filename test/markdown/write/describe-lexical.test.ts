import { expect, test } from 'vitest'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { describeLexical } from '../../../src/markdown/write/write-markdown.ts'
import { convert } from '../sketch-lexical.ts'

test.each<[name: string, markdown: string]>([
  ['headings, text and marks', '## A\n\nb *c* **d** ~~e~~ `f` ==g==\n\n[h](https://i.j)'],
  ['lists', '- a\n  1. b\n  2. c\n- d\n\ntext\n\n3. e'],
  ['items of paragraphs', '- a\n\n  b'],
  ['quotes', '> a\n>\n> **b**'],
  ['code', '```js\na\n\nb\n```'],
  ['cards', '<p>\na</p>\n\n> [!NOTE]\n> b *c*'],
  ['paywall', 'a\n\n<!--members-only-->\n\nb'],
])('%s read as they were written', (_name, markdown) => {
  expect(describeLexical(convert(markdown))).toBe(markdown)
})

test('nodes that only Ghost knows are shown whole', () => {
  const nodes: LexicalNode[] = [
    {
      type: 'aside',
      children: [{ type: 'text', text: 'd', format: 2 }, { type: 'linebreak' }, { type: 'tk', text: 'TK' }],
    },
    { type: 'new-element', children: [{ type: 'mystery' }] },
  ]
  const root: LexicalRoot = { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: nodes }
  expect(describeLexical(root)).toBe(
    [
      ':::aside\n*d*\\\nTK\n:::',
      '```ghost-card\n{\n  "type": "new-element",\n  "children": [\n    {\n      "type": "mystery"\n    }\n  ]\n}\n```',
    ].join('\n\n'),
  )
})
