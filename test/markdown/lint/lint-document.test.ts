import { describe, expect, test } from 'vitest'
import { lintDocument } from '../../../src/markdown/lint/lint-document.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { measureCpu } from '../../measure-cpu.ts'

const lint = (markdown: string) => lintDocument(parseMarkdown(markdown, 1))
const find = (markdown: string) => lint(markdown).map(({ code, line }) => `${line}: ${code}`)

/** The text after its fixes. */
function fix(markdown: string): string {
  const lines = markdown.split('\n')
  const edits = lint(markdown).flatMap(({ edits = [] }) => edits)
  for (const { line, column, from, to } of [...edits].sort((a, b) => b.column - a.column)) {
    const text = lines[line - 1] ?? ''
    expect(text.slice(column, column + from.length)).toBe(from)
    lines[line - 1] = text.slice(0, column) + to + text.slice(column + from.length)
  }
  return lines.join('\n')
}

describe('a path with a space, and quotes in a title', () => {
  test.each([
    ['a picture', '![shot](Screen Shot 2024.png)', '![shot](<Screen Shot 2024.png>)'],
    ['a PDF', 'see\n[notes](my notes.pdf) there', 'see\n[notes](<my notes.pdf>) there'],
    ['a post, at a heading', '[n](../My Note.md#Some heading)', '[n](<../My Note.md#Some heading>)'],
    ['with a title', '![a](a b.png "c d")', '![a](<a b.png> "c d")'],
    ['with brackets in its name', '![a](a (1) b.png)', '![a](<a (1) b.png>)'],
    ['with underscores', '![a](my _old_ pic_1_.png)', '![a](<my _old_ pic_1_.png>)'],
    ['in the text of a link', '[![a](a b.png)](https://c.d)', '[![a](<a b.png>)](https://c.d)'],
    ['in a list', '- a\n  - ![b](c d.png)', '- a\n  - ![b](<c d.png>)'],
    ['in a cell', '|a|\n|-|\n|![b](c d.png)|', '|a|\n|-|\n|![b](<c d.png>)|'],
    ['a definition', '[a]\n\n[a]: my pic.png', '[a]\n\n[a]: <my pic.png>'],
    ['a place in the page', '[a](#Some heading)', '[a](<#Some heading>)'],
    ['quotes in a title', '[a](b.md "say "hi" now")', '[a](b.md "say \\"hi\\" now")'],
    ['an apostrophe in a title', "[a](b.md 'It's a trap')", "[a](b.md 'It\\'s a trap')"],
    ['quotes in the caption of a picture', '![a](b.png "The "lake"")', '![a](b.png "The \\"lake\\"")'],
  ])('%s is an error, and mended', (_, markdown, mended) => {
    expect(lint(markdown)).toMatchObject([{ severity: 'error' }])
    expect(fix(markdown)).toBe(mended)
    expect(lint(mended)).toEqual([])
    expect(parseMarkdown(mended, 1).references.length).toBeGreaterThan(parseMarkdown(markdown, 1).references.length)
  })

  test('a space in an address is told, and left', () => {
    expect(lint('[a](https://b.c/d objects)')).toMatchObject([{ code: 'markdown/space-in-path' }])
    expect(fix('[a](https://b.c/d objects)')).toBe('[a](https://b.c/d objects)')
  })

  test.each([
    ['prose in brackets', '[1](see the notes below) and f[x](a, b)'],
    ['code', '`![a](b c.png)`\n\n    ![a](b c.png)\n\n- x\n\n  ```\n  long line of code\n  ![a](b c.png)\n  ```'],
    ['HTML', '<div>\n![a](b c.png)\n</div>'],
    ['links as they should be', '[a](<b c.png>) [a](b%20c.png "d e") [a](b \'c "d" e\') [a](b "c \\" d") [a]( b )'],
    ['the size of a picture', '![a](b.png =300x200)'],
    ['escaped', '\\[a](b c.png) is not told, `[a]`(b c.png) neither'],
    ['a template', '![a]({{ site.url }}/a b.png)'],
    ['a note', '[^1]\n\n[^1]: see my notes.pdf'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown).filter((one) => /space|quotes/.test(one))).toEqual([])
  })
})

