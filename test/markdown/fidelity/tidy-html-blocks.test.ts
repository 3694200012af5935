import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS, tidyHtmlBlocks } from '../../../src/markdown/index.ts'
import { measureCpu } from '../../measure-cpu.ts'

const tidy = (text: string) => tidyHtmlBlocks(text, DEFAULT_OPTIONS)

describe('plain HTML is written as Markdown:', () => {
  test.each<[string, string, string]>([
    [
      'a paragraph',
      '<p>Some <strong>bold</strong> text, and <a href="/a/">a link</a>.</p>',
      'Some **bold** text, and [a link](/a/).',
    ],
    ['headings', '<h2>One</h2>\n<h3 id="two">Two</h3>', '## One\n\n### Two'],
    ['a list in a list', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['a numbered list', '<ol start="3"><li>a</li><li>b</li></ol>', '3. a\n4. b'],
    ['code', '<pre><code class="language-js">let a = &quot;b&quot;\n</code></pre>', '```js\nlet a = "b"\n```'],
    ['code without a language', '<pre>a &lt; b</pre>', '```\na < b\n```'],
    ['a quote', '<blockquote><p>a</p></blockquote>', '> a'],
    [
      'a table',
      '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
      '| a | b |\n| --- | --- |\n| 1 | 2 |',
    ],
    ['a picture', '<img src="a.png" alt="A">', '![A](a.png)'],
    ['what stands between lines of colons', ':::html\n<p>a</p>\n\n<p>b</p>\n:::', 'a\n\nb'],
  ])('%s', (_, html, markdown) => {
    expect(tidy(html)).toEqual({ text: markdown, count: 1 })
    expect(tidy(`Before.\n\n${html}\n\nAfter.\n`)).toEqual({ text: `Before.\n\n${markdown}\n\nAfter.\n`, count: 1 })
  })
})

describe('HTML that says more than Markdown can stays to the byte:', () => {
  test.each([
    '<p class="lead">a</p>',
    '<p style="color: red">a</p>',
    '<div>a</div>',
    '<p>a <kbd>Ctrl</kbd></p>',
    '<p>a <u>b</u></p>',
    '<a href="/a/" target="_blank">a</a>',
    '<h2 id="own">Another</h2>',
    '<table><tr><td colspan="2">a</td></tr></table>',
    '<pre><code class="hljs">a</code></pre>',
    '<script>a()</script>',
    '<iframe src="https://a.example/"></iframe>',
    '<p>a</p>\n<!-- a comment -->',
    '<p></p>',
    '<!--members-only-->',
    '<ul>\n\n<li>a</li>\n\n</ul>',
    ':::html{web=members}\n<p>a</p>\n:::',
    '<details>\n<summary>a</summary>\n\nb\n\n</details>',
  ])('%s', (html) => {
    const text = `Before.\n\n${html}\n\nAfter.\n`
    expect(tidy(text)).toEqual({ text, count: 0 })
  })
})

test('each block is weighed alone, and the rest of the text stays to the byte', () => {
  const text = 'A   text\nof ours\n\n<p>one</p>\n\n* * *\n<p class="x">two</p>\n\n[a]: /b\n\n<p>three</p>'
  expect(tidy(text)).toEqual({
    text: 'A   text\nof ours\n\none\n\n* * *\n<p class="x">two</p>\n\n[a]: /b\n\nthree',
    count: 2,
  })
})

test('a block that would join its neighbour stays, and the others do not', () => {
  const text = '<p>one</p>\n\n<ul><li>a</li></ul>\n\n- b\n\n<p>two</p>\n'
  const { text: tidied, count } = tidy(text)
  expect(count).toBe(2)
  expect(tidied).toBe('one\n\n<ul><li>a</li></ul>\n\n- b\n\ntwo\n')
})

test('a block that a text stands right below or above is parted from it', () => {
  expect(tidy('Above\n<p>one</p>\n\n<pre>two</pre>\nbelow\n').text).toBe('Above\n\none\n\n```\ntwo\n```\n\nbelow\n')
})

test('a text that has nothing of the kind, or cannot be read, stays', () => {
  for (const text of ['', 'a\n', ':::unknown\n<p>a</p>\n:::\n\n<p>b</p>\n'])
    expect(tidy(text)).toEqual({ text, count: 0 })
})

test('long and deep HTML takes no time', () => {
  const texts = [`<p>${'<b>'.repeat(50_000)}`, `<p>${'a '.repeat(60_000)}</p>`, '<p>a</p>\n\n<div>\n\n'.repeat(300)]
  expect(measureCpu(() => texts.map(tidy))).toBeLessThan(10_000)
})
