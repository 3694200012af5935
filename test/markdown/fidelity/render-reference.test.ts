import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tests as commonmark } from 'commonmark-spec'
import { expect, test } from 'vitest'
import { compareHtml } from '../../../src/markdown/fidelity/compare-html.ts'
import { listPageItems } from '../../../src/markdown/fidelity/list-page-items.ts'
import { renderReference } from '../../../src/markdown/fidelity/render-reference.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'

const file = readFileSync(join(import.meta.dirname, 'every-construct.md'), 'utf8')
const body = file.replace(/^---[\s\S]*?---\n/, '')
const firstLine = file.slice(0, file.length - body.length).split('\n').length
const resolve = (url: string) => ({ url, name: url.split('/').at(-1) ?? '' })

function render(markdown: string, first = 1): string {
  return renderReference(parseMarkdown(markdown, first), { resolve })
}

function readItems(html: string) {
  return listPageItems(html, { writeUrl: (url) => url, asGhostShows: true }).items
}

test('every word stands on the line that is named', () => {
  const lines = file.split('\n')
  const words = readItems(render(body, firstLine)).flatMap((item) => (item.kind === 'word' ? [item] : []))
  const wrong = words.filter(({ text, line }) => {
    const letters = /[a-z]{3,}/i.exec(text)?.[0]
    return letters !== undefined && !lines[(line ?? 0) - 1]?.includes(letters)
  })
  // What is raw HTML or an attribute of a directive is named by another line of its block.
  expect(wrong.map(({ text }) => text)).toEqual(['Press', 'Buy', 'Join', 'Act', 'Raw', 'ready'])
  expect(words.length).toBeGreaterThan(250)
})

test('compared with itself, nothing differs', () => {
  const html = render(body, firstLine)
  expect(compareHtml(html, html)).toEqual({ differences: [], identical: true, sameMeaning: true })
})

test('means what CommonMark says, but for the addresses that GFM links', () => {
  const apart = commonmark.filter(({ markdown, html }) => {
    const text = markdown.replaceAll('→', '\t')
    return !compareHtml(html.replaceAll('→', '\t'), render(text)).sameMeaning
  })
  // 148 is HTML that is broken by a blank line inside of `<pre>`.
  expect(apart.map(({ number }) => number)).toEqual([148, 602, 608, 611, 612])
})

test.each([
  [
    'an alert is a callout with its text',
    '> [!TIP]\n> *a*',
    '<div class="kg-callout-card kg-callout-card-green"><div class="kg-callout-emoji">💡</div><div class="kg-callout-text"><em>a</em></div></div>',
  ],
  ['images alone are themselves', '![a](/1.png)\n![b](/2.png)', '<img src="/1.png" alt="a"><img src="/2.png" alt="b">'],
  [
    'a title is a caption',
    '![a](/1.png "*b*")',
    '<img src="/1.png" alt="a"><figure><figcaption><em>b</em></figcaption></figure>',
  ],
  ['an image in a line parts it', 'a ![b](/1.png) c', '<p>a</p><img src="/1.png" alt="b"><p>c</p>'],
  ['an image in a list does not', '- a ![b](/1.png) c', '<ul><li>a <img src="/1.png" alt="b"> c</li></ul>'],
  [
    'a toggle is its summary and its text',
    '<details><summary>a</summary>\n\nb\n\n</details>',
    '<details><summary>a</summary><p>b</p></details>',
  ],
  ['a bare address is what it shows', 'https://e.com/a', '<figure class="kg-embed-card"><iframe></iframe></figure>'],
  [
    'a link alone that shows its own address',
    '[https://e.com/a](https://e.com/a)',
    '<p><a href="https://e.com/a">https://e.com/a</a></p>',
  ],
  ['task lists', '- [x] a', '<ul><li><input type="checkbox" disabled checked> a</li></ul>'],
  [
    'columns',
    '| a |\n|--:|\n| b |',
    '<table><thead><tr><th align="right">a</th></tr></thead><tbody><tr><td align="right">b</td></tr></tbody></table>',
  ],
  [
    'code with a caption',
    '```js {caption="*a*"}\nb\n```',
    '<figure><pre><code class="language-js">b\n</code></pre><figcaption><em>a</em></figcaption></figure>',
  ],
  ['newsletters only', ':::email\na\n:::\n\nb', '<p>b</p>'],
  ['a card of Ghost is whatever it shows', '```ghost-card\n{"type":"x"}\n```\n\nb', '<p>anything</p><hr><p>b</p>'],
])('%s', (_, markdown, meaning) => {
  expect(compareHtml(render(markdown), meaning, { asGhostShows: true }).differences).toEqual([])
})
