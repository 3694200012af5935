import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MobiledocDocument } from '../../../src/markdown/document/mobiledoc.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { keepStoredSections } from '../../../src/markdown/mobiledoc/keep-sections.ts'
import { readMobiledoc } from '../../../src/markdown/mobiledoc/read-mobiledoc.ts'
import { writeMobiledoc } from '../../../src/markdown/mobiledoc/write-mobiledoc.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { spellSections } from '../../diff/compare/kept-blocks-law.ts'

const SITE = 'https://my.site'
const OPTIONS = { dialect: 4, siteUrl: SITE } as const

const convert = (markdown: string) => convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
const write = (markdown: string) => writeMobiledoc(convert(markdown), OPTIONS)

/** As an editor of Ghost 3 or 4 leaves it: with tags, splits, atoms and keys that we never write. */
const STORED = {
  version: '0.3.1',
  ghostVersion: '4.0',
  markups: [['i'], ['b'], ['a', ['href', 'https://e.f', 'rel', 'nofollow']], ['strong']],
  atoms: [
    ['mention', '@somebody', { id: 4 }],
    ['soft-return', '', { later: 1 }],
  ],
  cards: [
    ['image', { src: 'https://e.f/a.png', alt: 'a', cardWidth: '', later: '' }],
    ['hr', {}],
    ['html', { html: '<div>x</div>' }],
  ],
  sections: [
    [
      1,
      'p',
      [
        [0, [], 0, 'With '],
        [0, [0], 1, 'tags'],
        [0, [], 0, ' and '],
        [1, [], 0, 0],
        [0, [], 0, '.'],
      ],
    ],
    [10, 0],
    [
      1,
      'p',
      [
        [0, [3], 1, 'Bold'],
        [1, [], 0, 1],
        [0, [2], 1, 'link'],
      ],
    ],
    [3, 'ul', [[[0, [1], 1, 'one']], [[0, [], 0, 'two']]]],
    [10, 1],
    [10, 2],
    [1, 'p', []],
  ],
} as unknown as MobiledocDocument

const keep = (markdown: string, stored: unknown = STORED) => {
  const written = write(markdown)
  const kept = keepStoredSections(typeof stored === 'string' ? stored : JSON.stringify(stored), written, OPTIONS)
  const read = (document: MobiledocDocument) => writeMarkdown(readMobiledoc(JSON.stringify(document))).text
  expect(read(kept)).toBe(read(written))
  return kept
}

const MARKDOWN = writeMarkdown(readMobiledoc(JSON.stringify(STORED))).text

describe('sections that say what Ghost says', () => {
  const stored = spellSections(STORED).slice(0, 6)

  test('are sent as Ghost has them', () => {
    expect(spellSections(keep(MARKDOWN))).toEqual(stored)
    expect(spellSections(keep(MARKDOWN))).not.toEqual(spellSections(write(MARKDOWN)))
  })

  test.each([0, 1, 2, 3, 4, 5])('but for block %i, which changed', (place) => {
    const blocks = MARKDOWN.trim().split('\n\n')
    const changed = keep(blocks.with(place, 'Something new.').join('\n\n'))
    expect(spellSections(changed)).toEqual(stored.with(place, '[1,"p",[[0,[],0,"Something new."]]]'))
  })

  test('where others were added, removed and moved', () => {
    const [one = '', two = '', three = '', ...more] = MARKDOWN.trim().split('\n\n')
    const moved = keep([three, 'New.', one, two, ...more.slice(1)].join('\n\n'))
    expect(spellSections(moved)).toEqual([
      stored[2],
      '[1,"p",[[0,[],0,"New."]]]',
      stored[0],
      stored[1],
      stored[4],
      stored[5],
    ])
  })

  test('and name no part that nobody uses', () => {
    const { markups, atoms, cards } = keep('Only *this*.')
    expect([markups, atoms, cards]).toEqual([[['em']], [], []])
  })
})

describe('nothing of ours stays behind', () => {
  const mark = { stamp: { v: 1 }, owner: { id: 'x' }, titles: { a: 'b' } }

  test('a stamp in a card is taken out, and its other keys stay', () => {
    const cards = [['image', { src: 'https://e.f/a.png', later: 1, ghostSync: mark }]]
    const document = { version: '0.3.1', ghostVersion: '4.0', markups: [], atoms: [], cards, sections: [[10, 0]] }
    const [card] = keep('![](https://e.f/a.png)', {
      ...document,
      cards: [['image', { src: 'https://e.f/a.png', x: '', ghostSync: mark }]],
    }).cards
    expect(card).toEqual(['image', { src: 'https://e.f/a.png', x: '' }])
    expect(JSON.stringify(keepStoredSections(JSON.stringify(document), write('---'), OPTIONS))).not.toContain('stamp')
  })

  test('a card that stands for a block is written as it is today', () => {
    const markdown = 'a <kbd>b</kbd>\n\n==c=='
    const written = write(markdown)
    const older = JSON.parse(JSON.stringify(written).replaceAll('ghostSync":{', 'ghostSync":{"stamp":1,')) as object
    expect(keep(markdown, older)).toEqual(written)
  })

  test('a text that the stamp got into is written without it', () => {
    const atoms = [['soft-return', '', { ghostSync: mark }]]
    const sections = [
      [
        1,
        'p',
        [
          [0, [], 0, 'a'],
          [1, [], 0, 0],
        ],
      ],
    ]
    const document = { version: '0.3.1', ghostVersion: '4.0', markups: [], atoms, cards: [], sections }
    expect(keep('a', document)).toEqual(write('a'))
  })
})

test.each([
  ['no JSON', '{'],
  ['no Mobiledoc', '[]'],
  [
    'numbers that name nothing',
    {
      version: '0.3.1',
      markups: [],
      atoms: [],
      cards: [],
      sections: [[10, 7], [1, 'p', [[1, [9], 3, 8]]], [99], 'x', [1, 'p', 5]],
    },
  ],
])('%s: the document as it was written', (_, stored) => {
  expect(keep('a\n\n---', stored)).toEqual(write('a\n\n---'))
})

test('links within a page that Ghost 3 wrote lead where they did, on Ghost 4', () => {
  const markdown = '## A - B\n\n[there](#a---b)\n\nx'
  const old = writeMobiledoc(convert(markdown), { dialect: 3, siteUrl: SITE })
  keep(`${markdown} y`, old)
})

test('whatever the blocks are, the document says what was wanted, and says it as Ghost does where it said so before', () => {
  const block = fc.constantFrom(
    'a',
    'a *b* c',
    '- a\n- **b**',
    '---',
    '> q',
    '## h',
    '[l](#h)',
    '![i](https://e.f/a.png)',
    '| a |\n|---|',
    'x  \ny',
  )
  const blocks = fc.array(block, { maxLength: 8 })
  fc.assert(
    fc.property(blocks, blocks, (before, after) => {
      const stored = write(before.join('\n\n'))
      const wanted = after.join('\n\n')
      expect(spellSections(keep(wanted, stored))).toEqual(spellSections(write(wanted)))
    }),
    {
      numRuns: Number(process.env.FAST_CHECK_RUNS ?? 40),
      ...(process.env.FAST_CHECK_RUNS === undefined && { seed: 20261130 }),
    },
  )
})
