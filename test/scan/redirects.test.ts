import { describe, expect, test } from 'vitest'
import { mergeRedirects } from '../../src/scan/redirects.ts'

const moved = { from: '/old/', to: '/new/', permanent: true } as const
const gone = { from: '/a.b/', to: '/', permanent: false } as const

describe('YAML', () => {
  test('a new file', () => {
    expect(mergeRedirects(undefined, 'yaml', [moved, gone])).toBe('301:\n  ^/old/?$: /new/\n302:\n  ^/a\\.b/?$: /\n')
  })

  test('an existing one keeps entries, order and comments', () => {
    const text = '# Ours\n302:\n  /b/: /c/ # for now\n301:\n  /x/: /y/\n'
    expect(mergeRedirects(text, 'yaml', [moved])).toBe(
      '# Ours\n302:\n  /b/: /c/ # for now\n301:\n  /x/: /y/\n  ^/old/?$: /new/\n',
    )
  })

  test('back and forth: no loop, and the address of the post is free', () => {
    const once = mergeRedirects(undefined, 'yaml', [moved])
    expect(mergeRedirects(once, 'yaml', [{ from: '/new/', to: '/old/', permanent: true }])).toBe(
      '301:\n  ^/new/?$: /old/\n',
    )
  })

  test('moved on: the old entry leads to the newest address, in one step', () => {
    const once = mergeRedirects('301:\n  /older/: /old/\n', 'yaml', [moved])
    expect(once).toBe('301:\n  /older/: /new/\n  ^/old/?$: /new/\n')
  })

  test('the same again changes nothing', () => {
    const once = mergeRedirects('302:\n  /b/: /c/\n', 'yaml', [moved])
    expect(mergeRedirects(once, 'yaml', [moved])).toBe(once)
  })

  test.each(['- a\n', '301: [\n', 'text'])('what is no redirects file is left as it is: %j', (text) => {
    expect(() => mergeRedirects(text, 'yaml', [moved])).toThrow('the redirects file')
  })
})

describe('JSON', () => {
  const entry = { from: '^\\/b(.*)', to: '/c$1', permanent: false, note: 'ours' }

  test('keeps the entries that are there, whatever is in them', () => {
    const text = JSON.stringify([entry])
    expect(JSON.parse(mergeRedirects(text, 'json', [moved]))).toEqual([
      entry,
      { from: '^/old/?$', to: '/new/', permanent: true },
    ])
  })

  test('back and forth', () => {
    const once = mergeRedirects(undefined, 'json', [moved])
    const back = mergeRedirects(once, 'json', [{ from: '/new/', to: '/old/', permanent: true }])
    expect(JSON.parse(back)).toEqual([{ from: '^/new/?$', to: '/old/', permanent: true }])
  })

  test.each(['{}', '[1]', '[{"from":"/a/"}]', 'text'])('what is no list of redirects is left as it is: %s', (text) => {
    expect(() => mergeRedirects(text, 'json', [moved])).toThrow('the redirects file')
  })
})
