import { tests as examples } from 'commonmark-spec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicaliseBody } from '../../../src/diff/compare/canonicalise.ts'
import type { LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { readMobiledoc } from '../../../src/markdown/mobiledoc/read-mobiledoc.ts'
import { writeMobiledoc } from '../../../src/markdown/mobiledoc/write-mobiledoc.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { anyDocument, makeRoot } from '../write/any-lexical.ts'
import samples from '../write/lexical-samples.json' with { type: 'json' }

const SITE = 'https://example.com'
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 0)
const parameters = (runs: number) => (RUNS > 0 ? { numRuns: RUNS } : { numRuns: runs, seed: 20261127 })

function convert(markdown: string): LexicalRoot {
  return convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
}

function expectKept(root: LexicalRoot, dialect: 3 | 4): void {
  const text = JSON.stringify(writeMobiledoc(root, { dialect, siteUrl: SITE }))
  expect(canonicaliseBody(readMobiledoc(text), SITE)).toEqual(canonicaliseBody(root, SITE))
}

function write(root: LexicalRoot, dialect: 3 | 4 = 4) {
  return writeMobiledoc(root, { dialect, siteUrl: SITE })
}

describe('texts', () => {
  test.each<[name: string, markdown: string, markups: readonly unknown[], section: unknown]>([
    [
      'formats nest, the longest outside',
      '*a **b*** c',
      [['em'], ['strong']],
      [
        1,
        'p',
        [
          [0, [0], 0, 'a '],
          [0, [1], 2, 'b'],
          [0, [], 0, ' c'],
        ],
      ],
    ],
    [
      'a link is an island, its title is shown',
      '**a [b](https://c.de/ "t")**',
      [['a', ['href', 'https://c.de/', 'title', 't']], ['strong']],
      [
        1,
        'p',
        [
          [0, [1], 1, 'a '],
          [0, [0, 1], 2, 'b'],
        ],
      ],
    ],
    [
      'a line break',
      '*a\\\nb*',
      [['em']],
      [
        1,
        'p',
        [
          [0, [0], 0, 'a'],
          [1, [], 0, 0],
          [0, [], 1, 'b'],
        ],
      ],
    ],
    [
      'two spaces are two texts, for Ghost would show both',
      'a  b',
      [],
      [
        1,
        'p',
        [
          [0, [], 0, 'a '],
          [0, [], 0, ' b'],
        ],
      ],
    ],
    ['a list', '1. a\n2. b', [], [3, 'ol', [[[0, [], 0, 'a']], [[0, [], 0, 'b']]]]],
    ['a second style of quote', ':::aside\na\n:::', [], [1, 'aside', [[0, [], 0, 'a']]]],
  ])('%s', (_name, markdown, markups, section) => {
    expect(write(convert(markdown))).toMatchObject({
      version: '0.3.1',
      ghostVersion: '4.0',
      markups,
      sections: [section],
    })
  })

  test('only Ghost 4 is told that headings have the ids of today', () => {
    expect(write(convert('a'), 3)).not.toHaveProperty('ghostVersion')
  })
})

