import { describe, expect, test } from 'vitest'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { convert, resolve, sketch, sketchNode } from '../sketch-lexical.ts'

const math = (tex: string, display = ''): RegExp =>
  new RegExp(`<math [^>]*${display}>.*<annotation encoding="application/x-tex">${tex}</annotation>`, 's')
const containing = (part: string | RegExp): string[] => [expect.stringMatching(part)]

describe('emoji', () => {
  test.each<[name: string, markdown: string, blocks: string[]]>([
    ['shortcodes', ':tada::+1: :slightly_smiling_face:', ["p('🎉👍 🙂')"]],
    ['an unknown one', ':nope: 10:30:45', ["p(':nope: 10:30:45')"]],
    ['in marks and links', '**:tada:** [:+1:](https://a.bc)', ["p(1'🎉' ' ' a<https://a.bc>('👍'))"]],
    ['in code', '`:tada:`', ["p(16':tada:')"]],
    ['in an address', 'see https://a.bc/:tada:/d', ["p('see ' a<https://a.bc/:tada:/d>('https://a.bc/:tada:/d'))"]],
    ['escaped', '\\:tada:', ["p(':tada:')"]],
    [
      'in an alternative text and a caption',
      '![:tada:](a.png ":+1:")',
      ["image<https://cdn.example.com/a.png>'🎉' caption'👍'"],
    ],
    ['in a card', 'a <small>:tada:</small>', ['html <p>a <small>🎉</small></p>']],
    ['a name that objects have', ':constructor:', ["p(':constructor:')"]],
  ])('%s', (_name, markdown, blocks) => {
    expect(sketch(markdown)).toEqual(blocks)
  })

  test('can be left text', () => {
    expect(convertMarkdown(parseMarkdown(':tada:', 1, { emoji: false }), { resolve })).toEqual(convert('\\:tada:'))
  })
})

describe('definition lists', () => {
  test.each<[name: string, markdown: string, html: string]>([
    [
      'terms',
      'a *b*\n: c\n: d\n\ne\n: f',
      '<dl>\n<dt>a <em>b</em></dt>\n<dd>c</dd>\n<dd>d</dd>\n<dt>e</dt>\n<dd>f</dd>\n</dl>',
    ],
    ['with a blank line', 'a\n\n: b', '<dl>\n<dt>a</dt>\n<dd>\n<p>b</p>\n</dd>\n</dl>'],
    ['several blocks', 'a\n: b\n\n  - c', '<dl>\n<dt>a</dt>\n<dd>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n</dd>\n</dl>'],
    ['lines without indent', 'a\n: b\nc', '<dl>\n<dt>a</dt>\n<dd>b\nc</dd>\n</dl>'],
  ])('%s', (_name, markdown, html) => {
    expect(sketch(`${markdown}\n\nend`)).toEqual([`html ${html}`, "p('end')"])
  })

  test.each<[name: string, markdown: string, blocks: string[]]>([
    ['no term', ': a', ["p(': a')"]],
    ['no space', 'a\n:b', ["p('a :b')"]],
    ['a term of two lines', 'a\nb\n: c', ["p('a b : c')"]],
    ['a heading', '# a\n: b', ["h1('a')", "p(': b')"]],
    ['a table', 'a | b\n:- | -\nc | d', [expect.stringMatching(/^html <table/)]],
  ])('none: %s', (_name, markdown, blocks) => {
    expect(sketch(markdown)).toEqual(blocks)
  })

  test('what they refer to and which notes they have is known', () => {
    const { references } = parseMarkdown('[a](b.md)\n: ![c](d.png)', 3)
    expect(references).toEqual([
      { kind: 'link', target: 'b.md', line: 3 },
      { kind: 'image', target: 'd.png', line: 4 },
    ])
    expect(sketch('a[^1]\n: b\n\n[^1]: c')[0]).toContain('<dt>a<sup class="footnote-ref">')
  })
})

