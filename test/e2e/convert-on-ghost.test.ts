import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPost, deletePost } from '../../src/ghost/posts/write-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { parseMarkdown } from '../../src/markdown/index.ts'
import { convert } from '../markdown/sketch-lexical.ts'
import { openLine } from './edit-in-ghost.ts'
import { readTestSites } from './test-sites.ts'

let line: Connection
const created: string[] = []

beforeAll(() => {
  const [site] = readTestSites()
  if (site === undefined) throw new Error('no test site')
  line = openLine(site, '#ghost-sync')
})

afterAll(async () => {
  for (const id of created) await deletePost(line, 'post', id)
})

async function show(markdown: string): Promise<string | null | undefined> {
  const root = convert(markdown)
  const { post, html } = await createPost(line, 'post', {
    title: 'Conversion',
    status: 'draft',
    lexical: JSON.stringify({ root }),
  })
  created.push(post.id)
  // Ghost keeps the document as it was sent: what a later comparison takes for granted.
  expect(post.body).toEqual({ kind: 'lexical', root })
  return html
}

const card = (html: string): string => `\n<!--kg-card-begin: html-->\n${html}\n<!--kg-card-end: html-->\n`
const figure = (inside: string, classes = ''): string =>
  `<figure class="kg-card kg-image-card${classes}">${inside}</figure>`
const img = (name: string, alt = ''): string =>
  `<img src="https://cdn.example.com/${name}" class="kg-image" alt="${alt}" loading="lazy" width="800" height="600">`

