import { describe, expect, test } from 'vitest'
import { readDialect } from './read-dialect.ts'

describe('admonitions of Docusaurus', () => {
  test.each([
    [':::tip\nHi\n:::', ':::tip\nHi\n:::'],
    [':::info\nHi\n:::', ':::note\nHi\n:::'],
    [':::note My title\nHi\n:::', ':::note\n**My title**\n\nHi\n:::'],
    [':::danger\n\nHi\n\n:::', ':::caution\n\nHi\n\n:::'],
    [':::tip[Title]\nHi\n:::', ':::tip\n**Title**\n\nHi\n:::'],
    ['::::note\n:::tip[T]\nHi\n:::\n::::', '::::note\n:::tip\n**T**\n\nHi\n:::\n::::'],
    ['- a\n\n  :::info\n  Hi\n  :::', '- a\n\n  :::note\n  Hi\n  :::'],
    [':::button{url="/x"}\nGo\n:::', ':::button{url="/x"}\nGo\n:::'],
    ['```md\n:::info\n:::\n```', '```md\n:::info\n:::\n```'],
  ])('%s', (markdown, text) => {
    expect(readDialect('docusaurus', markdown)).toMatchObject({ text, told: [] })
  })

  test('one of its own becomes a note, and is told', () => {
    expect(readDialect('docusaurus', ':::my-own[T]\nHi\n:::')).toMatchObject({
      text: ':::note\n**T**\n\nHi\n:::',
      told: ['1: markdown/attributes'],
    })
  })

  test('lines of later problems stay those of the file', () => {
    expect(readDialect('docusaurus', ':::tip[T]\nHi\n:::\n\n{/* a */}\n\n:::gallery\n').told).toEqual([
      '7: directive/unclosed',
    ])
  })
})

test.each([
  ['zenn', ':::message\nHi\n:::', ':::note\nHi\n:::'],
  ['zenn', ':::message alert\nHi\n:::', ':::caution\nHi\n:::'],
  ['zenn', ':::details T\nHi\n:::', '<details>\n<summary>T</summary>\n\nHi\n\n</details>\n'],
  ['zenn', '@[youtube](abc)', 'https://www.youtube.com/watch?v=abc'],
  ['zenn', 'a\n@[card](https://e.com)', 'a\n\nhttps://e.com'],
  ['qiita', ':::note warn\nHi\n:::', ':::warning\nHi\n:::'],
  ['qiita', ':::note\nHi\n:::', ':::note\nHi\n:::'],
  ['quarto', '::: {.callout-tip title="T"}\nHi\n:::', ':::tip\n**T**\n\nHi\n:::'],
  ['quarto', ':::: {.callout-note}\nHi\n::::', '::::note\nHi\n::::'],
  [
    'quarto',
    '::: {.callout-note collapse="true" title="T"}\nHi\n:::',
    '<details>\n<summary>T</summary>\n\nHi\n\n</details>\n',
  ],
  ['quarto', '{{< video https://youtu.be/abc >}}', 'https://youtu.be/abc'],
] as const)('%s: %s', (dialect, markdown, text) => {
  expect(readDialect(dialect, markdown)).toMatchObject({ text, told: [] })
})

test('a div of pandoc only gives a look', () => {
  expect(readDialect('quarto', '::: {.column-margin}\nHi\n:::')).toMatchObject({
    text: '\nHi\n',
    told: ['1: markdown/attributes'],
  })
})

test.each([
  ['```{r}\n1 + 1\n```\n\n```{r, fig.width=3}\nplot(1)\n```', 1],
  ['Text\n\n```{python}\n#| echo: false\nx\n```\n\n```{r}\nx\n```', 2],
  ['```{r, eval=FALSE}\nx\n```\n\n```{python}\n#| eval: false\nx\n```', 0],
  ['```r\nx\n```\n\n```{.python .numberLines}\nx\n```\n\n```{=html}\nx\n```', 0],
])('code that Quarto runs is told once for shown and hidden cells: %j', (markdown, count) => {
  const { told } = readDialect('quarto', markdown)
  expect(told.filter((one) => one.endsWith('markdown/code-cell'))).toHaveLength(count)
})
