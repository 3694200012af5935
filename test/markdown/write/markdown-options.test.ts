import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LexicalNode } from '../../../src/markdown/document/lexical.ts'
import type { MarkdownOptions } from '../../../src/markdown/document/markdown-document.ts'
import { canonicaliseNodes } from '../../../src/markdown/lexical/canonicalise-nodes.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { anyDocument, makeRoot } from './any-lexical.ts'

/** What is written has to be read by the same options: under others, a formula or a quote would change with the next push. */

const stylesheet = 'https://cdn.example.com/katex.min.css'
const OPTIONS: readonly Partial<MarkdownOptions>[] = [
  { math: false },
  { math: 'html' },
  { math: 'html', mathStylesheet: stylesheet },
  { emoji: false },
  { unreadableMath: 'code' },
  { highlights: false },
  { scripts: false },
  { definitionLists: false },
  { headingIds: false },
  { highlights: false, scripts: false, definitionLists: false, headingIds: false, math: false, emoji: false },
  { smartQuotes: true },
  { diagrams: 'html' },
  { math: false, emoji: false, smartQuotes: true, diagrams: 'html' },
]

function read(markdown: string, options: Partial<MarkdownOptions>) {
  return convertMarkdown(parseMarkdown(markdown, 1, options), { resolve: (url) => ({ url }) })
}

function paragraph(text: string): LexicalNode {
  return { type: 'paragraph', version: 1, children: [{ type: 'extended-text', version: 1, text }] }
}

const TEXT = `Costs $5$ and $x$ and $\\alpha$. :tada: "Quoted" -- it's --- so...

$$
x^2
$$

\`\`\`mermaid
graph TD
\`\`\`

![":tada: $a$"](https://example.com/a.png "A 'caption' with $y$ -- :tada:")

## A heading {#own}

H~2~O and x^2^, ==marked== and ~struck~, a ==> b

Term
: meaning

- "one" $z$ ==b== y^2^
- \\$x\\$ and \\:tada\\: and \\"three\\"
`

describe.each(OPTIONS)('with %j', (options) => {
  test('what a text becomes is written as a text that becomes the same', () => {
    const root = read(TEXT, options)
    const { text } = writeMarkdown(root, { rewrite: (url) => url, markdown: options })
    expect(canonicaliseNodes(read(text, options).children)).toEqual(canonicaliseNodes(root.children))
    // The stylesheet stands before the first formula of a post; beside it, formulas stay the HTML that they became.
    if (options.mathStylesheet === undefined) expect(text).not.toContain('ghost-card')
  })

  test('so is what a text becomes under the defaults, which somebody wrote in Ghost', () => {
    const root = read(TEXT, {})
    const { text } = writeMarkdown(root, { rewrite: (url) => url, markdown: options })
    expect(canonicaliseNodes(read(text, options).children)).toEqual(canonicaliseNodes(root.children))
  })

  test('and any document', () => {
    fc.assert(
      fc.property(anyDocument, (root) => {
        const { text } = writeMarkdown(root, { rewrite: (url) => url, markdown: options })
        expect(canonicaliseNodes(read(text, options).children)).toEqual(canonicaliseNodes(root.children))
      }),
      { numRuns: 25, seed: 20261124 },
    )
  }, 120_000)
})

test('with smart quotes, a straight one from Ghost stays straight, and nothing else gets a backslash', () => {
  const options = { smartQuotes: true }
  const root = makeRoot([paragraph(`It's "so" -- 2 > 1... (really)`)])
  expect(writeMarkdown(root, { rewrite: (url) => url, markdown: options }).text).toBe(
    `It\\'s \\"so\\" \\-\\- 2 > 1\\.\\.\\. (really)\n`,
  )
  const curly = makeRoot([paragraph('It’s “so” – 2 > 1… (really)')])
  expect(writeMarkdown(curly, { rewrite: (url) => url, markdown: options }).text).toBe('It’s “so” – 2 > 1… (really)\n')
})