describe('names that are no element', () => {
  test.each([
    ['a type', 'Type List<String>, then', 'Type List\\<String>, then'],
    ['a placeholder', 'clone <repo-url> now', 'clone \\<repo-url> now'],
    ['a placeholder alone on its line', 'a\n\n<repo-url>\n\nb', 'a\n\n\\<repo-url>\n\nb'],
    ['a type that has the name of an element', 'a List<Object> of it', 'a List\\<Object> of it'],
    ['a name of a drawing, in capitals', 'Option<Path> it is', 'Option\\<Path> it is'],
    ['several', '<name> and <name>\n\n- <name>', '\\<name> and \\<name>\n\n- \\<name>'],
    ['inside of HTML', '<p>\n  a <name> b\n</p>', '<p>\n  a &lt;name> b\n</p>'],
  ])('%s is told, and mended', (_, markdown, mended) => {
    expect(lint(markdown)).toMatchObject([
      { code: 'html/unknown-element', message: expect.stringContaining('do not see') },
    ])
    expect(fix(markdown)).toBe(mended)
    expect(lint(mended)).toEqual([])
  })

  test('the number of places, and the first line', () => {
    expect(lint('a\n\n<name> and <name>')).toMatchObject([
      {
        line: 3,
        subject: '<name>',
        message: '`<name>` is no element of HTML: readers do not see it. It is there 2 times.',
      },
    ])
  })

  test('components are told, and left', () => {
    const markdown = '<Tabs><TabItem value="a">A</TabItem></Tabs>'
    expect(lint(markdown).map(({ subject }) => subject)).toEqual(['<Tabs>', '<TabItem>'])
    expect(fix(markdown)).toBe(markdown)
  })

  test.each([
    ['elements of HTML', '<kbd>a</kbd> <BR> <Center>a</Center> <details><summary>a</summary></details> a<br>b a<p>b'],
    ['drawings', '<svg viewBox="0 0 1 1"><path d="M0"/><linearGradient/></svg> <math><mi>x</mi></math>'],
    ['a drawing of several lines', '<svg>\n<g><circle/></g>\n<sodipodi-x/>\n</svg>'],
    ['custom elements', '<my-widget></my-widget> and <lite-youtube videoid="x">'],
    ['addresses', '<https://a.b> <a@b.cd> <mailto:a@b.cd>'],
    ['code', '`List<String>`\n\n    <repo-url>\n\n```\n<repo-url>\n```'],
    ['escaped', 'List\\<String> and 1 < 2 > 0 and <3'],
    ['comments and instructions', '<!-- <name> --> <?name?>\n\n<!DOCTYPE html>'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown)).toEqual([])
  })
})

describe('formulas between backslashes and brackets', () => {
  test.each([
    ['in a line', 'a\n\nInline \\(a_{n}\\) here.', 3],
    ['as a block', '\\[ E = mc^2 \\]', 1],
    ['over several lines', '\\[\n\\frac{1}{2}\n\\]', 1],
    ['with two backslashes, for kramdown', 'the \\\\( x^2 \\\\) of it', 1],
    ['one letter', 'for all \\(n\\) there', 1],
  ])('%s are told', (_, markdown, line) => {
    expect(find(markdown)).toEqual([`${line}: markdown/latex-delimiters`])
  })

  test('once in a file, with their number', () => {
    expect(lint('\\(a_1\\), \\(a_2\\)\n\n\\[a_3\\]')).toMatchObject([
      { message: expect.stringContaining('It is there 3 times.') },
    ])
  })

  test.each([
    ['escaped brackets', '\\[1\\] \\(see there\\) \\[citation needed\\] word\\(s\\) \\(c\\)'],
    ['an escaped link', '\\[text\\](https://a.b/c_d)'],
    ['options of a command', 'run \\[--name=value\\] \\[some_label\\]'],
    ['code', '`\\(a_1\\)`\n\n    \\[a_1\\]'],
    ['money', 'It costs $5 or $10, and \\$3'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown)).toEqual([])
  })
})

