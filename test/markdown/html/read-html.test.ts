import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readHtml } from '../../../src/markdown/html/read-html.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'

function write(html: string): string {
  return writeMarkdown(readHtml(html)).text.replace(/\n$/, '')
}

test.each<[about: string, html: string, markdown: string]>([
  [
    'text',
    '<p>a <b>b</b> <i>c</i>\n<a href="https://d.e/" target="_blank">f</a><br>g</p>',
    'a **b** *c* [f](https://d.e/)\\\ng',
  ],
  ['headings', '<h2 id="a">A <code>b</code></h2>', '## A `b`'],
  ['marks that Ghost loses', '<p><mark>a</mark> <del>b</del></p>', '==a== ~~b~~'],
  ['quotes', '<blockquote><p>a</p>\n<p>b</p></blockquote>', '> a\n>\n> b'],
  ['the other quote', '<blockquote class="kg-blockquote-alt">a</blockquote>', ':::aside\na\n:::'],
  ['lists', '<ul>\n<li>a\n<ol start="3"><li><p>b</p></li></ol></li>\n<li>c</li></ul>', '- a\n\n  3. b\n- c'],
  ['code', '<pre><code class="language-js">a\n\nb\n</code></pre>', '```js\na\n\nb\n```'],
  ['rules', '<hr>', '---'],
  [
    'images',
    '<p><a href="https://a.b/"><img src="https://c.d/e.png" alt="f"></a></p>',
    '[![f](https://c.d/e.png)](https://a.b/)',
  ],
  [
    'figures',
    '<figure class="kg-card kg-image-card kg-width-wide"><img src="https://c.d/e.png" width="10" height="20"><figcaption>a <em>b</em></figcaption></figure>',
    '![](https://c.d/e.png "a *b*"){.wide width=10 height=20}',
  ],
  [
    'html cards',
    '<!--kg-card-begin: html--><div>\n\na</div><!--kg-card-end: html--><p>b</p>',
    ':::html\n<div>\n\na</div>\n:::\n\nb',
  ],
  ['the paywall', '<p>a</p><!--members-only--><p>b</p>', 'a\n\n<!--members-only-->\n\nb'],
  ['loose text', 'a <b>b</b><p>c</p>d', 'a **b**\n\nc\n\nd'],
  ['definition lists', '<dl class="x"><dt>a</dt></dl>', '<dl class="x"><dt>a</dt></dl>'],
  ['keys, classes', '<p>a <kbd>b</kbd></p><p class="c">d</p>', 'a <kbd>b</kbd>\n\n<p class="c">d</p>'],
  ['lists of more than text', '<ul><li>a<pre>b</pre></li></ul>', '<ul><li>a<pre>b</pre></li></ul>'],
  ['tables', '<table><tr><td>a</td></tr></table>', '<table><tr><td>a</td></tr></table>'],
  ['nothing', '', ''],
])('%s', (_about, html, markdown) => {
  expect(write(html)).toBe(markdown)
})

test.each(['<b>', '<ul><li>', '<blockquote><p>', '<figure><a href=x>', '<figure><img src=x><figcaption><i>'])(
  '%s nested beyond measure stays what it is',
  (tag) => {
    const html = `${tag.repeat(4_000)}word`
    expect(readHtml(html).children).toEqual([{ type: 'html', version: 1, html }])
    expect(write(html)).toContain('word')
  },
  30_000,
)

test('no text is lost', () => {
  const part = fc.constantFrom(
    ...'<p> </p> <ul> <li> </li> </ul> <b> </b> <div> </div> <table> <td> x <img> <figure> <pre> <code> </code> <br> <!--c--> <hr> <a> </a>'.split(
      ' ',
    ),
    'word ',
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const words = parts.filter((text) => text === 'word ').length
      expect(JSON.stringify(readHtml(parts.join('')).children).split('word').length - 1).toBe(words)
    }),
    { numRuns: 300, seed: 20261123 },
  )
})
