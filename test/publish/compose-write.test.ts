import { describe, expect, test } from 'vitest'
import type { LexicalRoot } from '../../src/markdown/index.ts'
import { PENDING_EMBED } from '../../src/markdown/index.ts'
import { GhostSyncFailure } from '../../src/model/failure.ts'
import { composeWrite, replaceAssetPlaceholders, restamp, verifyBody } from '../../src/publish/compose-write.ts'
import type { WriteContext } from '../../src/publish/publish-context.ts'
import { makeBody, makeDesired, makePushed } from '../diff/sample-posts.ts'
import { FACTS, makePayload } from './fake-ghost.ts'

const HASH = '0123456789abcdef'
const OTHER = 'fedcba9876543210'
const URLS = new Map([
  [HASH, 'https://blog.example.com/a.png'],
  [OTHER, '/b.png'],
])
const at = (hash: string) => `ghost-sync-asset:${hash}`

describe('an asset placeholder', () => {
  test.each<[string, unknown, unknown]>([
    ['a text', at(HASH), 'https://blog.example.com/a.png'],
    [
      'inside a text, twice',
      `<img src="${at(HASH)}"> ${at(OTHER)}`,
      '<img src="https://blog.example.com/a.png"> /b.png',
    ],
    ['deep in a value', { a: [{ b: at(OTHER), c: 1 }], d: null }, { a: [{ b: '/b.png', c: 1 }], d: null }],
    [
      'no placeholder',
      { a: 'ghost-sync-asset', b: true, c: undefined },
      { a: 'ghost-sync-asset', b: true, c: undefined },
    ],
    ['text that goes on', `${at(HASH)}0`, 'https://blog.example.com/a.png0'],
    ['what is not a whole digest', 'ghost-sync-asset:0123', 'ghost-sync-asset:0123'],
  ])('is replaced: %s', (_, value, replaced) => {
    expect(replaceAssetPlaceholders(value, URLS)).toEqual(replaced)
  })

  test('a URL with signs that mean something in a replacement stays as it is', () => {
    expect(replaceAssetPlaceholders(at(HASH), new Map([[HASH, '/$&$1$$.png']]))).toBe('/$&$1$$.png')
  })

  test('without a URL is never published', () => {
    expect(() => replaceAssetPlaceholders([at(HASH)], new Map())).toThrow(
      expect.objectContaining({ code: 'publish/asset-missing', message: expect.stringContaining(HASH) }),
    )
  })
})

describe('what is sent', () => {
  const context = {
    facts: FACTS,
    ownershipTag: '#ghost-sync',
    uploaded: URLS,
    failedAssets: new Map([[OTHER, new GhostSyncFailure('ghost/validation', 'refused', 1)]]),
  } as unknown as WriteContext
  const own = makeBody('Own')
  const kept = makeBody('Kept')
  const tags = (names: string[]) => [...names, '#ghost-sync'].map((name) => ({ name }))

  test.each<[string, Parameters<typeof makePayload>[0], { root?: LexicalRoot; tags?: string[] }, object]>([
    ['nothing but fields', { fields: { title: 'T' } }, {}, { title: 'T' }],
    ['tags of a post that is not ours yet', { fields: {} }, { tags: ['b'] }, { tags: tags(['b']) }],
    ['the payload’s tags before those', { fields: { tags: ['a'] } }, { tags: ['b'] }, { tags: tags(['a']) }],
    ['the URL of a picture', { fields: { feature_image: at(HASH) } }, {}, { feature_image: URLS.get(HASH) }],
  ])('%s', (_, payload, about, wire) => {
    expect(composeWrite(makePayload(payload), context, { id: 'x', ...about })).toEqual(wire)
  })

  test.each<[string, LexicalRoot | undefined, LexicalRoot | undefined, LexicalRoot]>([
    ['the payload’s', own, kept, own],
    ['the post’s, since it carries the stamp', undefined, kept, kept],
  ])('the body is %s', (_, body, root, sent) => {
    const payload = makePayload(body === undefined ? {} : { body })
    const { lexical } = composeWrite(payload, context, { id: 'x', ...(root && { root }) })
    expect(JSON.parse(String(lexical))).toEqual({ root: sent, ghostSync: payload.stamp })
  })

  test('a file that could not be uploaded blocks the post, with its reason', () => {
    const payload = makePayload({ assets: [HASH, OTHER] })
    expect(() => composeWrite(payload, context, {})).toThrow(context.failedAssets.get(OTHER))
    expect(() => composeWrite(makePayload({ assets: [HASH] }), context, {})).not.toThrow()
  })

  test('an embed that is pending is never sent', () => {
    const body = { ...own, children: [{ type: PENDING_EMBED, version: 1, url: 'https://example.com' }] }
    expect(() => composeWrite(makePayload({ body }), context, {})).toThrow(
      expect.objectContaining({ code: 'publish/embed-pending' }),
    )
  })
})

test.each([
  [undefined, 1],
  [4, 5],
])('a stamp of the next write counts on from %s, and keeps the other digests', (seq, next) => {
  const { stamp } = makePayload({})
  const before = { ...stamp, fields: { title: 'a', slug: 'b' }, ...(seq !== undefined && { seq }) }
  expect(restamp(before, { slug: 'c' })).toEqual({ ...stamp, fields: { title: 'a', slug: 'c' }, seq: next })
})

describe('a body of which Ghost shows nothing', () => {
  const post = makePushed(makeDesired('a.md'))
  const empty = makeBody('')
  const blank = { ...empty, children: [{ type: 'paragraph', version: 1, children: [] }] }
  const rule = { ...empty, children: [{ type: 'horizontalrule', version: 1 }] }
  test.each<[string, LexicalRoot | undefined, string | null | undefined, boolean]>([
    ['nothing was sent', undefined, null, true],
    ['it shows something', makeBody('Text'), '<p>Text</p>', true],
    ['it does not say', makeBody('Text'), undefined, true],
    ['it shows nothing', makeBody('Text'), null, false],
    ['there is no block', { ...empty, children: [] }, null, true],
    ['there are empty paragraphs', blank, null, true],
    ['there is a card', rule, null, false],
  ])('%s', (_, body, html, passes) => {
    const verify = () => verifyBody(makePayload(body === undefined ? {} : { body }), { post, html })
    if (passes) expect(verify).not.toThrow()
    else expect(verify).toThrow(expect.objectContaining({ code: 'ghost/body-not-rendered' }))
  })
})