describe('formulas with a space inside of their dollars', () => {
  test.each([
    ['on both sides', 'Let $ z = (x_{i})^2 $ be', 'Let $z = (x_{i})^2$ be'],
    ['on one side', 'for $\\theta $, and $ \\alpha$ too', 'for $\\theta$, and $\\alpha$ too'],
    ['beside formulas', '$a$ and $ b_1 $ and $c$', '$a$ and $b_1$ and $c$'],
  ])('%s are told, and mended', (_, markdown, mended) => {
    expect(lint(markdown)).toMatchObject([{ code: 'math/spaced' }])
    expect(fix(markdown)).toBe(mended)
    expect(lint(mended)).toEqual([])
  })

  test.each([
    ['money', 'from $ 5 to $ 10, or 5 $ and 10 $'],
    ['a shell', 'run $ ls and then $ cd my_dir'],
    ['what stands between formulas', '$a_{1}$ with x_{2} in $b_{3}$'],
    ['code', '`$ x_{1} $`'],
    ['escaped', '\\$ x_{1} \\$'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown)).toEqual([])
  })
})

describe('Markdown in HTML', () => {
  test.each([
    ['<div>**bold**</div>'],
    ['<aside>\n💡 See [the page](https://e.com).\n</aside>'],
    ['a\n\n<td>`code`</td>'],
    ['<div>\n![a](./b.png)\n</div>'],
  ])('is told: %j', (markdown) => {
    expect(find(markdown)).toEqual([expect.stringMatching(/: html\/markdown-inside$/)])
  })

  test.each([
    ['<div>\n\n**bold**\n\n</div>'],
    ['a <b>**bold**</b> and <i>`code`</i>'],
    ['<pre>\n**a** `b`\n</pre>'],
    ['<div><code>a ** b ** c</code> 2 ** 3 ** 4 f(x)[0](y)</div>'],
    ['<p title="**a**">x</p><!-- **b** -->'],
    ['<script>\nconst a = `x`; // **b**\n</script>'],
  ])('not: %j', (markdown) => {
    expect(find(markdown).filter((one) => one.includes('markdown-inside'))).toEqual([])
  })
})

describe('what is text for want of one sign', () => {
  test.each([
    ['##Heading', ['1: markdown/no-space']],
    ['###标题', ['1: markdown/no-space']],
    ['a\n##**b**', ['2: markdown/no-space']],
    ['-\u00a0one\n-\u00a0two', ['1: markdown/odd-space']],
    ['#\u00a0Heading', ['1: markdown/odd-space']],
    ['> 1.\u3000one', ['1: markdown/odd-space']],
    ['| a | b |\n| 1 | 2 |', ['1: markdown/table-without-head']],
    ['text\n\n| | |\n| a | b |\n', ['3: markdown/table-without-head']],
    ['| a | b | c |\n|---|---|\n| 1 | 2 | 3 |', ['1: markdown/table-without-head']],
    ['a\n\n\\begin{align}\nx\n\\end{align}', ['3: markdown/latex-delimiters']],
  ])('%j is told', (markdown, doubts) => {
    expect(find(markdown)).toEqual(doubts)
  })

  test.each([
    ['# Heading\n\n#tag and #1\n\n## Two'],
    ['##\n\n#!/bin/sh\n\n##!shell'],
    ['- \u00a0one'],
    ['```\n##a\n-\u00a0b\n| a |\n| b |\n```\n\n`##a`'],
    ['| a | b |\n|---|---|\n| 1 | 2 |'],
    ['| alone |'],
    ['$$\n\\begin{align}\nx\n\\end{align}\n$$\n\n`\\begin{align}`'],
  ])('not: %j', (markdown) => {
    expect(find(markdown)).toEqual([])
  })
})

