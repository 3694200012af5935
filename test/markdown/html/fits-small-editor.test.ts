import { expect, test } from 'vitest'
import { fitsSmallEditor } from '../../../src/markdown/html/small-editor.ts'

/** What Ghost Admin 5.130.6 kept of a toggle's content when a post was saved there, and what it did not. */
test.each([
  ['', true],
  ['<p>a <strong>b</strong> <a href="/x" title="t">c</a><br>d</p>\n<p>e</p>', true],
  ['<ul>\n<li>a\n<ol start="3">\n<li>b</li>\n</ol>\n</li>\n</ul>', true],
  ['<ul>\n<li><p>a</p>\n</li>\n</ul>', true],
  ['<p>a</p>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>', true],
  ['<ul>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ul>', false],
  ['<h2>a</h2>', false],
  ['<blockquote>a</blockquote>', false],
  ['<pre><code>a</code></pre>', false],
  ['<p><img src="a.png"></p>', false],
  ['<table><tr><td>a</td></tr></table>', false],
  ['<hr>', false],
  ['<p><mark>a</mark></p>', false],
  ['<p><del>a</del></p>', false],
  ['<p><span style="color:red">a</span></p>', false],
  ['<p><a href="/x" id="y">a</a></p>', false],
  ['<p>a<!-- b --></p>', false],
])('%s', (html, fits) => {
  expect(fitsSmallEditor(html)).toBe(fits)
})

test('many paragraphs take no time', () => {
  const started = performance.now()
  expect(fitsSmallEditor('<p>a</p>\n'.repeat(50_000))).toBe(true)
  expect(performance.now() - started).toBeLessThan(5_000)
})
