import { expect, test } from 'vitest'
import { extractTitle } from '../../../src/markdown/syntax/extract-title.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { convert, sketch } from '../sketch-lexical.ts'

const cdn = 'https://cdn.example.com'
const span = (id: string): string => `html <span id="${id}"></span>`

test.each<[name: string, markdown: string, blocks: string[]]>([
  ['subscript', 'H~2~O', ["p('H' 32'2' 'O')"]],
  ['superscript', 'x^2^, (a)^n^', ["p('x' 64'2' ', (a)' 64'n')"]],
  ['marks in a superscript', 'x^**2**^', ["p('x' 65'2')"]],
  ['an escape in a subscript', 'a~\\~~', ["p('a' 32'~')"]],
  ['strikethrough after a space', 'a ~b~ c', ["p('a ' 4'b' ' c')"]],
  ['strikethrough of words', 'a~b c~', ["p('a' 4'b c')"]],
  ['two tildes in a word', 'a~~b~~', ["p('a' 4'b')"]],
  ['a power that is not closed', '2^10 + a^b c^', ["p('2^10 + a^b c^')"]],
  ['a caret after a space', 'a ^b^', ["p('a ^b^')"]],
  ['carets in code', '`a^b^`', ["p(16'a^b^')"]],
  ['a subscript in a table', '|H~2~|\n|-|', [expect.stringContaining('<th>H<sub>2</sub></th>')]],
  ['a wide image', '![a](b.png){.wide}', [`image<${cdn}/b.png>'a' wide`]],
  ['a full image by reference', '![a][b]{.full}\n\n[b]: c.png', [`image<${cdn}/c.png>'a' full`]],
  ['a wide linked image', '[![a](b.png)](c.md){.wide}', [`image<${cdn}/b.png>'a' href<https://example.com/c/> wide`]],
  ['a tooltip', '![a](b.png){title="c \\"d\\""}', [`image<${cdn}/b.png>'a' title'c "d"'`]],
  ['a class of another program', '![a](b.png){.left}', [`image<${cdn}/b.png>'a'`, "p('{.left}')"]],
  ['braces after an image', '![a](b.png){', [`image<${cdn}/b.png>'a'`, "p('{')"]],
  ['a caption with marks', '![](a.png "b *c* `<`")', [`image<${cdn}/a.png>'' caption'b <em>c</em> <code>&lt;</code>'`]],
  [
    'a caption with a link',
    '![](a.png "[b](c.md)")',
    [`image<${cdn}/a.png>'' caption'<a href="https://example.com/c/">b</a>'`],
  ],
  ['a caption with HTML', '![](a.png "<kbd>b</kbd>")', [`image<${cdn}/a.png>'' caption'<kbd>b</kbd>'`]],
  ['a caption with angle brackets', '![](a.png "Vec<T>")', [`image<${cdn}/a.png>'' caption'Vec&lt;T&gt;'`]],
  ['a caption with a star', '![](a.png "5 \\\\* 3 \\\\*")', [`image<${cdn}/a.png>'' caption'5 * 3 *'`]],
  ['gallery', '![a](a.png) ![b](b.png)', ['gallery 0:a.png 0:b.png']],
  [
    'gallery, a line each',
    '![](a.png)\n![](b.png)  \n![](c.png)\\\n![](d.png)',
    ['gallery 0:a.png 0:b.png 0:c.png 1:d.png'],
  ],
  ['images with a caption', '![](a.png "c") ![](b.png)', [`image<${cdn}/a.png>'' caption'c'`, `image<${cdn}/b.png>''`]],
  ['linked images', '[![](a.png)](u) ![](b.png)', [`image<${cdn}/a.png>'' href<u>`, `image<${cdn}/b.png>''`]],
  [
    'images of unknown size',
    '![](https://a.bc/a.png) ![](b.png)',
    ["image<https://a.bc/a.png>''", `image<${cdn}/b.png>''`],
  ],
  [
    'images of a size that is written',
    '![](https://a.bc/a.png){width=3 height=4} ![](b.png)',
    ['gallery 0:a.png 0:b.png'],
  ],
  ['images and text', '![](a.png) ![](b.png) c', [`image<${cdn}/a.png>''`, `image<${cdn}/b.png>''`, "p('c')"]],
  ['two paragraphs of an image', '![](a.png)\n\n![](b.png)', [`image<${cdn}/a.png>''`, `image<${cdn}/b.png>''`]],
  ['a heading with an id', '## A *b* {#c_d}', [span('c_d'), "h2('A ' 2'b')"]],
  ["a heading with Ghost's own id", '## A b {#a-b}', ["h2('A b')"]],
  ['an underlined heading with an id', 'A {#b}\n---', [span('b'), "h2('A')"]],
  ['braces that are no id', '## A {b}', ["h2('A {b}')"]],
  ['nothing but an id', '## {#b}', ["h2('{#b}')"]],
  ['an id in a card', '> ## A {#b}', ['html <blockquote>\n<h2 id="b">A</h2>\n</blockquote>']],
  [
    'code with a caption',
    '```js {caption="a *b* \\"c\\""}\nd\n```',
    ["code<js>'d' caption'a <em>b</em> &quot;c&quot;'"],
  ],
  ['code with other attributes', '```js {1,3}\nd\n```', ["code<js>'d'"]],
  [
    'toggle',
    '<details>\n<summary>a <b>b</b></summary>\n\n*c*\n\n- d\n\n</details>',
    ["toggle 'a <b>b</b>' <p><em>c</em></p>\n<ul>\n<li>d</li>\n</ul>"],
  ],
  ['toggle on one line', '<details><summary>a</summary>\n\nb\n\n</details>\n\nc', ["toggle 'a' <p>b</p>", "p('c')"]],
  ['empty toggle', '<details><summary>a</summary>\n\n</details>', ["toggle 'a' "]],
  [
    'toggle in a toggle',
    '<details><summary>a</summary>\n\n<details><summary>b</summary>\n\nc\n\n</details>\n\n</details>',
    ['html <details>\n<summary>a</summary>\n<details>\n<summary>b</summary>\n<p>c</p>\n</details>\n</details>'],
  ],
  [
    'details of what a toggle would lose in Ghost Admin',
    '<details><summary>a</summary>\n\n## b\n\n</details>',
    ['html <details>\n<summary>a</summary>\n<h2 id="b">b</h2>\n</details>'],
  ],
  ['struck words in a toggle', '<details><summary>a</summary>\n\n~~b~~\n\n</details>', ["toggle 'a' <p><s>b</s></p>"]],
  ['details without a summary', '<details>\n\na\n\n</details>', ['html <details>', "p('a')", 'html </details>']],
  [
    'details that are open',
    '<details open><summary>a</summary>\n\nb\n\n</details>',
    ['html <details open><summary>a</summary>', "p('b')", 'html </details>'],
  ],
  [
    'details that are not closed',
    '<details><summary>a</summary>\n\nb',
    ['html <details><summary>a</summary>', "p('b')"],
  ],
  [
    'details of HTML',
    '<details><summary>a</summary>\nb\n</details>',
    ['html <details><summary>a</summary>\nb\n</details>'],
  ],
])('%s', (_name, markdown, blocks) => {
  expect(sketch(markdown)).toEqual(blocks)
})

