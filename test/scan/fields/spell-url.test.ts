import { describe, expect, test } from 'vitest'
import { spellUrl } from '../../../src/scan/fields/spell-url.ts'

const written = {
  key: 'feature_image',
  value: '',
  line: 3,
  ofSite: false,
  reading: undefined,
} as unknown as Parameters<typeof spellUrl>[0]

describe('an address in a field of a post', () => {
  test.each([
    ['https://e.com/a.png', 'https://e.com/a.png', 'https://e.com/a.png'],
    ['//e.com/a.png', '//e.com/a.png', '//e.com/a.png'],
    ['https://e.com/a b.png', 'https://e.com/a%20b.png', 'https://e.com/a%20b.png'],
    ['https://e.com/a%20b.png', 'https://e.com/a%20b.png', 'https://e.com/a%20b.png'],
    ['https://e.com/ä.png', 'https://e.com/ä.png', 'https://e.com/%C3%A4.png'],
    ['https://e.com/🎉 a', 'https://e.com/%F0%9F%8E%89%20a', 'https://e.com/%F0%9F%8E%89%20a'],
    [
      'https://e.com/a|b<c>"{d}^`[e]',
      'https://e.com/a|b<c>"{d}^`[e]',
      'https://e.com/a%7Cb%3Cc%3E%22%7Bd%7D%5E%60%5Be%5D',
    ],
    ['https://e.com/a#b#c', 'https://e.com/a#b#c', 'https://e.com/a#b%23c'],
    ['https://münchen.example/ä', 'https://münchen.example/ä', 'https://xn--mnchen-3ya.example/%C3%A4'],
    ['http://[::1]:2368/a.png', 'http://[::1]:2368/a.png', 'http://[::1]:2368/a.png'],
    ['https://e.com/%zz', 'https://e.com/%zz', undefined],
    ['https://e.com/a\tb', undefined, undefined],
    ['https://e.com/a\u00a0b', undefined, undefined],
    ['https://e.com\\a', undefined, undefined],
    ['https://', undefined, undefined],
    ['http://[::1', undefined, undefined],
  ])('%s', (url, before6, on6) => {
    for (const [urls, spelt] of [
      ['without-spaces', before6],
      ['rfc-3986', on6],
    ] as const) {
      const { value, findings } = spellUrl(written, url, { urls })
      expect(value, urls).toBe(spelt)
      expect(findings.map(({ code, line }) => [code, line])).toEqual(
        spelt === undefined ? [['front-matter/not-a-url', 3]] : [],
      )
    }
  })
})