describe('what has no native form is an HTML card that shows the same', () => {
  test.each<[name: string, markdown: string, dialect: 3 | 4, html: string]>([
    ['nested lists', '- a\n  - b', 4, '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    ['a list that starts elsewhere', '3. a', 4, '<ol start="3"><li>a</li></ol>'],
    ['a highlight', 'a ==b==', 4, '<p>a <mark>b</mark></p>'],
    ['a highlighted heading', '## A ==b==', 3, '<h2 id="a-b">A <mark>b</mark></h2>'],
    ['a link that Ghost would spoil', '[a](javascript:b)', 4, '<p><a href="javascript:b">a</a></p>'],
    ['a link that Ghost 3 would write out', '[a](b)', 3, '<p><a href="b">a</a></p>'],
    ['a second style of quote', ':::aside\na\n:::', 3, '<blockquote class="kg-blockquote-alt">a</blockquote>'],
    [
      'a linked image',
      '[![](a.png)](https://b.c/)',
      3,
      '<figure class="kg-card kg-image-card"><a href="https://b.c/"><img src="a.png" class="kg-image" alt="" loading="lazy"></a></figure>',
    ],
    [
      'a toggle',
      '<details>\n<summary>a</summary>\n\nb\n\n</details>',
      3,
      '<details>\n<summary>a</summary>\n<p>b</p>\n</details>',
    ],
    ['a public preview', '<!--members-only-->', 3, '<!--members-only-->'],
    [
      'what only members see',
      ':::html{visibility=\'{"web":{"nonMember":false,"memberSegment":"status:free"},"email":{"memberSegment":""}}\'}\n<b>secret</b>\n:::',
      4,
      '<!-- html: is not for everybody -->',
    ],
    ["what is for one kind of members' e-mail", ':::email-cta\na\n:::', 3, '<!-- email-cta: shows nothing here -->'],
    ["what today's Markdown card alone understands", ':::markdown\nH~2~O\n:::', 4, '<p>H<sub>2</sub>O</p>'],
    [
      'a link that Ghost 3 would take apart',
      `:::markdown\n<${SITE}/a/>\n:::`,
      3,
      `<p><a href="${SITE}/a/">${SITE}/a/</a></p>`,
    ],
  ])('%s', (_name, markdown, dialect, html) => {
    const { cards } = write(convert(markdown), dialect)
    expect(cards).toEqual([['html', { html, ghostSync: expect.objectContaining({ site: SITE }) }]])
  })

  test('what Ghost would squeeze is written so that it cannot', () => {
    const card = (node: object) => write({ ...convert('a'), children: [{ type: 'x', ...node }] }).cards[0]
    const content = (html: string) => card({ type: 'toggle', version: 1, heading: 'h', content: html })
    expect(content('<p>a\nb</p>\n<p>c</p>')).toEqual(['toggle', { heading: 'h', content: '<p>a b</p> <p>c</p>' }])
    expect(content('<pre>a\nb</pre>')?.[0]).toBe('html')
    const bookmark = {
      type: 'bookmark',
      version: 1,
      url: 'https://a.b/',
      metadata: { title: 't', description: 'a\nb' },
    }
    expect(card(bookmark)).toMatchObject(['bookmark', { metadata: { description: 'a b' } }])
  })

  test('what Ghost has a card for is that card', () => {
    const names = (markdown: string, dialect: 3 | 4) =>
      write(convert(markdown), dialect).cards.map(([name, payload]) => [name, 'ghostSync' in payload])
    expect(names('> [!NOTE]\n> a', 4)).toEqual([['callout', false]])
    expect(names('> [!NOTE]\n> a', 3)).toEqual([['html', true]])
    expect(names('|a|\n|-|\n|b|', 3)).toEqual([['html', false]])
    expect(names('---\n\n```js\na\n```', 3)).toEqual([
      ['hr', false],
      ['code', false],
    ])
  })
})

describe('a card that stands for something', () => {
  const root = convert('- [a](/b/)\n  - c')
  const change = (edit: (html: string) => string): string => {
    const document = write(root)
    return JSON.stringify({
      ...document,
      cards: document.cards.map(([name, payload]) => [name, { ...payload, html: edit(String(payload.html)) }]),
    })
  }

  test('is it as long as nobody has edited it, whatever Ghost makes of the URLs of its site', () => {
    const text = change((html) => html.replace('"/b/"', `"${SITE}/b/"`))
    expect(readMobiledoc(text).children).toEqual(root.children)
  })

  test('moves with its site', () => {
    const moved = 'https://moved.example'
    const text = change((html) => html.replace('"/b/"', `"${moved}/b/"`))
    expect(readMobiledoc(text, { siteUrl: moved }).children).toEqual(root.children)
    const absolute = JSON.stringify(write(convert(`- [a](${SITE}/b/)\n  - c`)))
    // Ghost has rewritten the HTML, and not what stands beside it.
    const rewritten = absolute.replace(`href=\\"${SITE}`, `href=\\"${moved}`)
    expect(readMobiledoc(rewritten, { siteUrl: moved }).children).toEqual(convert(`- [a](${moved}/b/)\n  - c`).children)
  })

  test('is what somebody has made of it', () => {
    const html = '<ul><li><a href="/b/">a</a><ul><li>d</li></ul></li></ul>'
    expect(readMobiledoc(change(() => html)).children).toEqual([{ type: 'html', version: 1, html }])
  })

  test('is HTML where its mark is none', () => {
    for (const ghostSync of [
      null,
      'x',
      {},
      { node: {}, site: SITE, shown: 'x' },
      { node: { type: 'list' }, site: 1 },
    ]) {
      const document = { sections: [[10, 0]], cards: [['html', { html: 'a', ghostSync }]] }
      expect(readMobiledoc(JSON.stringify(document)).children).toEqual([{ type: 'html', version: 1, html: 'a' }])
    }
  })
})

describe('links within the page', () => {
  const markdown =
    '[1](#ab) [2](#%E4%BD%A0) [3](#a-b-1) [4](#else)\n\n## A - B\n\n## 你\n\n## A b\n\n## A b\n\n|[5](#ab)|\n|-|'
  const targets = (document: object): readonly string[] =>
    [...JSON.stringify(document).matchAll(/(?:"href",|href=\\")"?#([^"\\]*)/g)].map((match) => match[1] ?? '')

  test("lead to the ids that Ghost 3 gives its headings, and to today's on Ghost 4", () => {
    expect(targets(write(convert(markdown), 3))).toEqual(['a-b', '-', 'a-b-2', 'else', 'a-b'])
    expect(targets(write(convert(markdown), 4))).toEqual(['ab', '%E4%BD%A0', 'a-b-1', 'else', 'ab'])
  })

  test('are those of today where a post of Ghost 3 is read', () => {
    const link = (id: string) => ({ markups: [['a', ['href', `#${id}`]]], cards: [], atoms: [] })
    const sections = [
      [1, 'h2', [[0, [], 0, 'A - B']]],
      [1, 'p', [[0, [0], 1, 'x']]],
    ]
    const read = (document: object) => JSON.stringify(readMobiledoc(JSON.stringify(document)))
    expect(read({ ...link('a-b'), sections })).toContain('"url":"#ab"')
    expect(read({ ...link('a-b'), sections, ghostVersion: '4.0' })).toContain('"url":"#a-b"')
  })

  test('to a heading in a card of ours, the only one with its id', () => {
    const text = JSON.stringify(write(convert('## A ==b==\n\n## A b\n\n[1](#a-b) [2](#a-b-1)'), 4))
    expect(text).toContain('<h2 id=\\"a-b-2\\">')
    expect(targets(JSON.parse(text) as object)).toEqual(['a-b-2', 'a-b'])
  })
})

describe.each([3, 4] as const)('what is written for Ghost %i is read back as it was', (dialect) => {
  test('any document', () => {
    fc.assert(
      fc.property(anyDocument, (root) => expectKept(root, dialect)),
      parameters(300),
    )
  }, 600_000)

  test.each(samples.map(({ name, node }) => [name, node] as const))('the sample %s', (_name, node) => {
    expectKept(makeRoot([node]), dialect)
  })

  test.each(examples.map(({ number, markdown }) => [number, markdown.replaceAll('→', '\t')] as const))(
    'CommonMark example %i',
    (_number, markdown) => expectKept(convert(markdown), dialect),
  )
})