test('galleries of many images are parted evenly', () => {
  const images = Array.from({ length: 19 }, (_, index) => `![](${index}.png)`).join('\n')
  const galleries = convert(images).children.map(({ images: shown }) => (shown as unknown[]).length)
  expect(galleries).toEqual([6, 7, 6])
})

test('what captions, summaries and toggles refer to is listed, with its line', () => {
  const markdown =
    '![](a.png "[b](c.md)")\n\n```js {caption="[d](e.md)"}\nf\n```\n\n<details>\n<summary><img src="g.png"></summary>\n\n[h](i.md)\n\n</details>\n\n## j {#k}'
  const { references, headings } = parseMarkdown(markdown, 1)
  expect(references).toEqual([
    { kind: 'image', target: 'a.png', line: 1 },
    { kind: 'link', target: 'c.md', line: 1 },
    { kind: 'link', target: 'e.md', line: 3 },
    { kind: 'image', target: 'g.png', line: 8 },
    { kind: 'link', target: 'i.md', line: 10 },
  ])
  expect(headings).toEqual([{ depth: 2, text: 'j', ghostId: 'j', githubId: 'j', writtenId: 'k', line: 14 }])
})

test('the headings of a toggle are none of those that Ghost numbers', () => {
  const { headings } = parseMarkdown('# a\n\n<details><summary>b</summary>\n\n# a\n\n</details>\n\n# a', 1)
  expect(headings.map(({ ghostId }) => ghostId)).toEqual(['a', 'a-2', 'a-1'])
})

