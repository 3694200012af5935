import { tests as examples } from 'commonmark-spec'
import { expect, test } from 'vitest'
import { convertMarkdown, extractTitle, parseMarkdown } from '../../../src/markdown/index.ts'
import { explainBlocks, renderExplanation } from '../../../src/report/explain/explain-blocks.ts'

const resolve = (target: string) => ({ url: target })

function explain(markdown: string): string[] {
  const written = parseMarkdown(markdown, 1)
  const document = extractTitle(written)?.document ?? written
  const rows = explainBlocks(document, written, { resolve })
  return rows.map(({ from, to, construct, nodes, reason }) =>
    [`${from}-${to}`, construct, nodes.join(', '), reason].filter((cell) => cell !== '').join(' | '),
  )
}

test.each([
  ['# T\n\na\nb', ['1-1 | heading 1 | title', '3-4 | paragraph | paragraph']],
  ['a\n\n\n\n## B', ['1-1 | paragraph | paragraph', '5-5 | heading 2 | heading h2']],
  ['a\n\n- [x] b', ['1-1 | paragraph | paragraph', '3-3 | task list | html card | Ghost has no node for checkboxes']],
  ['x\n\n![a](b.png)', ['1-1 | paragraph | paragraph', '3-3 | image | image card']],
  ['x <kbd>y</kbd>', ['1-1 | paragraph | html card | holds <kbd>, for which Ghost has no node']],
  ['> a\n>\n> - b', ['1-3 | quote | html card | the quote holds more than text: list']],
  ['> [!TIP]\n> a', ['1-2 | alert | callout card']],
  ['- a\n\n  ```\n  b\n  ```', ['1-5 | list | html card | an item holds more than text: code block']],
  ['- a\n  - b\n\n  c', ["1-4 | list | html card | an item goes on after its list; Ghost's items cannot"]],
  [
    '1. a\n\n2) b',
    [
      '1-1 | numbered list | list',
      "3-3 | numbered list | html card, list | keeps two lists apart, which Ghost's editor would join",
    ],
  ],
  ['```js\na\n```', ['1-3 | code block (js) | codeblock card']],
  ['| a |\n|---|\n| b |', ['1-3 | table | html card | Ghost has no node for tables']],
  [
    'a[^1]\n\n[^1]: b\n\nc',
    [
      '1-1 | paragraph | html card | holds a footnote, for which Ghost has no node',
      '3-3 | footnote | html card | stands at the end, with all footnotes that are referred to',
      '5-5 | paragraph | paragraph',
    ],
  ],
  [':::html{web=paid}\n<b>a</b>\n:::', ['1-3 | :::html | html card (for paid members) | written as HTML']],
  [
    ':::html{web=visitors-and-free email=none}\n<b>a</b>\n:::',
    ['1-3 | :::html | html card (for all but paid members; not in newsletters) | written as HTML'],
  ],
  [
    ':::cta{web=none email=free visibility}\na\n:::',
    ['1-3 | :::cta | call-to-action card (not on the site; in newsletters for free members)'],
  ],
  [
    ':::html{visibility=\'{"web":{"nonMember":false,"memberSegment":"tier:gold"},"email":{"memberSegment":""}}\'}\n<b>a</b>\n:::',
    ['1-3 | :::html | html card (for some readers) | written as HTML'],
  ],
  [
    '```ghost-card\n{"type":"paragraph","format":"center","x":1,"children":[]}\n```',
    ['1-3 | code block (ghost-card) | paragraph (center: no Ghost shows it)'],
  ],
  ['a\n\n[^1]: b', ['1-1 | paragraph | paragraph', '3-3 | footnote | nothing refers to it']],
  ['a $x$', ['1-1 | paragraph | html card | holds a formula, for which Ghost has no node']],
  ['- a $x$', ['1-1 | list | html card | holds a formula, for which Ghost has no node']],
  ['$$\nx\n$$', ['1-3 | formula | html card | Ghost has no node for formulas']],
  ['a\n: b', ['1-2 | definition list | html card | Ghost has no node for definition lists']],
  ['> - a $x$\n> [!TIP]', undefined],
  [':::tip\n- a\n:::', ['1-3 | :::tip | html card | `:::tip` holds more than text: list']],
  ['> [!danger]\n> a', ['1-2 | quote | quote']],
  [
    '<details>\n<summary>a</summary>\n\n| b |\n|---|\n\n</details>',
    ["1-7 | details | html card | holds what the editor of Ghost's toggles would drop"],
  ],
  ['[a]: https://b.c\n\n[a]', ['1-1 | link definition', '3-3 | paragraph | paragraph']],
  ['<section>\n\n## a\n\nb\n\n</section>\n\nc', undefined],
])('%j', (markdown, rows) => {
  const found = explain(markdown)
  if (rows !== undefined) expect(found).toEqual(rows)
  // Every line of the text that is not blank is some block's.
  const told = new Set(found.flatMap((row) => listLines(row)))
  const lines = markdown.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [index + 1]))
  expect(lines.filter((line) => !told.has(line))).toEqual([])
})

function listLines(row: string): number[] {
  const [from = 0, to = 0] = (/^(\d+)-(\d+)/.exec(row) ?? []).slice(1).map(Number)
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

test("every node of the CommonMark examples is some block's", () => {
  for (const { markdown } of examples) {
    const document = parseMarkdown(markdown, 1)
    const nodes = convertMarkdown(document, { resolve }).children
    const shown = nodes.filter(({ type, children }) => type !== 'paragraph' || children?.length !== 0)
    const told = explainBlocks(document, document, { resolve }).flatMap((row) => row.nodes)
    expect({ markdown, nodes: told.length }).toEqual({ markdown, nodes: shown.length })
  }
})

test('a diagram that a script draws says so', () => {
  const document = parseMarkdown('```mermaid\na\n```', 1, { diagrams: 'html' })
  const [row] = explainBlocks(document, document, { resolve })
  expect(row).toMatchObject({ nodes: ['html card'], reason: 'is drawn by a script of the theme' })
})

test('a long text takes no time', () => {
  const section = '## A\n\nb\n\n| a |\n|---|\n| b |\n\n- c\n\n'
  expect(explain(section.repeat(500))).toHaveLength(2000)
})

test('as a table', () => {
  const rows = [
    { from: 1, to: 1, construct: 'heading 1', nodes: ['title'], reason: '' },
    { from: 3, to: 12, construct: 'table', nodes: ['html card'], reason: 'Ghost has none' },
    { from: 14, to: 14, construct: 'link definition', nodes: [], reason: '' },
  ]
  expect(renderExplanation(rows, { colour: false })).toBe(`lines  Markdown         in Ghost   why
1      heading 1        title
3-12   table            html card  Ghost has none
14     link definition  -
`)
})