test.each<[name: string, markdown: string, html: string]>([
  [
    'text and marks',
    'a *b* **c** ***d*** ~~e~~ `f` ==g==',
    '<p>a <em>b</em> <strong>c</strong> <strong><em>d</em></strong> <s>e</s> <code>f</code> <mark>g</mark></p>',
  ],
  ['nested marks', '**a *b* c** _d **e**_', '<p><strong>a <em>b</em> c</strong> <em>d <strong>e</strong></em></p>'],
  ['marks that would confuse Ghost', '***a `b`** c*', '<p><strong><em>a <code>b</code></em></strong> <em>c</em></p>'],
  ['marks that do not nest', '**a *b***_c_', card('<p><strong>a <em>b</em></strong><em>c</em></p>')],
  ['characters', '& < > " \' © 👩‍👧 \\* &nbsp;&lt;b&gt;', '<p>&amp; &lt; &gt; " \' © 👩‍👧 * &nbsp;&lt;b&gt;</p>'],
  ['control characters', 'a\u0000b\u0001c\u001bd\ud800e\uffff', '<p>a\ufffdb\ufffdc\ufffdd\ufffde\ufffd</p>'],
  ['breaks', 'a\nb  \nc\\\nd', '<p>a b<br>c<br>d</p>'],
  ['HTML for formats', 'H<sub>2</sub>O <u>a</u> x<sup>2</sup>', '<p>H<sub>2</sub>O <u>a</u> x<sup>2</sup></p>'],
  [
    'links',
    '[a *b*](https://c.de/?f=1&g=2) **[h](https://i.jk)** https://l.mn',
    '<p><a href="https://c.de/?f=1&amp;g=2">a <em>b</em></a> <a href="https://i.jk"><strong>h</strong></a> <a href="https://l.mn">https://l.mn</a></p>',
  ],
  [
    'headings',
    '# A & `b`\n\n### Tête\n\n### Tête',
    '<h1 id="a-b">A &amp; <code>b</code></h1><h3 id="t%C3%AAte">Tête</h3><h3 id="t%C3%AAte-1">Tête</h3>',
  ],
  ['quote', '> a\n> b\n>\n> *c*', '<blockquote>a b<br><br><em>c</em></blockquote>'],
  ['empty quote, item and heading', '>\n\n-\n\n#', '<blockquote></blockquote><ul><li></li></ul><h1 id=""></h1>'],
  ['bullet list', '- a\n- **b**', '<ul><li>a</li><li><strong>b</strong></li></ul>'],
  ['numbered list', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
  [
    'nested lists',
    '- a\n  1. b\n     - c\n  2. d\n- e',
    '<ul><li>a<ol><li>b<ul><li>c</li></ul></li><li>d</li></ol></li><li>e</li></ul>',
  ],
  ['item that begins with a list', '- - a\n- b', '<ul><li><ul><li>a</li></ul></li><li>b</li></ul>'],
  ['item of paragraphs', '- a\n\n  b\n- c', '<ul><li>a<br><br>b</li><li>c</li></ul>'],
  ['lists in a row', '- a\n\n* b', `<ul><li>a</li></ul>${card('<!-- -->')}<ul><li>b</li></ul>`],
  [
    'code',
    '```js {1}\nif (a < b && c) {\n\n  d\n}\n```',
    '<pre><code class="language-js">if (a &lt; b &amp;&amp; c) {\n\n  d\n}</code></pre>',
  ],
  ['empty code', '```\n```', card('<pre><code></code></pre>')],
  ['rule', 'a\n\n***\n\nb', '<p>a</p><hr><p>b</p>'],
  [
    'image',
    '![a "b"](c.png "d <e>")',
    figure(`${img('c.png', 'a &quot;b&quot;')}<figcaption>d &lt;e&gt;</figcaption>`, ' kg-card-hascaption'),
  ],
  ['linked image', '[![a](b.png)](https://c.de)', figure(`<a href="https://c.de">${img('b.png', 'a')}</a>`)],
  ['image in text', 'a ![](b.png) c', `<p>a</p>${figure(img('b.png'))}<p>c</p>`],
  [
    'callout',
    '> [!CAUTION]\n> a *b* [c](https://d.ef)\n>\n> g',
    '<div class="kg-card kg-callout-card kg-callout-card-red"><div class="kg-callout-emoji">🛑</div><div class="kg-callout-text">a <em>b</em> <a href="https://d.ef">c</a><br><br>g</div></div>',
  ],
  [
    'table',
    '|a|\n|-:|\n|**b**|',
    card(
      '<table style="white-space:normal;overflow-wrap:normal;word-break:normal">\n<thead>\n<tr>\n<th style="text-align:right">a</th>\n</tr>\n</thead>\n<tbody><tr>\n<td style="text-align:right"><strong>b</strong></td>\n</tr>\n</tbody></table>',
    ),
  ],
  [
    'task list',
    '- [x] a',
    card(
      '<ul class="contains-task-list">\n<li class="task-list-item" style="list-style-type:none"><input type="checkbox" class="task-list-item-checkbox" disabled checked> a</li>\n</ul>',
    ),
  ],
  ['raw HTML', '<div  class=x>\n\n<p>a &copy;\n\n</div>', card('<div  class=x>\n\n<p>a &copy;\n\n</div>')],
  [
    'raw HTML around Markdown',
    '<details open>\n<summary>a</summary>\n\n*b*\n\n</details>',
    `${card('<details open>\n<summary>a</summary>')}<p><em>b</em></p>${card('</details>')}`,
  ],
  ['subscript and superscript', 'H~2~O x^2^', '<p>H<sub>2</sub>O x<sup>2</sup></p>'],
  [
    'image with a width and a caption with marks',
    '![a](b.png "c *d* `e` ==f== [g](https://h.ij)"){.wide}',
    figure(
      `${img('b.png', 'a')}<figcaption>c <em>d</em> <code>e</code> <mark>f</mark> <a href="https://h.ij">g</a></figcaption>`,
      ' kg-width-wide kg-card-hascaption',
    ),
  ],
  [
    'gallery',
    '![a](a.png) ![b](b.png)\n![c](c.png)\n![d](d.png)',
    `<figure class="kg-card kg-gallery-card kg-width-wide"><div class="kg-gallery-container">${[
      ['a', 'b'],
      ['c', 'd'],
    ]
      .map(
        (row) =>
          `<div class="kg-gallery-row">${row.map((name) => `<div class="kg-gallery-image"><img src="https://cdn.example.com/${name}.png" width="800" height="600" loading="lazy" alt="${name}"></div>`).join('')}</div>`,
      )
      .join('')}</div></figure>`,
  ],
  ['heading with an id', '## A b {#c}', `${card('<span id="c"></span>')}<h2 id="a-b">A b</h2>`],
  [
    'code with a caption',
    '```js {caption="a *b*"}\nc\n```',
    '<figure class="kg-card kg-code-card"><pre><code class="language-js">c</code></pre><figcaption>a <em>b</em></figcaption></figure>',
  ],
  ['emoji', 'a :tada:', '<p>a 🎉</p>'],
  ['definition list', 'a\n: b', card('<dl>\n<dt>a</dt>\n<dd>b</dd>\n</dl>')],
  [
    'formula',
    '$x$',
    card(
      '<p><span class="katex"><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">x</annotation></semantics></math></span></p>',
    ),
  ],
  ['raw inline HTML', 'a <kbd>b</kbd>', card('<p>a <kbd>b</kbd></p>')],
  ['script', '<script>\nif (a < b && "</p>") {}\n\n</script>', card('<script>\nif (a < b && "</p>") {}\n\n</script>')],
  ['paywall', 'a\n\n<!--members-only-->\n\nb', '<p>a</p><!--members-only--><p>b</p>'],
])('%s', async (_name, markdown, html) => {
  expect(await show(markdown)).toBe(html)
})

test.each<[name: string, markdown: string, shown: string[]]>([
  [
    'callout',
    ':::callout{emoji="" color=accent}\na *b*\n:::',
    [
      '<div class="kg-card kg-callout-card kg-callout-card-accent"><div class="kg-callout-text">a <em>b</em></div></div>',
    ],
  ],
  ['aside', ':::aside\na *b*\n:::', ['<blockquote class="kg-blockquote-alt">a <em>b</em></blockquote>']],
  [
    'button',
    ':::button{url="https://a.bc/d" align=left}\nGo\n:::',
    [
      '<div class="kg-card kg-button-card kg-align-left"><a href="https://a.bc/d" class="kg-btn kg-btn-accent">Go</a></div>',
    ],
  ],
  [
    'gallery',
    ':::gallery{caption="a *b*"}\n![](c.png "t")\n\n[![](d.png)](https://e.fg)\n:::',
    [
      'title="t"',
      '<a href="https://e.fg"><img src="https://cdn.example.com/d.png"',
      '<figcaption>a <em>b</em></figcaption>',
    ],
  ],
  [
    'file',
    ':::file{src="https://a.bc/d.pdf" title=T caption=C size=12345}\n:::',
    ['href="https://a.bc/d.pdf"', '>T</div>', '>C</div>', '>d.pdf</div>', '>12 KB</div>'],
  ],
  ['audio', ':::audio{src="https://a.bc/d.mp3" title=T}\n:::', ['<audio src="https://a.bc/d.mp3"', '>T</div>']],
  [
    'video',
    ':::video{src="https://a.bc/d.mp4" .wide loop width=640 height=360}\ne *f*\n:::',
    [
      'kg-width-wide',
      '<video src="https://a.bc/d.mp4"',
      'width="640" height="360" loop',
      '<figcaption>e <em>f</em></figcaption>',
    ],
  ],
  [
    'product',
    ':::product{title="a *b*" image=c.png rating=4 button=Buy url="https://d.ef"}\n- g\n:::',
    [
      '>a <em>b</em></h4>',
      'src="https://cdn.example.com/c.png"',
      '<ul>\n<li>g</li>\n</ul>',
      'href="https://d.ef"',
      '<span>Buy</span>',
    ],
  ],
  [
    'header',
    ':::header{background-color="#112233" button=Go url="https://a.bc"}\n# d *e*\n\nf\n\ng\n:::',
    [
      'kg-header-card kg-v2',
      'background-color: #112233',
      '>d <em>e</em></h2>',
      '>f<br><br>g</p>',
      'href="https://a.bc"',
    ],
  ],
  [
    'signup',
    ':::signup{labels="a, b" disclaimer="no *c*" button=Join}\n## d\n\ne\n:::',
    ['type="hidden" value="a">', 'type="hidden" value="b">', '>d</h2>', '>e</p>', '>no <em>c</em></p>', '>Join</span>'],
  ],
  [
    'call to action',
    ':::cta{button=Go url="https://a.bc" sponsor="by *d*"}\ne\n:::',
    ['by <em>d</em>', '<p>e</p>', 'href="https://a.bc"'],
  ],
  ['Markdown card', ':::markdown\n**a** ~b~\n:::', ['<p><strong>a</strong> <sub>b</sub></p>']],
  [
    'HTML for members',
    ':::html{visibility=\'{"web":{"nonMember":false,"memberSegment":"status:free,status:-free"},"email":{"memberSegment":""}}\'}\n<b>a\n\nb</b>\n:::',
    ['<!--kg-gated-block:begin nonMember:false', '<b>a\n\nb</b>'],
  ],
  [
    'bookmark',
    ':::bookmark{url="https://a.bc/" title=T description=D}\nc\n:::',
    ['href="https://a.bc/"', '>T</div>', '>D</div>', '<figcaption>c</figcaption>'],
  ],
  [
    'embed',
    ':::embed{url="https://a.bc/" type=video html=\'<iframe src="https://a.bc/d"></iframe>\'}\ne\n:::',
    ['<iframe src="https://a.bc/d"></iframe>', '<figcaption>e</figcaption>'],
  ],
  [
    'as Ghost stores it',
    '```ghost-card\n{"type":"header","version":1,"size":"small","style":"dark","header":"a","subheader":"b"}\n```',
    ['kg-header-card kg-width-full kg-size-small kg-style-dark', '> a </h2>', '> b </h3>'],
  ],
  ['what is for newsletters', ':::email\na\n:::\n\n:::email-cta\nb\n:::', []],
])('card: %s', async (_name, markdown, shown) => {
  const html = await show(`${markdown}\n\nthe end`)
  for (const part of shown) expect(html).toContain(part)
  // Ghost cuts a post off where it meets a node that it does not know.
  expect(html).toMatch(/<p>the end<\/p>$/)
})

test('toggle', async () => {
  const html = await show('<details>\n<summary>a <b>b</b></summary>\n\n*c*\n\n- d\n\n</details>\n\ne')
  expect(html).toContain('<h4 class="kg-toggle-heading-text">a <b>b</b></h4>')
  expect(html).toContain('<div class="kg-toggle-content"><p><em>c</em></p>\n<ul>\n<li>d</li>\n</ul></div>')
  expect(html).toMatch(/<p>e<\/p>$/)
})

test('footnotes', async () => {
  expect(await show('a[^1]\n\nb\n\n[^1]: c')).toBe(
    `${card('<p>a<sup class="footnote-ref"><a href="#fn-1" id="fnref-1">1</a></sup></p>')}<p>b</p>${card(
      '<section class="footnotes">\n<hr style="margin-bottom:1em">\n<ol>\n<li id="fn-1">\n<p>c <a href="#fnref-1" class="footnote-backref" aria-label="Back to reference 1">↩\ufe0e</a></p>\n</li>\n</ol>\n</section>',
    )}`,
  )
})

test('an empty document is a post without HTML', async () => {
  expect(await show('')).toBeNull()
})

test('the ids of headings are those that were foretold', async () => {
  const markdown = [
    '# A',
    '# A',
    '# A-1',
    '> # A',
    '# a - b & *c*_d_ (e)',
    '# Constructor',
    '# Constructor',
    '# 你好 🎉',
    '# `x` <kbd>y</kbd>',
    'two\\\nlines\n---',
    '# "quoted" – dash…',
    '#',
    '#',
  ].join('\n\n')
  const html = await show(markdown)
  const shown = [...(html ?? '').matchAll(/<h\d id="([^"]*)"/g)].map((match) => match[1])
  expect(shown).toEqual(parseMarkdown(markdown, 1).headings.map(({ ghostId }) => ghostId))
})