test('a formula that cannot be read is told where it is shown as code', () => {
  const markdown = 'a $\\nope$ b\n\n$$\nx \\never\n$$\n\n$\\alpha$'
  const document = parseMarkdown(markdown, 1, { unreadableMath: 'code' })
  expect(document.problems).toEqual([])
  expect(lintDocument(document)).toMatchObject([
    { code: 'math/unread', line: 1, message: expect.stringContaining('nope') },
    { code: 'math/unread', line: 3 },
  ])
  expect(parseMarkdown(markdown, 1).problems).toHaveLength(2)
})

describe('what is never closed', () => {
  test.each([
    ['a fence', '```js\nlet a = 1\n\n## Next\n\ntext', ['1: markdown/open-fence']],
    ['a fence of tildes', 'a\n\n~~~\nb', ['3: markdown/open-fence']],
    ['closed by fewer signs', '````\na\n```', ['1: markdown/open-fence']],
    ['in a list', '- ```\n  a\n\nb', ['1: markdown/open-fence']],
    ['a comment', 'a\n\n<!-- b\n\nc', ['3: html/open-comment']],
    ['a formula', '$$\nx\n\ny', ['1: markdown/open-formula']],
    ['a formula in a quote', '> $$\n> x\n\ny', ['1: markdown/open-formula']],
    ['a formula that only ends', 'x\n\ny\n$$', ['4: markdown/open-formula']],
    ['a comment in HTML, cut by a blank line', '<div>\n<!-- a\n\nb -->\n</div>', ['1: html/open-comment']],
  ])('%s is told', (_, markdown, doubts) => {
    expect(find(markdown)).toEqual(doubts)
  })

  test.each([
    ['closed', '```js\na\n```\n\n~~~~\n```\n~~~~~\n\n> ```\n> a\n> ```\n\n- ```\n  a\n  ```'],
    ['indented', '    ```\n    a'],
    ['formulas that end, and other dollars', '$$\na\n\nb\n$$\n\n> $$\n> a\n> $$\n\nnot $$ and `$$`\n\n```\n$$\n```'],
    ['comments that end', '<!-- a\n\nb -->\n\n<div><!-- c --></div>'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown)).toEqual([])
  })
})