test('a title has no braces', () => {
  expect(extractTitle(parseMarkdown('# A {#b}\n\nc', 1))?.title).toBe('A')
})

test.each<[name: string, markdown: string, code: string]>([
  ['fenced', '1. a\n\n   ```make\n   all:\n   \tcc\n   ```', 'all:\n\tcc'],
  ['fenced, right behind the marker', '- ```\n  \ta\tb\n\t\tc\n  ```', '\ta\tb\n  \tc'],
  ['indented', '- a\n\n      b\n      \tc', 'b\n\tc'],
  ['in a list in a list', '- a\n  - b\n\n    ```\n    \tc\n    ```', '\tc'],
  ['in a list in a quote', '> - a\n>\n>   ```\n>   \tb\n>   ```', '\tb'],
  ['of two blocks alike', '- ```\n  a\n  ```\n- ```\n  \ta\n  ```', '\ta'],
])('tabs of code in a list, %s', (_name, markdown, code) => {
  expect(sketch(markdown).join('\n')).toContain(`>${code}\n</code>`)
})

test.each<[name: string, markdown: string, blocks: string[]]>([
  ['inside a word', 'xhttps://a.bc and 1www.a.bc', ["p('xhttps://a.bc and 1www.a.bc')"]],
  ['after a letter of another script', '见https://a.bc', ["p('见' a<https://a.bc>('https://a.bc'))"]],
  ['of a domain with an underscore at its end', 'in www.a_b.cd', ["p('in www.a_b.cd')"]],
  ['of a domain with an underscore before', 'in www.a_b.cd.ef', ["p('in ' a<http://www.a_b.cd.ef>('www.a_b.cd.ef'))"]],
  ['with an underscore in its path', 'in www.ab.cd/e_f', ["p('in ' a<http://www.ab.cd/e_f>('www.ab.cd/e_f'))"]],
  ['in a cell', '|xhttps://a.bc|\n|-|', [expect.stringContaining('<th>xhttps://a.bc</th>')]],
])('an address %s', (_name, markdown, blocks) => {
  expect(sketch(markdown)).toEqual(blocks)
})

test('code in a `<pre>` that HTML leaves open is one card', () => {
  expect(sketch('<div><pre>\na\n\n*b*\n</pre></div>\n\nc')).toEqual([
    'html <div><pre>\na\n<p><em>b</em>\n</pre></div></p>',
    "p('c')",
  ])
  expect(sketch('<div><pre>\na\n\n*b*')).toEqual(['html <div><pre>\na', "p(2'b')"])
})

test('angle brackets in an alternative text are text', () => {
  expect(sketch('![Vec<T> of <b>](a.png)')).toEqual([`image<${cdn}/a.png>'Vec<T> of <b>'`])
  expect(sketch('- ![<b>](a.png)')).toEqual([expect.stringContaining('alt="&lt;b&gt;"')])
})
