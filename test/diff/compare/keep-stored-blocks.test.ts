import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicaliseBody } from '../../../src/diff/compare/canonicalise.ts'
import { keepStoredBlocks } from '../../../src/diff/compare/keep-stored-blocks.ts'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/document/lexical.ts'
import { convertMarkdown } from '../../../src/markdown/lexical/convert-markdown.ts'
import { parseMarkdown } from '../../../src/markdown/syntax/parse-markdown.ts'
import { writeMarkdown } from '../../../src/markdown/write/write-markdown.ts'
import { makeRoot } from '../../markdown/write/any-lexical.ts'
import samples from '../../markdown/write/lexical-samples.json' with { type: 'json' }
import { decorated } from './decorated-documents.ts'

const SITE = 'https://example.com'
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 0)
const parameters = RUNS > 0 ? { numRuns: RUNS } : { numRuns: 300, seed: 20261130 }

const convert = (markdown: string) => convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
const meaning = (node: LexicalNode) => JSON.stringify(canonicaliseBody(makeRoot([node]), SITE))
const bytes = (nodes: readonly LexicalNode[]) => nodes.map((node) => JSON.stringify(node))

const paragraph = (text: string): LexicalNode => ({
  children: [{ detail: 0, format: 0, mode: 'normal', style: '', text, type: 'extended-text', version: 1 }],
  direction: 'ltr',
  format: '',
  indent: 0,
  type: 'paragraph',
  version: 1,
})

describe('a block that says what Ghost says', () => {
  test('stays to the byte, whatever is changed, added or removed beside it', () => {
    const edit = fc.record({ at: fc.nat(20), kind: fc.constantFrom('change', 'insert', 'remove') })
    fc.assert(
      fc.property(decorated, edit, (stored, { at, kind }) => {
        fc.pre(stored.children.length > 0 && new Set(stored.children.map(meaning)).size === stored.children.length)
        const place = at % stored.children.length
        const fresh = paragraph('Something that nobody wrote before.')
        const bare = stored.children.map((node): LexicalNode => JSON.parse(JSON.stringify(node, stripUnseen)))
        fc.pre(bare.every((node, nth) => meaning(node) === meaning(stored.children[nth] ?? node)))
        const wanted =
          kind === 'remove' ? bare.toSpliced(place, 1) : bare.toSpliced(place, kind === 'change' ? 1 : 0, fresh)
        const expected =
          kind === 'remove'
            ? stored.children.toSpliced(place, 1)
            : stored.children.toSpliced(place, kind === 'change' ? 1 : 0, fresh)
        const { children } = keepStoredBlocks(stored, makeRoot(wanted), SITE)
        // What nobody sees of the block before is right for the one that took its place, too.
        const changed = kind === 'change' ? place : -1
        const others = (nodes: readonly LexicalNode[]) => bytes(nodes.filter((_, nth) => nth !== changed))
        expect(others(children.slice(0, expected.length))).toEqual(others(expected))
        if (kind !== 'remove') expect(meaning(children[place] ?? fresh)).toBe(meaning(fresh))
      }),
      parameters,
    )
  }, 600_000)

  test.each(samples.map(({ name, node }) => [name, node as LexicalNode] as const))(
    '%s, as a real Ghost stored it',
    (_, node) => {
      const stored = makeRoot([
        { ...paragraph('Before.'), format: 'center' },
        node,
        { ...paragraph('After.'), direction: 'rtl', textFormat: 0, textStyle: '' },
      ])
      const wanted = convert(writeMarkdown(stored).text.replace('After.', 'Afterwards.'))
      const { children } = keepStoredBlocks(stored, wanted, SITE)
      expect(bytes(children.slice(0, -1))).toEqual(bytes(stored.children.slice(0, -1)))
      expect(JSON.stringify(children.at(-1))).toContain('Afterwards.')
    },
  )
})

function stripUnseen(key: string, value: unknown): unknown {
  return ['direction', 'indent', 'style', 'mode'].includes(key) || (key === 'format' && typeof value === 'string')
    ? undefined
    : value
}

