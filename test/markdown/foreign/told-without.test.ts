import { expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

test.each([
  ['Text %%private%% text.', ['1: markdown/obsidian-comment']],
  ['a\n\n%%\nprivate\n%%', ['3: markdown/obsidian-comment']],
  ['Text^[An inline note.] more.\n\nA paragraph. ^block1', ['1: markdown/inline-note', '3: markdown/block-id']],
  ['[x](https://e.com){:target="_blank"}\n\nText.\n{: .notice}\n\n* TOC\n{:toc}', ['1: markdown/kramdown']],
  ['Para\n{.lead}\n\n| a |\n|--|\n{.table}', ['2: markdown/goldmark']],
  ['## H {.dark}', ['1: markdown/goldmark']],
  ['import X from "./x"\n\n{/* c */}\n\nexport const a = 1', ['1: markdown/mdx']],
  ['{{ youtube(id="x") }}', ['1: markdown/zola-shortcode']],
  [':::info\nHi\n:::', ['1: directive/unknown']],
  [
    '{% image "x.png" %}\n\n{{ page.url }}\n\n{{< youtube abc >}}\n\n[[Note]] ![[pic.png]]',
    ['1: markdown/liquid', '5: markdown/hugo-shortcode', '7: markdown/wiki-link', '7: markdown/wiki-embed'],
  ],
])('where no dialect is on, each notation is told once: %s', (markdown, told) => {
  expect(readDialect([], markdown).told.toSorted()).toEqual(told.toSorted())
})

test.each([
  '2 ^ 3 and x^2 and a ^b',
  'import duties are high\n\nexport of goods',
  'A set {a, b}, a {placeholder} and {#anchor}',
  '## Title {#id}',
  '![a](b.png){.wide}',
  '`{: .x}` `%%a%%` `{/* */}` `^[x]`',
  '```\n{: .x}\n%%a%%\nimport a from "b"\n```',
  '100%% of 50%%',
  '{{ value }}',
  'x[^1] and ^[^1]\n\n[^1]: a',
])('what people write is not: %s', (markdown) => {
  expect(readDialect([], markdown).told).toEqual([])
})

test('the hint names the dialect', () => {
  const { document } = readDialect([], ':::info\nHi\n:::')
  expect(document.problems[0]?.hint).toContain("dialects: ['docusaurus']")
})