describe('elements that are not closed, or not opened', () => {
  test.each([
    [
      'a film that is closed as in XML',
      'a\n\n<iframe src="https://b.c"/>\n\nd',
      'a\n\n<iframe src="https://b.c"></iframe>\n\nd',
    ],
    ['a script', '<script src="a.js" />\n\nb', '<script src="a.js"></script>\n\nb'],
    ['a player over several lines', '<video\n  src="a.mp4"\n/>\n\nb', '<video\n  src="a.mp4"></video>\n\nb'],
    ['the name of an element', 'use <title> here\n\nb', 'use \\<title> here\n\nb'],
    ['an element of other uses', '- a <textarea> b', '- a \\<textarea> b'],
  ])('%s takes the rest of the post with it: an error, and mended', (_, markdown, mended) => {
    expect(lint(markdown)).toMatchObject([{ code: 'html/open-element', severity: 'error' }])
    if (!markdown.includes('\n/>')) expect(fix(markdown)).toBe(mended)
    expect(lint(mended)).toEqual([])
  })

  test.each([
    ['an icon', 'a <i class="icon"/> b', 'a <i class="icon"></i> b'],
    ['an empty box', '<div class="clear" />\n\nb', '<div class="clear"></div>\n\nb'],
    ['a name without an end', 'the <img> tag and <input>', 'the \\<img> tag and \\<input>'],
    ['a placeholder that is called like a drawing', 'cd <path> now', 'cd \\<path> now'],
    ['a cell in a text', 'between <td> and <div>', 'between \\<td> and \\<div>'],
  ])('%s is told, and mended', (_, markdown, mended) => {
    for (const doubt of lint(markdown)) {
      expect(doubt.code).toBe('html/open-element')
      expect(doubt.severity).toBeUndefined()
    }
    expect(lint(markdown)).not.toEqual([])
    expect(fix(markdown)).toBe(mended)
    expect(lint(mended)).toEqual([])
  })

  test.each([
    ['a box around Markdown', 'a\n\n<div class="b">\n\nc\n\nd', 3],
    ['centred text', '<center>\n\n# a\n\nb', 1],
    ['bold text', 'a\n\n<b>b\n\nc', 3],
    ['a toggle', '<details>\n<summary>a</summary>\n\nb', 1],
    ['an end tag too many', '<div>\na\n</div>\n\n</div>\n\nb', 5],
  ])('%s is told', (_, markdown, line) => {
    expect(lint(markdown)).toMatchObject([{ code: 'html/open-element', line }])
  })

  test.each([
    ['elements around Markdown', '<div align="center">\n\n**a** <b>b\n\nc</b>\n\n</div>'],
    ['a table around Markdown', '<table><tr><td>\n\n- a\n\n<td>b\n\n</table>'],
    ['ends that may be left out', '<ul>\n<li>a\n<li>b\n</ul>\n\n<p>one\n\ntwo</p>'],
    ['tags in the wrong order, which browsers put right', '<b><i>a</b></i>\n\nb'],
    ['anchors, which nobody sees', '<a name="x"/>\n\n<a id="y">\n\n<span id="z"/>\n\na'],
    ['drawings', '<svg>\n<path d="M0 0"/>\n\n<g><title>a</title></g></svg>'],
    ['a script', '<script>\nif (a < b) document.write("<div>")\n</script>'],
    ['toggles, which are read', '<details>\n<summary>a</summary>\n\nb\n\n</details>'],
    ['elements without content', 'a<br/>b<br>c\n\n<hr/>\n\n<img src="a.png"/>'],
    ['code', '`<title>`\n\n```\n<iframe />\n```'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown)).toEqual([])
  })

  test('the name that is told, with its number', () => {
    expect(lint('<div class="a">\n\n<div class="a">\n\nb')).toMatchObject([
      { subject: '<div>', line: 1, message: expect.stringContaining('It is there 2 times.') },
    ])
  })
})

describe('JSX in HTML', () => {
  test.each([
    ['a style', 'a\n\n<iframe style={{ width: "100%" }} src="https://b.c"></iframe>', 3],
    ['a class', '<div className="a">b</div>', 1],
    ['in a line, where the tag is text', 'a\nb <span style={{ color: "red" }}>c</span>', 2],
    ['spread attributes', '<img {...props} alt="" />', 1],
    ['a value', '<img src={picture} alt="" />', 1],
  ])('%s is told', (_, markdown, line) => {
    expect(lint(markdown)).toMatchObject([
      { code: 'html/jsx', line, hint: expect.stringContaining("dialects: ['mdx']") },
    ])
  })

  test.each([
    ['code', '`<div className="a">`\n\n```jsx\n<a href={b}>c</a>\n```'],
    ['a template', '<a href={{ page.url }}>b</a> <a href={% link a.md %}>b</a>'],
    ['prose', 'if a < b then c={d}'],
    ['HTML', '<div class="a" style="width: 100%">b</div>'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown).filter((one) => one.includes('jsx'))).toEqual([])
  })

  test('not where the dialect reads it', () => {
    const told = lintDocument(parseMarkdown('<div className="a">b</div>', 1, { dialects: ['mdx'] }))
    expect(told).toEqual([])
  })
})

