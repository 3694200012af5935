import { describe, expect, test } from 'vitest'
import type { RemoteBody } from '../../src/ghost/posts/remote-post.ts'
import { type LexicalNode, PENDING_EMBED } from '../../src/markdown/index.ts'
import { resolveEmbeds } from '../../src/publish/resolve-embeds.ts'
import { makeBody } from '../diff/sample-posts.ts'
import { ghostError, type Reply } from '../ghost/transport/fault-server.ts'
import { makeContext, makePayload, REFUSED, startFakeGhost } from './fake-ghost.ts'

const URL = 'https://example.com/film'
const text = makeBody('Text')
const bodyOf = (...nodes: object[]) => ({ ...text, children: nodes as unknown as LexicalNode[] })
const pending = { type: PENDING_EMBED, version: 1, url: URL, caption: 'Mine' }
const bookmark = { type: 'bookmark', version: 1, url: URL, caption: '', metadata: { title: 'Film' } }
const shown = (body: object): Reply => ({ status: 200, body })
const onSite = (...nodes: object[]): RemoteBody => ({ kind: 'lexical', root: bodyOf(...nodes) })

async function resolve(nodes: object[], current: RemoteBody | undefined, ...replies: Reply[]) {
  const ghost = await startFakeGhost()
  ghost.befall('GET oembed', ...replies)
  const payload = makePayload({ body: bodyOf(...nodes) })
  const { payload: out, warnings } = await resolveEmbeds(payload, current, makeContext(ghost))
  return { nodes: out.body?.children, warnings, isSame: out === payload }
}

describe('a bare URL becomes', () => {
  const asked = shown({ type: 'bookmark', metadata: { title: 'New' } })
  test.each<[string, RemoteBody | undefined, Reply, object]>([
    ['a bookmark', undefined, asked, { ...bookmark, metadata: { title: 'New' }, caption: 'Mine' }],
    [
      'an embed',
      undefined,
      shown({ type: 'video', html: '<iframe>' }),
      { type: 'embed', embedType: 'video', html: '<iframe>', url: URL, caption: 'Mine' },
    ],
    ['the card that the post has', onSite(bookmark), REFUSED, { ...bookmark, caption: 'Mine' }],
    [
      'a new one beside a card of another URL',
      onSite({ ...bookmark, url: 'https://x.example' }),
      asked,
      { metadata: { title: 'New' } },
    ],
    ['a new one beside another node', onSite({ ...bookmark, type: 'image' }), asked, { metadata: { title: 'New' } }],
  ])('%s', async (_, current, reply, node) => {
    const { nodes, warnings } = await resolve([pending, ...text.children], current, reply)
    expect(nodes).toMatchObject([node, ...text.children])
    expect(warnings).toEqual([])
  })

  test.each<[string, Reply]>([
    ['Ghost refuses', ghostError(422, { type: 'ValidationError' })],
    ['there is nothing to embed', shown({ type: 'video', html: '' })],
  ])('a link, with a warning, where %s', async (_, reply) => {
    const { nodes, warnings } = await resolve([pending], undefined, reply)
    expect(nodes).toMatchObject([
      { type: 'paragraph', children: [{ type: 'link', url: URL, children: [{ text: URL }] }] },
    ])
    expect(warnings).toMatchObject([{ kind: 'plain-link', url: URL }])
  })
})

test('a player that follows from the address is made here where Ghost cannot ask its provider', async () => {
  const film = { ...pending, url: 'https://youtu.be/7hCPODjJO7s' }
  const { nodes, warnings } = await resolve([film], undefined, ghostError(422, { type: 'ValidationError' }))
  const html = expect.stringContaining('https://www.youtube.com/embed/7hCPODjJO7s')
  expect(nodes).toMatchObject([{ type: 'embed', embedType: 'video', url: film.url, html, caption: 'Mine' }])
  expect(warnings).toEqual([])
})

test("a card of a post in Ghost's older format is kept as well", async () => {
  const source = JSON.stringify({
    version: '0.3.1',
    atoms: [],
    cards: [['embed', { url: URL, html: '<b>Old</b>', type: 'rich' }]],
    markups: [],
    sections: [[10, 0]],
  })
  const { nodes } = await resolve([pending], { kind: 'other', format: 'mobiledoc', source }, REFUSED)
  expect(nodes).toMatchObject([{ type: 'embed', html: '<b>Old</b>', caption: 'Mine' }])
})

test('a URL that stands there twice is asked for once', async () => {
  const { nodes } = await resolve(
    [pending, { ...pending, caption: 'Again' }],
    undefined,
    shown({ type: 'bookmark' }),
    REFUSED,
  )
  expect(nodes).toMatchObject([{ caption: 'Mine' }, { caption: 'Again' }])
})

test('a site that fails is a failure, and no plain link', async () => {
  await expect(resolve([pending], undefined, REFUSED)).rejects.toMatchObject({ code: 'auth/forbidden' })
})

test('a body without one is the same', async () => {
  expect(await resolve([...text.children], undefined)).toMatchObject({ isSame: true, warnings: [] })
})
