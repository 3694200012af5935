import { expect, test } from 'vitest'
import { sketch } from '../sketch-lexical.ts'

const img = '<img src="https://cdn.example.com/b.png" alt="a" width="800" height="600" loading="lazy">'

test.each<[name: string, markdown: string, html: string]>([
  [
    'table',
    '| a | b | c |\n|:--|:-:|--|\n| *1* | [2](x.md) | `3\\|4` |',
    '<table style="white-space:normal;overflow-wrap:normal;word-break:normal">\n<thead>\n<tr>\n<th style="text-align:left">a</th>\n<th style="text-align:center">b</th>\n<th>c</th>\n</tr>\n</thead>\n' +
      '<tbody><tr>\n<td style="text-align:left"><em>1</em></td>\n<td style="text-align:center"><a href="https://example.com/x/">2</a></td>\n' +
      '<td><code>3|4</code></td>\n</tr>\n</tbody></table>',
  ],
  [
    'task list',
    '- [ ] a\n- [x] **b**',
    '<ul class="contains-task-list">\n' +
      '<li class="task-list-item" style="list-style-type:none"><input type="checkbox" class="task-list-item-checkbox" disabled> a</li>\n' +
      '<li class="task-list-item" style="list-style-type:none"><input type="checkbox" class="task-list-item-checkbox" disabled checked> <strong>b</strong></li>\n</ul>',
  ],
  [
    'code in a list',
    '1. a\n\n   ```js\n   b < c\n   ```\n2. d',
    '<ol>\n<li><p>a</p>\n<pre><code class="language-js">b &lt; c\n</code></pre>\n</li>\n<li><p>d</p>\n</li>\n</ol>',
  ],
  ['image in a list', '- ![a](b.png)', `<ul>\n<li>${img}</li>\n</ul>`],
  [
    'text after a nested list',
    '- a\n  - b\n\n  c',
    '<ul>\n<li><p>a</p>\n<ul>\n<li>b</li>\n</ul>\n<p>c</p>\n</li>\n</ul>',
  ],
  [
    'two lists in one item',
    '- a\n  - b\n  1. c',
    '<ul>\n<li>a<ul>\n<li>b</li>\n</ul>\n<ol>\n<li>c</li>\n</ol>\n</li>\n</ul>',
  ],
  ['image in a heading', '## a ![a](b.png)', `<h2 id="a-a">a ${img}</h2>`],
  ['image in a quote', '> ![a](b.png)', `<blockquote>\n<p>${img}</p>\n</blockquote>`],
  ['list in a quote', '> - a', '<blockquote>\n<ul>\n<li>a</li>\n</ul>\n</blockquote>'],
  ['quote in a quote', '> a\n> > b', '<blockquote>\n<p>a</p>\n<blockquote>\n<p>b</p>\n</blockquote>\n</blockquote>'],
  [
    'alert with a list',
    '> [!TIP]\n> - a',
    '<div class="kg-card kg-callout-card kg-callout-card-green">\n<div class="kg-callout-emoji">💡</div>\n' +
      '<div class="kg-callout-text">\n<ul>\n<li>a</li>\n</ul>\n</div>\n</div>',
  ],
  ['raw HTML', '<div  class=x>\n *a* &copy;\n</div>', '<div  class=x>\n *a* &copy;\n</div>'],
  ['raw HTML over blank lines', '<ul>\n\n<li>a</li>\n\n</ul>', '<ul>\n\n<li>a</li>\n\n</ul>'],
  ['script', '<script>\n"<img src=a.png>"\n\n</script>', '<script>\n"<img src=a.png>"\n\n</script>'],
  [
    'local targets in raw HTML, nothing else touched',
    `<p>\n<IMG  alt='x'  SRC=a.png\tid=i><a href='b.md'>c</a><img src="https://x.y/z.png?a=1&amp;b">\n</p>`,
    `<p>\n<IMG  alt='x'  src="https://cdn.example.com/a.png"\tid=i><a href="https://example.com/b/">c</a><img src="https://x.y/z.png?a=1&amp;b">\n</p>`,
  ],
  [
    'srcset',
    '<img src="a.png" srcset="a.png 1x, b.png 2x">',
    '<img src="https://cdn.example.com/a.png" srcset="https://cdn.example.com/a.png 1x, https://cdn.example.com/b.png 2x">',
  ],
  ['a lone table cell', '<td><img src=a.png></td>', '<td><img src="https://cdn.example.com/a.png"></td>'],
])('%s', (_name, markdown, html) => {
  expect(sketch(markdown)).toEqual([`html ${html}`])
})

test('HTML blocks that stand on their own keep a card each', () => {
  expect(sketch('<p>a</p>\n\n<p>b</p>')).toEqual(['html <p>a</p>', 'html <p>b</p>'])
  expect(sketch('<div>\n\n*a*\n\n</div>')).toEqual(['html <div>', "p(2'a')", 'html </div>'])
})

test('footnotes: only blocks with references become cards, and one more holds the notes', () => {
  const ref = (id: string, number: number) =>
    `<sup class="footnote-ref"><a href="#fn-${number}" id="${id}">${number}</a></sup>`
  const back = (id: string, number: number, text = '↩\ufe0e') =>
    `<a href="#${id}" class="footnote-backref" aria-label="Back to reference ${number}">${text}</a>`
  const markdown =
    'a[^x] b[^Y] c[^X]\n\nplain\n\n[^x]: one *n*[^z]\n[^y]: two\n\n    - more\n[^z]: three\n[^unused]: four'
  expect(sketch(markdown)).toEqual([
    `html <p>a${ref('fnref-1', 1)} b${ref('fnref-2', 2)} c${ref('fnref-1-2', 1)}</p>`,
    "p('plain')",
    'html <section class="footnotes">\n<hr style="margin-bottom:1em">\n<ol>\n' +
      `<li id="fn-1">\n<p>one <em>n</em>${ref('fnref-3', 3)} ${back('fnref-1', 1)} ${back('fnref-1-2', 1, '↩\ufe0e<sup>2</sup>')}</p>\n</li>\n` +
      `<li id="fn-2">\n<p>two</p>\n<ul>\n<li>more</li>\n</ul>\n<p>${back('fnref-2', 2)}</p>\n</li>\n` +
      `<li id="fn-3">\n<p>three ${back('fnref-3', 3)}</p>\n</li>\n</ol>\n</section>`,
  ])
})

test('a footnote definition takes lazy and indented lines and ends a paragraph', () => {
  const [text, notes] = sketch('a[^1]\n[^1]: b\nc\n\n    d\n\ne')
  expect(text).toContain('a<sup')
  expect(notes).toBe("p('e')")
  expect(sketch('a[^1]\n[^1]: b\nc\n\n    d\n\ne').at(-1)).toContain('<p>b\nc</p>\n<p>d <a')
})
