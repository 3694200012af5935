import { describe, expect, test } from 'vitest'
import { normaliseInlineHtml } from '../../../src/markdown/html/normalise-inline-html.ts'
import { SAVED } from '../saved-by-admin.ts'

test.each(SAVED)('%s', (sent, saved) => {
  expect(normaliseInlineHtml(saved)).toBe(normaliseInlineHtml(sent))
  expect(normaliseInlineHtml(normaliseInlineHtml(sent))).toBe(normaliseInlineHtml(sent))
})

describe('what is different stays different', () => {
  test.each([
    ['a', 'b'],
    ['a', '<em>a</em>'],
    ['<strong>a</strong>', '<em>a</em>'],
    ['<mark>a</mark>', 'a'],
    ['<kbd>a</kbd>', 'a'],
    ['<span style="color:red">a</span>', 'a'],
    ['<span class="red">a</span>', 'a'],
    ['<code class="language-js">a</code>', '<code>a</code>'],
    ['<a href="/x">a</a>', '<a href="/y">a</a>'],
    ['<a href="/x" id="y">a</a>', '<a href="/x">a</a>'],
    ['a<br>b', 'a b'],
    ['a<br><br>b', 'a<br>b'],
    ['<p>a</p><p>b</p>', 'ab'],
    ['<p>a</p>b', 'ab'],
    ['<ul><li>a</li></ul>', '<ol><li>a</li></ol>'],
    ['<ul><li>a</li><li>b</li></ul>', '<ul><li>ab</li></ul>'],
    ['<ol start="3"><li>a</li></ol>', '<ol><li>a</li></ol>'],
    ['<h2>a</h2>', '<p>a</p>'],
    ['<blockquote>a</blockquote>', 'a'],
    ['<img src="/a.png">', ''],
    ['a b', 'ab'],
    ['&lt;b&gt;', '<b></b>'],
  ])('%s, %s', (one, other) => {
    expect(normaliseInlineHtml(one)).not.toBe(normaliseInlineHtml(other))
  })
})

test('tags nested without end take no stack', () => {
  expect(normaliseInlineHtml(`${'<b>'.repeat(20_000)}x`)).toBe('<strong>x</strong>')
})