describe('a block that changed keeps what the file does not speak of', () => {
  const text = (said: string, more: object = {}): LexicalNode => ({
    type: 'extended-text',
    text: said,
    format: 0,
    ...more,
  })
  const block = (children: readonly LexicalNode[], more: object = {}): LexicalNode => ({
    ...more,
    type: 'paragraph',
    children,
  })
  const keep = (stored: readonly LexicalNode[], wanted: string) =>
    keepStoredBlocks(makeRoot(stored), convert(wanted), SITE).children

  test('its alignment and direction, whatever its text is now', () => {
    const more = { format: 'center', direction: 'rtl', textStyle: 'x' }
    expect(keep([block([text('One.')], more)], 'Two.')).toEqual([block([text('Two.')], more)])
  })

  test('TK marks, styles and the other keys of links, before and after the words that changed', () => {
    const link = {
      type: 'link',
      url: 'https://a.bc',
      rel: 'nofollow',
      target: '_blank',
      title: null,
      children: [text('x')],
    }
    const stored = [
      text('Of '),
      text('TK', { type: 'tk' }),
      text(' men and ', { style: 'color: red' }),
      link,
      text('.'),
    ]
    expect(keep([block(stored)], 'Of TK men or [x](https://a.bc).')).toEqual([
      block(stored.with(2, text(' men or ', { style: 'color: red' }))),
    ])
    expect(keep([block(stored)], 'Of TK men and **women**, [x](https://a.bc).')[0]?.children).toMatchObject([
      ...stored.slice(0, 2),
      { text: ' men and ' },
      { text: 'women', format: 1 },
      { text: ', ' },
      ...stored.slice(3),
    ])
    expect(keep([block(stored)], 'Nothing of it!')).toMatchObject([{ children: [{ text: 'Nothing of it!' }] }])
  })

  test('a link that changed in its middle is one link', () => {
    const link = (children: readonly LexicalNode[]) => ({ type: 'link', url: 'https://a.bc', title: null, children })
    const stored = [link([text('one ')]), text('TK', { type: 'tk' }), link([text(' three')])]
    const [kept] = keep([block(stored)], '[one TK three](https://a.bc)')
    expect(kept?.children).toHaveLength(1)
  })

  test('a text is known by its words where one was added beside it', () => {
    const [first, second] = [
      block([text('The first of two.')], { format: 'right' }),
      block([text('The second one.')], { format: 'center' }),
    ]
    const kept = keep([first, second], 'Something new.\n\nThe first of three.\n\nThe second one!')
    expect(kept.map(({ format }) => format)).toEqual(['', 'right', 'center'])
  })

  test('the properties of a card that the file says in other letters, and nothing of another card', () => {
    const image = {
      cardWidth: '',
      caption: '<span style="white-space: pre-wrap;">c</span>',
      type: 'image',
      src: 'https://a.bc/a.png',
      alt: 'a',
      later: null,
    }
    expect(keep([image], '![b](https://a.bc/a.png "c")')).toEqual([{ ...image, alt: 'b' }])
    const other = keep([{ ...image, title: '' }], '![a](https://a.bc/b.png "c")')
    expect(other).toMatchObject([{ src: 'https://a.bc/b.png', caption: 'c' }])
    expect(other[0]).not.toHaveProperty('later')
  })

  test('the page behind a bookmark is not taken for another one', () => {
    const bookmark = (page: string, more: object = {}): LexicalNode => ({
      type: 'bookmark',
      url: `https://a.bc/${page}`,
      ...more,
    })
    const metadata = { title: 'One', description: 'Of one' }
    const wanted = makeRoot([bookmark('two', { metadata: { title: 'Two' }, caption: '' })])
    expect(keepStoredBlocks(makeRoot([bookmark('one', { metadata, x: 1 })]), wanted, SITE).children).toEqual(
      wanted.children,
    )
  })
})

describe('lists', () => {
  const item = (text: string, value: number, more: object = {}): LexicalNode => ({
    ...more,
    type: 'listitem',
    value,
    children: [{ type: 'extended-text', text, format: 0 }],
  })
  const list = (children: readonly LexicalNode[], more: object = {}): LexicalNode => ({
    ...more,
    type: 'list',
    listType: 'bullet',
    start: 1,
    tag: 'ul',
    children,
  })
  const keep = (stored: readonly LexicalNode[], wanted: readonly LexicalNode[]) =>
    keepStoredBlocks(makeRoot(stored), makeRoot(wanted), SITE).children

  test('the items that are unchanged stay', () => {
    const stored = [
      list([item('one', 1, { direction: 'rtl' }), item('two', 2), item('three', 3, { indent: 0, style: 'x' })]),
    ]
    const [kept] = keep(stored, [list([item('one', 1), item('second', 2), item('three', 3)])])
    expect(kept?.children).toEqual([stored[0]?.children?.[0], item('second', 2), stored[0]?.children?.[2]])
  })

  test('an item keeps what is its own, and gets the number of its place', () => {
    const [kept] = keep([list([item('one', 1, { style: 'x' })])], [list([item('zero', 1), item('one', 2)])])
    expect(kept?.children).toEqual([item('zero', 1), item('one', 2, { style: 'x' })])
  })

  test('a nested list, too', () => {
    const nest = (inner: LexicalNode, value: number): LexicalNode => ({ type: 'listitem', value, children: [inner] })
    const stored = [list([item('a', 1, { style: 'x' }), nest(list([item('b', 1, { style: 'y' }), item('c', 2)]), 2)])]
    const wanted = [list([item('a', 1), nest(list([item('b', 1), item('d', 2)]), 2)])]
    const [kept] = keep(stored, wanted)
    expect(JSON.stringify(kept)).toBe(
      JSON.stringify(list([item('a', 1, { style: 'x' }), nest(list([item('b', 1, { style: 'y' }), item('d', 2)]), 2)])),
    )
  })

  test('where a list was added beside another, both are as the file says', () => {
    const stored = [list([item('one', 1, { style: 'x' })])]
    const wanted = [list([item('two', 1)]), paragraph('x'), list([item('one!', 1)])]
    expect(keep(stored, wanted)).toEqual(wanted)
  })
})

test('a blank paragraph at the end stays, and so do the keys of the root', () => {
  const blank = { ...paragraph(''), children: [] }
  const stored = { ...makeRoot([paragraph('a'), blank]), direction: 'rtl', later: 1 } as unknown as LexicalRoot
  const kept = keepStoredBlocks(stored, makeRoot([paragraph('b')]), SITE)
  expect(kept).toMatchObject({ direction: 'rtl', later: 1, children: [paragraph('b'), blank] })
})

test('a file that was sent again gets its new address', () => {
  const image = (folder: string, more: object = {}): LexicalNode => ({
    type: 'image',
    src: `${SITE}/content/images/${folder}/a-0123456789abcdef.png`,
    ...more,
  })
  const keep = (stored: LexicalNode, wanted: LexicalNode) =>
    keepStoredBlocks(makeRoot([stored]), makeRoot([wanted]), SITE).children
  expect(keep(image('2024/05', { later: undefined, cardWidth: 'regular' }), image('2026/11'))).toEqual([
    image('2026/11'),
  ])
  expect(bytes(keep(image('2024/05', { cardWidth: '' }), image('2024/05')))).toEqual(
    bytes([image('2024/05', { cardWidth: '' })]),
  )
})
