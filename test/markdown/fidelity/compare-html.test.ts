import { expect, test } from 'vitest'
import { compareHtml } from '../../../src/markdown/fidelity/compare-html.ts'
import { writeLineMarker } from '../../../src/markdown/fidelity/page-item.ts'
import { SAVED } from '../saved-by-admin.ts'

const image = '<img src="/a.png" alt="A">'
const table = (...rows: string[]) =>
  `<table><tbody>${rows.map((row) => `<tr><td>${row}</td></tr>`).join('')}</tbody></table>`

test.each([
  ['white space that a browser collapses', '<p>a\n  b</p>\n<p>c</p>', '<p>a b</p><p>c</p>'],
  ['other names of a format', '<p><b>a</b> <i>b</i> <del>c</del></p>', '<p><strong>a</strong> <em>b</em> <s>c</s></p>'],
  ['the nesting of formats', '<p><em><strong>a</strong></em></p>', '<p><strong><em>a</em></strong></p>'],
  ['one format in two elements', '<p><em>ab c</em></p>', '<p><em>a</em><em>b c</em></p>'],
  ['spaces at the edge of a format', '<p><em>a </em>b</p>', '<p><em>a</em> b</p>'],
  ['ids of headings', '<h2>Hi</h2>', '<h2 id="hi">Hi</h2>'],
  ['tight and loose lists', '<ul><li><p>a</p></li><li><p>b</p></li></ul>', '<ul><li>a</li><li>b</li></ul>'],
  ['paragraphs of a list item', '<ul><li><p>a</p><p>b</p></li></ul>', '<ul><li>a<br><br>b</li></ul>'],
  ['paragraphs of a quote', '<blockquote><p>a</p>\n<p>b</p></blockquote>', '<blockquote>a<br><br>b</blockquote>'],
  [
    'the card of an image',
    `<p>${image}</p>`,
    `<figure class="kg-card kg-image-card"><img src="/a.png" class="kg-image" alt="A" loading="lazy" width="8" height="6" srcset="/s.png 600w" sizes="1px"></figure>`,
  ],
  [
    'a title that is a caption',
    '<p><img src="/a.png" alt="A" title="T"></p>',
    `<figure class="kg-card kg-image-card kg-card-hascaption">${image}<figcaption>T</figcaption></figure>`,
  ],
  [
    'a gallery',
    `<p>${image}\n<img src="/b.png" alt="B"></p>`,
    `<figure class="kg-card kg-gallery-card kg-width-wide"><div class="kg-gallery-container"><div class="kg-gallery-row"><div class="kg-gallery-image">${image}</div><div class="kg-gallery-image"><img src="/b.png" width="1" alt="B"></div></div></div></figure>`,
  ],
  [
    'the marks of an html card',
    '<div>a</div>',
    '\n<!--kg-card-begin: html-->\n<div>a</div>\n<!--kg-card-end: html-->\n',
  ],
  ['an html card that leaves a tag open', '<div a\n', '<!--kg-card-begin: html-->\n<div a\n<!--kg-card-end: html-->'],
  [
    'the line end after code',
    '<pre><code class="language-js">a\n</code></pre>',
    '<pre><code class="language-js">a</code></pre>',
  ],
  [
    'alignment',
    '<table><tr><td align="right">a</td></tr></table>',
    '<table style="white-space:normal;overflow-wrap:normal;word-break:normal"><tr><td style="text-align:right">a</td></tr></table>',
  ],
  [
    'what a link tells the browser',
    '<p><a href="/x">a</a></p>',
    '<p><a href="/x" rel="noopener" target="_blank">a</a></p>',
  ],
  ['encoded characters of an address', '<p><a href="/fö">a</a></p>', '<p><a href="/f%C3%B6">a</a></p>'],
  ['a link without an address', '<p><a href="">a</a></p>', '<p><a>a</a></p>'],
  ['comments', '<p>a</p>', '<!-- note --><p>a</p>'],
  [
    'a bare address in a quote and in a list with blank lines, where Ghost writes no paragraph',
    '<blockquote><p><a href="https://e.com/a">https://e.com/a</a></p></blockquote><ul><li><p><a href="https://e.com/b">https://e.com/b</a></p></li></ul>',
    '<blockquote><a href="https://e.com/a">https://e.com/a</a></blockquote><ul><li><a href="https://e.com/b">https://e.com/b</a></li></ul>',
  ],
  [
    'an element that swallows the lines below it',
    '<!--ghost-sync:line 1--><p>a <object><!--ghost-sync:line 2--> b</object></p>',
    '<p>a <object> b</object></p>',
  ],
  [
    'a bare address as a bookmark',
    '<p><a href="https://e.com/a">https://e.com/a</a></p>',
    '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://e.com/a"><div class="kg-bookmark-content"><div class="kg-bookmark-title">Title</div></div></a></figure>',
  ],
  [
    'a bare address as an embed',
    '<p><a href="https://e.com/a">https://e.com/a</a></p>',
    '<figure class="kg-card kg-embed-card"><iframe src="https://e.com/player/7"></iframe></figure>',
  ],
  [
    'a link to a heading whose id is another',
    '<p><a href="#my_a">x</a></p><h2 id="my_a">A</h2>',
    '<p><a href="#my-a">x</a></p><h2 id="my-a">A</h2>',
  ],
])('%s counts as the same', (_, reference, served) => {
  expect(compareHtml(reference, served)).toEqual({ differences: [], identical: true, sameMeaning: true })
  expect(compareHtml(served, reference)).toEqual({ differences: [], identical: true, sameMeaning: true })
})