describe('code whose lines are marked', () => {
  test.each([
    ['Gatsby', '```js{1,3-5}\na\n```'],
    ['Docusaurus', '```js {1} title="a.js"\na\n```'],
    ['Hugo', '```go {hl_lines=[1,"3-5"]}\na\n```'],
    ['Hugo, in quotes', '```go {linenos=table, hl_lines="1 3"}\na\n```'],
    ['Zola', '```rust,hl_lines=1 3-5\na\n```'],
    ['Expressive Code', '```ts ins={2} del={1}\na\n```'],
    ['pandoc', '``` {.python emphasize-lines="2"}\na\n```'],
  ])('%s is told', (_, markdown) => {
    expect(find(markdown)).toEqual(['1: code/highlighted-lines'])
  })

  test.each([
    ['Docusaurus', '```js\n// highlight-next-line\na\n```'],
    ['its other language', '```py\n# highlight-start\na\n# highlight-end\n```'],
    ['Shiki', '```ts\na // [!code ++]\n```'],
  ])('a comment of %s, which readers would see', (_, markdown) => {
    expect(find(markdown)).toEqual(['1: code/highlight-comment'])
  })

  test.each([
    ['numbers of lines', '```js linenos\na\n```\n\n```go {linenos=true}\na\n```\n\n```js showLineNumbers\na\n```'],
    ['a title', '```js title="a1.js"\na\n```'],
    ['where the numbers begin', '```python=101\na\n```\n\n``` {.js startFrom="10"}\na\n```'],
    ['indented', '    // highlight-next-line'],
  ])('not: %s', (_, markdown) => {
    expect(find(markdown)).toEqual([])
  })

  test('once per file, with their number', () => {
    expect(lint('```js{1}\na\n```\n\n```js{2}\na\n```')).toMatchObject([
      { line: 1, message: expect.stringContaining('It is there 2 times.') },
    ])
  })
})

describe('what shows nothing', () => {
  test.each([
    ['a link without text', '[](./target.md)', ['1: link/no-text']],
    ['a link of spaces', 'x [ &nbsp; ](./target.md)', ['1: link/no-text']],
    ['a link of a comment', 'x [<!-- later -->](./target.md)', ['1: link/no-text']],
    ['a link of code, and of a picture', '[` `](a.md) [![](a.png)](a.md) [<b id="x"></b>](a.md)', []],
    ['half a size', '![a|300](https://b.c/d.png)', ['1: image/half-size']],
    ['half a size in braces', '![a](https://b.c/d.png){height=200}', ['1: image/half-size']],
    ['both of a size in braces', '![a](https://b.c/d.png){width=300 height=200} ![a](d.png){width=300}', []],
    ['both of a size', '![a|300x200](https://b.c/d.png) ![a|300](d.png)', []],
    ['a link around a picture', '[![](a.png)](b.md)', []],
  ])('%s', (_, markdown, doubts) => {
    expect(find(markdown)).toEqual(doubts)
  })
})

test('what is said several times in a file is one doubt with their number', () => {
  expect(lint('[a][b]\n\n[a][b] [^1]\n\n[^1]')).toMatchObject([
    { code: 'link/undefined', line: 1, message: expect.stringMatching(/shown as text\. It is there 2 times\.$/) },
    { code: 'footnote/missing', line: 3, message: expect.stringMatching(/It is there 2 times\.$/) },
  ])
  expect(fix('![a](b c.png)\n\n![a](b c.png)')).toBe('![a](<b c.png>)\n\n![a](<b c.png>)')
})

test.each([
  'x<T> ',
  '</x>',
  '<x>\n\n',
  '[a](b c.md) ',
  '](a b',
  '\\(a_1\\) ',
  '\\[',
  '```\n',
  '<div><!-- a\n\n',
  '<b>',
  '</div>',
  '<i/>',
  '<title>',
  '<a b={',
  '<a className=',
  '<div><code ',
  '<div><code>`',
  '<p><!-- ',
  '<p>** a',
  '<p>[a](/',
  '```js hl_lines=   \n',
  '$ x_{',
  ' $',
])('a flood of %j takes a time that grows with it', (flood) => {
  const document = parseMarkdown(flood.repeat(Math.ceil(80_000 / flood.length)), 1)
  expect(measureCpu(() => lintDocument(document))).toBeLessThan(2000)
})
