import { describe, expect, test } from 'vitest'
import { canonicaliseText } from '../../src/diff/canonicalise-text.ts'
import { digestBody, digestField } from '../../src/diff/digest-field.ts'
import type { LexicalNode, LexicalRoot } from '../../src/markdown/lexical.ts'
import { makeBody } from './sample-posts.ts'

const SITE = 'http://127.0.0.1:2368/blog'
const HASH = '0123456789abcdef'

describe('text', () => {
  test.each([
    ['the bare site gets its slash', SITE, '__GHOST_URL__/'],
    ['a page of the site', `${SITE}/about/?a=1#x`, '__GHOST_URL__/about/?a=1#x'],
    ['https for http', SITE.replace('http:', 'https:'), '__GHOST_URL__/'],
    ['protocol-relative', SITE.replace('http:', ''), '__GHOST_URL__/'],
    ['a root-relative URL', '/about/', '__GHOST_URL__/about/'],
    ['a protocol-relative URL elsewhere', '//example.com/x', '//example.com/x'],
    ['a site whose name begins alike', `${SITE}2/x`, `${SITE}2/x`],
    ['in markup', `<a class="x" href="/a/">b</a>`, '<a class="x" href="__GHOST_URL__/a/">b</a>'],
    ['non-ASCII in an own URL', `${SITE}/überblick/`, '__GHOST_URL__/%C3%BCberblick/'],
    ['non-ASCII elsewhere', 'über', 'über'],
    ['an uploaded asset', `${SITE}/content/images/2026/11/cat-${HASH}.png`, `ghost-sync-asset:${HASH}`],
    ['uploaded twice', `${SITE}/content/images/2026/11/cat-${HASH}-1.png`, `ghost-sync-asset:${HASH}`],
    ['on other storage', `https://cdn.example.com/x/cat-${HASH}.png`, `ghost-sync-asset:${HASH}`],
    ['its placeholder', `ghost-sync-asset:${HASH}`, `ghost-sync-asset:${HASH}`],
    [
      'two in a srcset',
      `<img srcset="/c/a-${HASH}.png 1x, /c/b-${HASH}.png 2x">`,
      `<img srcset="ghost-sync-asset:${HASH} 1x, ghost-sync-asset:${HASH} 2x">`,
    ],
  ])('%s', (_about, text, expected) => {
    expect(canonicaliseText(text, SITE)).toBe(expected)
  })

  test('a long run of slashes takes no time', () => {
    const started = performance.now()
    canonicaliseText('/'.repeat(200_000), SITE)
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})

describe('bodies', () => {
  const root = (...children: LexicalNode[]): LexicalRoot => ({ ...makeBody(''), children })
  const paragraph = (...children: LexicalNode[]): LexicalNode => ({ type: 'paragraph', children })
  const digest = (...children: LexicalNode[]) => digestBody(root(...children), SITE)

  test.each<[string, LexicalNode, LexicalNode]>([
    [
      'defaults that the editor writes',
      paragraph({ type: 'text', text: 'a' }),
      {
        type: 'paragraph',
        version: 1,
        direction: 'ltr',
        format: '',
        indent: 0,
        children: [{ type: 'extended-text', version: 1, text: 'a', format: 0, detail: 0, mode: 'normal', style: '' }],
      },
    ],
    [
      'split text',
      paragraph({ type: 'text', text: 'ab' }),
      paragraph({ type: 'text', text: 'a' }, { type: 'text', text: 'b' }),
    ],
    ['the list tag', { type: 'list', listType: 'bullet', tag: 'ul', start: 1 }, { type: 'list', listType: 'bullet' }],
    ['null and empty card values', { type: 'image', src: 'x', href: null, caption: '' }, { type: 'image', src: 'x' }],
    ['key order', { type: 'image', src: 'x', alt: 'y' }, { alt: 'y', src: 'x', type: 'image' }],
  ])('are the same but for %s', (_about, one, other) => {
    expect(digest(one)).toBe(digest(other))
  })

  test.each<[string, LexicalNode, LexicalNode]>([
    ['text', paragraph({ type: 'text', text: 'a' }), paragraph({ type: 'text', text: 'b' })],
    ['a format', paragraph({ type: 'text', text: 'a', format: 1 }), paragraph({ type: 'text', text: 'a' })],
    ['a heading level', { type: 'heading', tag: 'h2' }, { type: 'heading', tag: 'h3' }],
    ['a list type', { type: 'list', listType: 'bullet' }, { type: 'list', listType: 'number' }],
    ['a start', { type: 'list', listType: 'number', start: 2 }, { type: 'list', listType: 'number' }],
    ['no emoji and the default one', { type: 'callout', calloutEmoji: '' }, { type: 'callout' }],
    ['white space in code', { type: 'codeblock', code: 'a  b' }, { type: 'codeblock', code: 'a b' }],
  ])('differ by %s', (_about, one, other) => {
    expect(digest(one)).not.toBe(digest(other))
  })
})

test('fields: empty is empty, a tag is found without regard to case, an instant is an instant', () => {
  expect(digestField('custom_excerpt', '', SITE)).toBe(digestField('custom_excerpt', null, SITE))
  expect(digestField('tags', ['News'], SITE)).toBe(digestField('tags', ['news'], SITE))
  expect(digestField('tags', ['a', 'b'], SITE)).not.toBe(digestField('tags', ['b', 'a'], SITE))
  expect(digestField('published_at', '2026-11-20T10:00:00.000+01:00', SITE)).toBe(
    digestField('published_at', '2026-11-20T09:00:00.000Z', SITE),
  )
})
