import { describe, expect, test } from 'vitest'
import { convertMarkdown } from '../../src/markdown/convert-markdown.ts'
import type { LexicalNode, LexicalRoot } from '../../src/markdown/lexical.ts'
import { parseMarkdown } from '../../src/markdown/parse-markdown.ts'
import { renderLexicalHtml } from '../../src/report/html/render-lexical-html.ts'

/** What Ghost answered to the same documents; test/e2e/check-and-render.test.ts asks it again. */

const resolve = (target: string) => ({ url: target, width: 3000, height: 1501 })

function render(markdown: string, isUpload = false): string {
  return renderLexicalHtml(convertMarkdown(parseMarkdown(markdown, 1), { resolve }), () => isUpload)
}

function wrap(...children: LexicalNode[]): LexicalRoot {
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children }
}

test.each([
  ['a **b *c* d** `<e>`', '<p>a <strong>b <em>c</em> d</strong> <code>&lt;e&gt;</code></p>'],
  ['[a](https://x.y/?a=1&b=2 "t")', '<p><a href="https://x.y/?a=1&amp;b=2">a</a></p>'],
  ['a  \nb "c" &nbsp;d', '<p>a<br>b "c" &nbsp;d</p>'],
  ['- a\n  - b\n- c', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>'],
  ['3. a', '<ol start="3"><li>a</li></ol>'],
  ['> a\n>\n> b', '<blockquote>a<br><br>b</blockquote>'],
  ['## A & b\n\n## A & b', '<h2 id="a-b">A &amp; b</h2><h2 id="a-b-1">A &amp; b</h2>'],
  ['---', '<hr>'],
  ['```js\na < b\n```', '<pre><code class="language-js">a &lt; b</code></pre>'],
  ['<p class=x>', '\n<!--kg-card-begin: html-->\n<p class=x>\n<!--kg-card-end: html-->\n'],
  ['<!--members-only-->', '<!--members-only-->'],
  ['', ''],
])('%j', (markdown, html) => {
  expect(render(markdown)).toBe(html)
})

test('a picture that Ghost keeps is no wider than 2000', () => {
  const image = (size: string) =>
    `<figure class="kg-card kg-image-card"><img src="a.png" class="kg-image" alt="b" loading="lazy" ${size}></figure>`
  expect(render('![b](a.png)')).toBe(image('width="3000" height="1501"'))
  expect(render('![b](a.png)', true)).toBe(image('width="2000" height="1001"'))
})

describe('what only Ghost knows', () => {
  test('is a comment', () => {
    const html = renderLexicalHtml(wrap({ type: 'signup', version: 1 }), () => false)
    expect(html).toBe("\n<!-- Ghost's own markup of a signup card stands here -->\n")
  })

  test('an address cannot end the comment', () => {
    expect(render('https://x.y/a-->b')).not.toContain('a-->b')
  })
})
