import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { canonicaliseBody, canonicaliseText } from '../../../src/diff/compare/canonicalise.ts'
import { digestBody, digestField } from '../../../src/diff/compare/digests.ts'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/index.ts'
import { makeBody } from '../sample-posts.ts'

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
    ['with a long extension', `/content/files/2026/11/map-${HASH}.geojson`, `ghost-sync-asset:${HASH}`],
    ['with a digit in it', `/content/files/2026/11/a-${HASH}.7z`, `ghost-sync-asset:${HASH}`],
    ['without an extension', `${SITE}/content/files/2026/11/licence-${HASH}`, `ghost-sync-asset:${HASH}`],
    ['at the end of a sentence', `See https://cdn.example.com/cat-${HASH}.png.`, `See ghost-sync-asset:${HASH}.`],
    ['a page that ends in a digest', `https://example.com/commit-${HASH}`, `https://example.com/commit-${HASH}`],
    ['a name that goes on', `https://example.com/a-${HASH}.png-x`, `https://example.com/a-${HASH}.png-x`],
    ['a longer digest', `https://example.com/a-${HASH}0.png`, `https://example.com/a-${HASH}0.png`],
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
    [
      'the form of a caption',
      { type: 'image', caption: 'a <em>b</em>' },
      {
        type: 'image',
        caption:
          '<span style="white-space: pre-wrap;">a </span><i><em class="italic" style="white-space: pre-wrap;">b</em></i>',
      },
    ],
    [
      'a text to come',
      paragraph({ type: 'text', text: 'a TK b' }),
      paragraph({ type: 'text', text: 'a ' }, { type: 'tk', text: 'TK' }, { type: 'text', text: ' b' }),
    ],
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

/**
 * One post as it was pushed, and as Ghost Admin 5.130.6 stored it when a person had changed its title and nothing else, in Chromium. It
 * has whatever the converter writes, twice over.
 */
describe('a save in Ghost Admin', () => {
  const site = 'https://blog.example.com'
  const read = (name: string): LexicalRoot => {
    const text = readFileSync(join(import.meta.dirname, '../golden', name), 'utf8')
    return (JSON.parse(text) as { root: LexicalRoot }).root
  }
  const [pushed, saved] = [read('pushed.json'), read('editor-saved-5.json')]

  test('changes the document', () => {
    const changed = pushed.children.filter((node, index) => !equalJson(node, saved.children[index]))
    const types = new Set(changed.map(({ type }) => type))
    expect([...types].sort().join(' ')).toBe(
      'bookmark call-to-action callout email email-cta embed extended-heading extended-quote file header image list paragraph product signup toggle video',
    )
  })

  test('changes nothing that counts', () => {
    expect(canonicaliseBody(saved, site)).toEqual(canonicaliseBody(pushed, site))
    expect(digestBody(saved, site)).toBe(digestBody(pushed, site))
  })

  test('a word more does count, wherever it is', () => {
    const digest = digestBody(saved, site)
    const texts = JSON.stringify(saved).split(
      /(?<="(?:text|code|html|alt|caption|calloutText|heading|content|subheader|disclaimer|textValue)":"(?:<[^>]*>)*)(?=\w)/,
    )
    expect(texts.length).toBeGreaterThan(100)
    for (let at = 1; at < texts.length; at += 1) {
      const edited = `${texts.slice(0, at).join('')}word ${texts.slice(at).join('')}`
      expect(digestBody(JSON.parse(edited), site)).not.toBe(digest)
    }
  })
})

/** Whether two values are the same but for the order of keys: the editor sorts them by name. */
function equalJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) =>
    equalJson((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
  )
}

test('fields: empty is empty, a tag is found without regard to case, an instant is an instant', () => {
  expect(digestField('custom_excerpt', '', SITE)).toBe(digestField('custom_excerpt', null, SITE))
  expect(digestField('tags', ['News'], SITE)).toBe(digestField('tags', ['news'], SITE))
  expect(digestField('tags', ['a', 'b'], SITE)).not.toBe(digestField('tags', ['b', 'a'], SITE))
  expect(digestField('published_at', '2026-11-20T10:00:00.000+01:00', SITE)).toBe(
    digestField('published_at', '2026-11-20T09:00:00.000Z', SITE),
  )
})
