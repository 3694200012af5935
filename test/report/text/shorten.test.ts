import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { diffBody } from '../../../src/report/plan/body-diff.ts'
import { describeAge } from '../../../src/report/text/describe-age.ts'
import { shortenPair, shortenText } from '../../../src/report/text/width.ts'
import { NOW } from '../sample-plan.ts'

describe('shortenText', () => {
  it.each([
    ['hello', 5, 'hello'],
    ['hello!', 5, 'hell…'],
    ['長い題名', 8, '長い題名'],
    ['長い題名', 7, '長い題…'],
    ['長い題名', 6, '長い…'],
    ['a👩‍👩‍👧b', 3, 'a…'],
    ['hello', 0, '…'],
  ])('%s in %i columns', (text, width, expected) => expect(shortenText(text, width)).toBe(expected))

  it('never gets wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, width) => {
        return stringWidth(shortenText(text, width)) <= width
      }),
    )
  })
})

describe('shortenPair', () => {
  it('leaves alone what fits', () => expect(shortenPair('a', 'b', 10)).toEqual({ first: 'a', second: 'b' }))

  it('gives the room that one does not need to the other', () => {
    expect(shortenPair('x'.repeat(50), '(empty)', 40)).toEqual({ first: `${'x'.repeat(32)}…`, second: '(empty)' })
  })

  it.each([
    ['far behind', `${'same '.repeat(30)}one`, `${'same '.repeat(30)}two`],
    [
      'far behind, and long after',
      `${'same '.repeat(30)}one${' a'.repeat(90)}`,
      `${'same '.repeat(30)}two${' b'.repeat(90)}`,
    ],
    ['in wide characters', `${'同じ'.repeat(30)}一`, `${'同じ'.repeat(30)}二`],
    ['near the beginning', `abc1${'x'.repeat(60)}`, `abc2${'x'.repeat(60)}`],
    ['at the very end', 'y'.repeat(60), 'y'.repeat(61)],
  ])('shows a difference %s', (_where, first, second) => {
    const pair = shortenPair(first, second, 40)
    expect(pair.first).not.toBe(pair.second)
    expect(stringWidth(pair.first)).toBeLessThanOrEqual(20)
    expect(stringWidth(pair.second)).toBeLessThanOrEqual(20)
  })
})

describe('diffBody', () => {
  it.each([
    ['equal', 'a\nb', 'a\nb\n', 0, 0],
    ['from nothing', '', 'a\nb\n', 2, 0],
    ['to nothing', 'a\nb', '', 0, 2],
    ['replaced', 'a\nb\nc', 'a\nx\nc', 1, 1],
  ])('%s', (_name, older, newer, added, removed) => expect(diffBody(older, newer)).toMatchObject({ added, removed }))

  it('gives up on two novels that have nothing in common, in time', () => {
    const novel = (word: string) => Array.from({ length: 20_000 }, (_, line) => `${word} ${line}`).join('\n')
    expect(diffBody(novel('a'), novel('b'))).toEqual({ added: 20_000, removed: 20_000, hunks: [] })
  }, 5_000)
})

describe('describeAge', () => {
  it.each([
    [null, 'never published'],
    ['2026-11-20T11:59:30.000Z', 'published just now'],
    ['2026-11-20T11:59:00.000Z', 'published 1 minute ago'],
    ['2026-11-19T13:00:00.000Z', 'published 23 hours ago'],
    ['2026-09-01T12:00:00.000Z', 'published 2 months ago'],
    ['2020-11-20T12:00:00.000Z', 'published 6 years ago'],
    ['2026-11-22T12:00:00.000Z', 'to be published in 2 days'],
    ['yesterday', 'published yesterday'],
  ])('%s', (publishedAt, expected) => expect(describeAge(publishedAt, NOW)).toBe(expected))
})
