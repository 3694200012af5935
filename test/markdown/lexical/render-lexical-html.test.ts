import { describe, expect, test } from 'vitest'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { passThroughDom } from '../../../src/markdown/html/dom-html.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { renderLexicalHtml } from '../../../src/markdown/lexical/render-lexical-html.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'

/** What Ghost answered to the same documents; test/e2e/check-and-render.test.ts asks it again. */

const resolve = (target: string) => ({ url: target, width: 3000, height: 1501 })

function render(markdown: string, isUpload = false): string {
  return renderLexicalHtml(convertMarkdown(parseMarkdown(markdown, 1), { resolve }), {
    ghost: 6,
    isUpload: () => isUpload,
  })
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

describe('what only a site knows', () => {
  test('a bare URL is the link that stands for it', () => {
    expect(render('https://x.y/a-->b?c&d')).toBe(
      '\n<!-- Ghost is asked what it shows for this address when the post is written: -->\n<p><a href="https://x.y/a--%3Eb?c&amp;d">https://x.y/a--&gt;b?c&amp;d</a></p>',
    )
  })

  test.each([
    [
      { type: 'new--card' },
      'a node of the type "new- -card": a Ghost that does not know it ends the post\'s HTML here',
    ],
    [{ type: 'header', version: 3 }, 'Ghost cannot render this header card, and makes no HTML of the whole post'],
  ])('%j is a comment', (node, said) => {
    expect(renderLexicalHtml(wrap(node), { ghost: 6, isUpload: () => false })).toBe(`\n<!-- ${said} -->\n`)
  })
})

test.each([
  ['<b>a<i>b</b>c', '<b>a<i>b</i></b><i>c</i>'],
  ['<tr><td>x</td></tr> <p>a<p>b', 'x <p>a</p><p>b</p>'],
  [`<a title='<"&>' href=x>&copy; &lt;</a>`, '<a title="<&quot;&amp;>" href="x">© &lt;</a>'],
  ['<svg viewbox="0 0 1 1"><path d="M0"/></svg><br/>', '<svg viewBox="0 0 1 1"><path d="M0"></path></svg><br>'],
  [
    '<style>a > b</style><noscript><p>x</p></noscript><!-- - -->',
    '<style>a > b</style><noscript><p>x</p></noscript><!-- - -->',
  ],
])('%s is settled as a DOM does it', (html, settled) => {
  expect(passThroughDom(html)).toBe(settled)
})

test('HTML nested without end does not overflow', () => {
  const html = '<i>'.repeat(50_000)
  expect(passThroughDom(html).length).toBeGreaterThan(html.length)
})

test.each([
  [5, 'poster="https://img.spacergif.org/v1/640x360/0a/spacer.png"', 'style="background: '],
  [6, 'poster="data:image/gif;base64,', 'style="aspect-ratio: 640 / 360; background: '],
] as const)('Ghost %i has its own video card', (ghost, poster, style) => {
  const film = { type: 'video', src: 'https://x.y/a.mp4', width: 640, height: 360 }
  const html = renderLexicalHtml(wrap(film), { ghost, isUpload: () => false })
  expect(html).toContain(poster)
  expect(html).toContain(style)
})

test.each([
  [{ type: 'image', src: 'a.png', alt: '<a> "b"' }, 'alt="<a> &quot;b&quot;"', 'alt="&lt;a&gt; &quot;b&quot;"'],
  [{ type: 'html', html: '<a title="<b>">' }, 'title="<b>"', 'title="<b>"'],
  [{ type: 'toggle', content: '</div></div>x<p>y' }, 'kg-toggle-content', 'no HTML of the whole post'],
  [{ type: 'call-to-action', backgroundColor: 'red!' }, 'kg-cta-bg-red!', 'kg-cta-bg-white'],
  [{ type: 'video', src: 'a.mp4' }, 'width="null"', 'aspect-ratio: 16 / 9;'],
])('%j is one thing in Ghost 5 and another in 6', (node, five, six) => {
  expect(renderLexicalHtml(wrap(node), { ghost: 5, isUpload: () => false })).toContain(five)
  expect(renderLexicalHtml(wrap(node), { ghost: 6, isUpload: () => false })).toContain(six)
})