// But for what its editor really changes: a space that does not break at an end, spaces in code, an item of its own for a nested list.
const unchanged = SAVED.filter(([sent]) => !/ &nbsp;|<code>a {2}b|<ol>/.test(sent))
test.each(unchanged)('%s and what Ghost Admin saved of it count as the same', (sent, saved) => {
  expect(compareHtml(sent, saved).differences).toEqual([])
})

test.each([
  ['a lost row', table('a', 'b c', 'd'), table('a', 'd'), 'missing', 'b c', ''],
  ['a lost paragraph', '<p>a</p><p>b</p>', '<p>a</p>', 'missing', 'b', ''],
  ['a text that nobody wrote', '<p>a</p>', '<p>a</p><p>b</p>', 'extra', '', 'b'],
  ['another word', '<p>a good day</p>', '<p>a bad day</p>', 'text', 'good', 'bad'],
  [
    'a changed link target',
    '<p>go <a href="/x">to there</a></p>',
    '<p>go <a href="/y">to there</a></p>',
    'link',
    '[to](/x) [there](/x)',
    '[to](/y) [there](/y)',
  ],
  ['a lost link', '<p><a href="/x">a</a></p>', '<p>a</p>', 'link', '[a](/x)', 'a'],
  [
    'a link to another heading',
    '<p><a href="#a">x</a></p><h2 id="a">A</h2><h2 id="b">B</h2>',
    '<p><a href="#b">x</a></p><h2 id="a">A</h2><h2 id="b">B</h2>',
    'link',
    '[x](#a)',
    '[x](#b)',
  ],
  [
    'a link to no heading',
    '<p><a href="#a">x</a></p><h2 id="a">A</h2>',
    '<p><a href="#a">x</a></p><h2 id="b">A</h2>',
    'link',
    '[x](#a)',
    '[x](#a)',
  ],
  [
    'lost white space in code',
    '<pre><code>if a:\n    b\n</code></pre>',
    '<pre><code>if a:\n  b\n</code></pre>',
    'code',
    '"    b"',
    '"  b"',
  ],
  ['lost white space in a code span', '<p><code>a  b</code></p>', '<p><code>a b</code></p>', 'text', 'a  b', 'a b'],
  [
    'another language of code',
    '<pre><code class="language-js">a</code></pre>',
    '<pre><code>a</code></pre>',
    'code',
    'language js',
    'language ',
  ],
  ['a lost image', `<p>${image}</p><p>a</p>`, '<p>a</p>', 'missing', '![A](/a.png)', ''],
  ['another image', `<p>${image}</p>`, '<p><img src="/b.png" alt="A"></p>', 'image', '![](/a.png)', '![](/b.png)'],
  ['a changed alternative text', `<p>${image}</p>`, '<p><img src="/a.png" alt="B"></p>', 'image', '![A]', '![B]'],
  ['a lost rule', '<p>a</p><hr><p>b</p>', '<p>a</p><p>b</p>', 'missing', 'hr', ''],
  [
    'a lost end of the public part',
    '<p>a</p><!--members-only--><p>b</p>',
    '<p>a</p><p>b</p>',
    'missing',
    'members-only',
    '',
  ],
])('%s is found, and changes the meaning', (_, reference, served, kind, expected, found) => {
  const comparison = compareHtml(reference, served)
  expect(comparison.differences).toEqual([{ kind, line: undefined, expected, found }])
  expect(comparison).toMatchObject({ identical: false, sameMeaning: false })
})

