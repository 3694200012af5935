import { expect, test } from 'vitest'
import { readMobiledoc } from '../../../src/markdown/mobiledoc/read-mobiledoc.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'

function write(mobiledoc: object): string {
  return writeMarkdown(readMobiledoc(JSON.stringify({ version: '0.3.1', ...mobiledoc }))).text.replace(/\n$/, '')
}

test('sections, markups and atoms', () => {
  const markdown = write({
    markups: [['strong'], ['em'], ['a', ['href', 'https://a.b/', 'rel', 'nofollow']], ['mark'], ['i']],
    atoms: [
      ['soft-return', '', {}],
      ['mention', '@x', {}],
    ],
    sections: [
      [1, 'h2', [[0, [], 0, 'Title']]],
      [
        1,
        'p',
        [
          [0, [0], 0, 'bold '],
          [0, [1], 2, 'both'],
          [1, [], 0, 0],
          [0, [2], 0, 'a '],
          [0, [0], 2, 'link'],
          [0, [], 0, ' '],
          [1, [], 0, 1],
          [0, [3], 1, '!'],
        ],
      ],
      [1, 'blockquote', [[0, [4], 1, 'quote']]],
      [1, 'aside', [[0, [], 0, 'aside']]],
      [3, 'ol', [[[0, [], 0, 'one']], [[0, [], 0, 'two']]]],
      [2, 'https://a.b/c.png'],
      [1, 'p', []],
      [1, 'p', [[0, [], 0, 'end']]],
    ],
  })
  expect(markdown).toBe(
    [
      '## Title',
      '**bold *both***\\\n[a **link**](https://a.b/) @x<mark>!</mark>',
      '> *quote*',
      ':::aside\naside\n:::',
      '1. one\n2. two',
      '![](https://a.b/c.png)',
      '<p></p>',
      'end',
    ].join('\n\n'),
  )
})

test('cards under their new names', () => {
  const cards = [
    ['code', { code: 'a', language: 'js' }],
    ['hr', {}],
    ['card-markdown', { cardName: 'card-markdown', markdown: '# b' }],
    ['embed', { url: 'https://c.d/', html: '<i></i>', type: 'video' }],
    ['callout', { calloutEmoji: '', calloutText: 'e', backgroundColor: 'rgba(1, 2, 3, 0.1)' }],
    ['html', { html: '<div>\n\nf</div>' }],
    ['image', { src: 'https://g.h/i.png', alt: 'j', caption: '<em>k</em>' }],
    ['button', { buttonText: 'l', buttonUrl: 'https://m.n/' }],
  ]
  const root = readMobiledoc(
    JSON.stringify({ version: '0.3.1', cards, sections: cards.map((_, index) => [10, index]) }),
  )
  expect(root.children.map(({ type }) => type)).toEqual(
    'codeblock horizontalrule markdown embed callout html image button'.split(' '),
  )
  expect(root.children[3]).toMatchObject({ embedType: 'video' })
  expect(root.children[4]).toMatchObject({ backgroundColor: 'white' })
  expect(writeMarkdown(root).text).toContain('![j](https://g.h/i.png "*k*")')
})

test('an empty post is an empty paragraph', () => {
  expect(readMobiledoc('{"version":"0.3.1","sections":[]}').children).toMatchObject([
    { type: 'paragraph', children: [] },
  ])
})

test('markers and indexes that lead nowhere lose nothing else', () => {
  expect(
    write({
      markups: [],
      cards: [],
      sections: [
        [10, 5],
        [
          1,
          'p',
          [
            [0, [7], 9, 'a'],
            [1, [], 0, 3],
          ],
        ],
        [99],
      ],
    }),
  ).toBe('a')
})

test('what is no Mobiledoc is refused', () => {
  expect(() => readMobiledoc('{')).toThrow(SyntaxError)
  expect(() => readMobiledoc('{"root":{}}')).toThrow(TypeError)
})