describe('math', () => {
  test.each<[name: string, markdown: string, blocks: string[]]>([
    ['in a line', 'a $x^2$ b', containing(math('x\\^2'))],
    ['a line of its own', '$$x$$', containing(math('x', 'display="block"'))],
    ['a block', '$$\n\\frac12\n= y\n$$', containing(math('\\\\frac12\n= y', 'display="block"'))],
    [
      'a block with blank lines',
      '$$\nx\n\n= y\n\n$$\n\nz',
      [...containing(math('x\n\n= y', 'display="block"')), "p('z')"],
    ],
    ['a block in a list', '- a\n\n  $$\n  x\n\n  y\n  $$', containing(math('x\n\ny', 'display="block"'))],
    ['in a cell', '|$x$|\n|-|', containing(math('x'))],
    ['what would be marks', '$a_1 * b_2 * c$', containing(math('a_1 \\* b_2 \\* c'))],
    ['right after a paragraph', 'a\n$$\nx\n$$', ["p('a')", ...containing(math('x', 'display="block"'))]],
    ['sums of money', '$5 and $6, US$5, 5$, $10-$20', ["p('$5 and $6, US$5, 5$, $10-$20')"]],
    ['variables of a shell', '$HOME/$PATH and $x', ["p('$HOME/$PATH and $x')"]],
    ['escaped', '\\$x\\$', ["p('$x$')"]],
    ['in code', '`$x$`', ["p(16'$x$')"]],
    ['blank lines, but no lines of dollars', '$$ a\n\nb $$', ["p('$$ a')", "p('b $$')"]],
    ['dollars without end', '$$ a\n\nb', ["p('$$ a')", "p('b')"]],
  ])('%s', (_name, markdown, blocks) => {
    expect(sketch(markdown)).toEqual(blocks)
    expect(parseMarkdown(markdown, 1).problems).toEqual([])
  })

  test('what KaTeX cannot read is a problem with its line', () => {
    expect(parseMarkdown('a\n\nb $\\frac{$ c', 1).problems).toMatchObject([{ code: 'math/syntax', line: 3 }])
    expect(parseMarkdown('$$\n\\nope\n$$', 1).problems).toMatchObject([{ code: 'math/syntax', line: 1 }])
  })

  test('is text when it is switched off', () => {
    const document = parseMarkdown('$x$ and $\\nope$', 1, { math: false })
    expect(document.problems).toEqual([])
    expect(convertMarkdown(document, { resolve }).children).toMatchObject([{ type: 'paragraph' }])
  })

  test('as HTML brings its stylesheet, once', () => {
    const options = { math: 'html', mathStylesheet: 'https://a.bc/katex.css' } as const
    const { children } = convertMarkdown(parseMarkdown('$x$\n\n$y$', 1, options), { resolve })
    const html = children.map((node) => node.html).join('')
    expect(html).toContain('class="katex-html"')
    expect(html.match(/<link rel="stylesheet" href="https:\/\/a\.bc\/katex\.css">/g)).toHaveLength(1)
  })

  test('a macro that never ends ends', () => {
    expect(parseMarkdown('$\\def\\a{\\a\\a}\\a$', 1).problems).toMatchObject([{ code: 'math/syntax' }])
  })
})

test.each<[markdown: string, text: string]>([
  ['"a" \'b\' "*c*"', "p('“a” ‘b’ “' 2'c' '”')"],
  ["don't 'til the '90s", "p('don’t ‘til the ’90s')"],
  ['a--b c---d -- e...', "p('a–b c—d – e…')"],
  ['`"a"` "`b`"', "p(16'\"a\"' ' “' 16'b' '”')"],
  ['("a" &quot;b&quot;)', "p('(“a” “b”)')"],
])('smart quotes, where wanted: %s', (markdown, text) => {
  const smart = convertMarkdown(parseMarkdown(markdown, 1, { smartQuotes: true }), { resolve })
  expect(smart.children.map(sketchNode)).toEqual([text])
  expect(sketch(markdown).join('')).not.toMatch(/[“”‘’–—…]/)
})

test.each<[markdown: string, texts: readonly string[]]>([
  ['a\n\n| "b" | "c" |\n|---|---|\n| d | "e" |', ['“b”', '“c”', '“e”']],
  ['a\n\n"b"\n: "c"\n\n"d"\n: "e"', ['“b”', '“c”', '“d”', '“e”']],
  ['a <small>"b"</small> "c"<br>"d"', ['“b”', '“c”', '“d”']],
  ['a ![b](c.png "\'d\' \\"e\\"") "f"', ['‘d’ “e”', '“f”']],
  ['a ![b](c.png "d")"', ['a', '”']],
  ['a\n\n:::gallery{caption=\'"b"\'}\n![c](d.png){width=1 height=1}\n:::', ['“b”']],
])('smart quotes open at the start of each text: %s', (markdown, texts) => {
  const smart = convertMarkdown(parseMarkdown(markdown, 1, { smartQuotes: true }), { resolve })
  const shown = JSON.stringify(smart.children)
  expect(texts.filter((text) => !shown.includes(text))).toEqual([])
})

test('diagrams are drawn where wanted', () => {
  const markdown = '```mermaid\na --> b\n```'
  expect(sketch(markdown)).toEqual(["code<mermaid>'a --> b'"])
  const drawn = convertMarkdown(parseMarkdown(markdown, 1, { diagrams: 'html' }), { resolve })
  expect(drawn.children).toMatchObject([{ type: 'html', html: '<pre class="mermaid">a --&gt; b</pre>' }])
})