test.each([
  ['a lost strikethrough', '<p>a <s>b c</s></p>', '<p>a b c</p>', 'format', '<s>b <s>c', 'b c'],
  ['a part of a word in bold', '<p><b>a</b>b</p>', '<p>ab</p>', 'format', '<strong>ab', 'ab'],
  ['a heading of another level', '<h2>a</h2>', '<h3>a</h3>', 'structure', 'h2', 'h3'],
  ['a lost quote', '<blockquote><p>a</p></blockquote>', '<p>a</p>', 'structure', 'blockquote, blockquote > p', 'p'],
  ['joined paragraphs', '<p>a</p><p>b</p>', '<p>a b</p>', 'structure', 'p', ''],
  ['a line break that is a space', '<p>a<br>b</p>', '<p>a b</p>', 'structure', 'line break', ''],
  [
    'a list that is numbered from another number',
    '<ol start="3"><li>a</li></ol>',
    '<ol><li>a</li></ol>',
    'structure',
    'ol[start=3], ol[start=3] > li',
    'ol, ol > li',
  ],
  [
    'alignment',
    '<table><tr><td align="right">a</td></tr></table>',
    '<table><tr><td>a</td></tr></table>',
    'structure',
    'table > tbody > tr > td[align=right]',
    'table > tbody > tr > td',
  ],
  ['a tooltip', '<p><a href="/x" title="T">a</a></p>', '<p><a href="/x">a</a></p>', 'tooltip', 'T', ''],
  ['a style of raw HTML', '<p style="color: red">a</p>', '<p>a</p>', 'structure', 'p[style=color:red]', 'p'],
])('%s is found, and leaves the meaning', (_, reference, served, kind, expected, found) => {
  const comparison = compareHtml(reference, served)
  expect(comparison.differences).toEqual([{ kind, line: undefined, expected, found }])
  expect(comparison).toMatchObject({ identical: false, sameMeaning: true })
})

test('blocks in another order are missing in one place and extra in the other', () => {
  const { differences, sameMeaning } = compareHtml('<p>one</p><p>two</p>', '<p>two</p><p>one</p>')
  expect(differences.map(({ kind }) => kind).sort()).toEqual(['extra', 'missing'])
  expect(sameMeaning).toBe(false)
})

test('a difference stands on the line that the reference names', () => {
  const reference = `${writeLineMarker(3)}<p>a</p>${writeLineMarker(5)}<p>b <em>c</em></p>${writeLineMarker(9)}<p>d</p>`
  expect(compareHtml(reference, '<p>a</p><p>b c</p><p>e</p><p>f</p>').differences.map(({ line }) => line)).toEqual([
    5, 9,
  ])
})

test('within code, on the line of it that differs', () => {
  const code = (text: string) => `<pre><code>${text}</code></pre>`
  const lines = (served: string) =>
    compareHtml(`${writeLineMarker(7)}${code('a\nb\nc')}`, code(served)).differences.map(({ line }) => line)
  expect([lines('A\nb\nc'), lines('a\nb\n c'), lines('a'), lines('a\nb\nc\nd')]).toEqual([[7], [9], [8], [9]])
})

test('the caller decides which addresses are the same', () => {
  const writeUrl = (url: string) => url.replace(/^https:\/\/e\.com/, '')
  expect(
    compareHtml('<p><a href="/x">a</a></p>', '<p><a href="https://e.com/x">a</a></p>', { writeUrl }).identical,
  ).toBe(true)
})

test('takes any depth and any length in bounded time', () => {
  const deep = (name: string) => `${`<${name}>`.repeat(5_000)}a${`</${name}>`.repeat(5_000)}`
  expect(compareHtml(deep('div'), deep('div')).identical).toBe(true)
  const words = Array.from({ length: 20_000 }, (_, index) => `w${index}`)
  expect(compareHtml(`<p>${words.join(' ')}</p>`, `<p>${words.reverse().join(' ')}</p>`).sameMeaning).toBe(false)
})

test('an address in noscript is the address of the file', () => {
  const picture = (src: string) => `<p>a</p><noscript><img alt="A" src="${src}"></noscript>`
  const writeUrl = (url: string) => url.replace(/^.*upload-/, 'ghost-sync-asset:')
  const differences = (served: string) =>
    compareHtml(picture('ghost-sync-asset:1'), picture(served), { writeUrl }).differences
  expect(differences('https://e.com/upload-1')).toEqual([])
  expect(differences('https://e.com/upload-2')).not.toEqual([])
})

test('a link whose text is its address, and a last paragraph of nothing but a space, are no differences on a page of Ghost', () => {
  const url = 'https://a.example/b_c'
  const marked = `${writeLineMarker(1)}<p><a href="${url}">${writeLineMarker(1)}https://a.example/b${writeLineMarker(1)}_c</a></p>`
  const options = { asGhostShows: true }
  expect(compareHtml(marked, `<p><a href="${url}">${url}</a></p>`, options).differences).toEqual([])
  expect(compareHtml('<p>a</p><p>\u00a0</p><p>\ufeff</p>', '<p>a</p>', options).differences).toEqual([])
  expect(compareHtml('<p>a</p><p>\u00a0</p><p>b</p>', '<p>a</p><p>b</p>', options).differences).toHaveLength(1)
})
