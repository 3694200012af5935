import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  composeLedgerTexts,
  digestPath,
  isNotedAsSent,
  type LedgerMarks,
  markPost,
  noteSent,
  parseLedgerText,
  parseMarksText,
} from '../../../src/ghost/ledger/ledger.ts'

const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 24, maxLength: 24 })
  .map((all) => all.join(''))
const entries = fc
  .array(fc.tuple(fc.string({ minLength: 1 }), hex), { maxLength: 50 })
  .map((all) => new Map(all.map(([path, id]) => [digestPath('blog', path), id])))

const read = (texts: readonly string[]) => new Map(texts.flatMap((text) => [...parseLedgerText(text)]))

describe('the text of a ledger', () => {
  test('reads back as what was written', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(read(composeLedgerTexts(all))).toEqual(all)
      }),
    )
  })

  test('depends on the entries alone, not on their order', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(composeLedgerTexts(new Map([...all].reverse()))).toEqual(composeLedgerTexts(all))
      }),
    )
  })

  test('ten thousand posts fit into four fields, each within the limit of Ghost', () => {
    const id = (nth: number) => nth.toString(16).padStart(24, '0')
    const all = new Map(Array.from({ length: 10_000 }, (_, nth) => [digestPath('blog', `posts/${nth}.md`), id(nth)]))
    expect(all.size).toBe(10_000)
    const texts = composeLedgerTexts(all)
    expect(texts).toHaveLength(4)
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(65_535)
    expect(read(texts)).toEqual(all)
  })

  test.each([
    '',
    '<script>mine</script>',
    '<!-- ghost-sync-ledger 2 abcdefAAAAAAAAAAAAAAAA -->',
    '<!-- ghost-sync-ledger 1 abcdefAAAAAAAAAAAAAAA -->',
    '<!-- ghost-sync-ledger 1 abcdef<AAAAAAAAAAAAAAA -->',
    '<!-- ghost-sync-ledger 1 abcdefAAAAAAAAAAAAAAAA -->\n<script>mine</script>',
    '<!-- ghost-sync-ledger 1 -->',
  ])('whatever else stands there holds nothing: %s', (text) => {
    expect(parseLedgerText(text)).toEqual([])
  })

  test('holds marks in fields of their own, which a version that knows none leaves unread, and the other way round', () => {
    const word = fc.string({ minLength: 1 })
    fc.assert(
      fc.property(entries, fc.array(fc.tuple(word, word, word)), (all, words) => {
        const marks = new Map<string, LedgerMarks>()
        for (const [nth, key] of [...all.keys()].entries()) {
          const [slug, title, body] = words[nth] ?? []
          const own = markPost({ ...(slug && { slug }), ...(title && { title }), ...(body && { body }) })
          if (own !== undefined) marks.set(key, own)
        }
        const texts = composeLedgerTexts(all, marks)
        expect(read(texts)).toEqual(all)
        expect(new Map(texts.flatMap(parseMarksText))).toEqual(marks)
        expect(texts.filter((text) => parseLedgerText(text).length > 0)).toEqual(composeLedgerTexts(all))
      }),
    )
  })

  test('marks of three thousand posts fit into two fields', () => {
    const id = (nth: number) => nth.toString(16).padStart(24, '0')
    const all = new Map(Array.from({ length: 3000 }, (_, nth) => [digestPath('blog', `posts/${nth}.md`), id(nth)]))
    const own = markPost({ slug: 'a', title: 'b', body: 'c' })
    const marks = new Map([...all.keys()].flatMap((key) => (own === undefined ? [] : [[key, own] as const])))
    const texts = composeLedgerTexts(all, marks)
    expect(texts).toHaveLength(4)
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(65_535)
  })

  test('an id that is none of Ghost is left out', () => {
    expect(composeLedgerTexts(new Map([['abcdef', 'x']]))).toEqual([])
  })
})

test('that a post was made again is an entry of its own, which older versions keep', () => {
  const [key, value] = noteSent('blog', 'posts/a.md')
  expect(key).not.toBe(digestPath('blog', 'posts/a.md'))
  const [text = ''] = composeLedgerTexts(new Map([[key, value]]))
  const entries = new Map(parseLedgerText(text))
  expect(isNotedAsSent({ entries }, 'blog', 'posts/a.md')).toBe(true)
  expect(isNotedAsSent({ entries }, 'blog', 'posts/b.md')).toBe(false)
  expect(isNotedAsSent({ entries: new Map() }, 'blog', 'posts/a.md')).toBe(false)
})
