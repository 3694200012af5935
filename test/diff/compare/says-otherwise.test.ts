import { describe, expect, test } from 'vitest'
import { keepStoredBlocks } from '../../../src/diff/compare/keep-stored-blocks.ts'
import { comparePost } from '../../../src/diff/compare-post.ts'
import type { RemotePost } from '../../../src/ghost/posts/remote-post.ts'
import { buildPendingEmbed } from '../../../src/markdown/cards/embed.ts'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/index.ts'
import { makeBody, makeDesired, makePushed, NOW, SITE } from '../sample-posts.ts'

const URL = 'https://example.com/page'
const context = { siteUrl: SITE, now: NOW, defaultAuthor: 'owner' }
const bodyOf = (...children: LexicalNode[]): LexicalRoot => ({ ...makeBody(''), children })
const bookmark = (title: string, more: object = {}): LexicalNode => ({
  type: 'bookmark',
  version: 1,
  url: URL,
  caption: '',
  metadata: { title, ...more },
})
const embed = (html: string, metadata: object = {}): LexicalNode => ({
  type: 'embed',
  version: 1,
  url: URL,
  embedType: 'video',
  html,
  caption: '',
  metadata,
})

function compare(file: LexicalNode, onSite: LexicalNode, more: Partial<RemotePost> = {}) {
  const desired = { ...makeDesired('a.md'), body: bodyOf(file) }
  const remote = { ...makePushed(desired), body: { kind: 'lexical', root: bodyOf(onSite) } as const, ...more }
  const found = comparePost(desired, remote, context).fields.find(({ field }) => field === 'body')
  const text = (side: unknown) => (typeof side === 'object' && side !== null && 'text' in side ? side.text : undefined)
  return { verdict: found?.verdict, local: text(found?.local), remote: text(found?.remote), digest: found?.localDigest }
}

describe('what a file says of a page', () => {
  test.each<[string, LexicalNode, LexicalNode]>([
    ['another title', bookmark('New'), bookmark('Old')],
    ['no description any more', bookmark('A'), bookmark('A', { description: 'Old' })],
    [
      'another picture',
      bookmark('A', { icon: 'https://a.example/2.png' }),
      bookmark('A', { icon: 'https://a.example/1.png' }),
    ],
    ['a bookmark for an embed', bookmark('A'), embed('<iframe></iframe>')],
    ['another player', embed('<iframe src="https://b.example"></iframe>'), embed('<iframe></iframe>')],
  ])('is written where Ghost shows otherwise: %s', (_, file, onSite) => {
    const { verdict, local, remote, digest } = compare(file, onSite)
    expect(verdict).toBe('update')
    expect(local).not.toBe(remote)
    // The stamp holds the digest by which later plans compare.
    expect(digest).toMatch(/^[\da-f]{16}$/)
    expect(compare(file, file).verdict).toBe('same')
  })

  test.each<[string, LexicalNode, LexicalNode]>([
    ['nothing: a bare address', buildPendingEmbed(URL), bookmark('Whatever')],
    ['the same', bookmark('A', { icon: '' }), bookmark('A', { icon: null, url: URL })],
    [
      'a page of the site itself',
      bookmark('A', { icon: `${SITE}/favicon.ico` }),
      bookmark('A', { icon: '__GHOST_URL__/favicon.ico' }),
    ],
    [
      'a picture that lies in the repository now',
      bookmark('A', { icon: 'ghost-sync-asset:0123456789abcdef' }),
      bookmark('A', { icon: `${SITE}/content/images/icon/favicon.ico` }),
    ],
    ['the player without what only newsletters show', embed('<i></i>'), embed('<i></i>\n', { thumbnail_url: 'x' })],
  ])('is left alone where it says %s', (_, file, onSite) => {
    expect(compare(file, onSite).verdict).toBe('same')
  })

  test('is no wish where only Ghost has taken the page up anew', () => {
    const desired = { ...makeDesired('a.md'), body: bodyOf(bookmark('Old')) }
    const pushed = makePushed(desired)
    if (pushed.base.kind !== 'stamp') throw new Error('no stamp')
    const base: RemotePost['base'] = {
      kind: 'revision',
      stamp: pushed.base.stamp,
      root: desired.body,
      revisionCreatedAt: '2026-11-20T10:00:00.000Z',
    }
    expect(compare(bookmark('Old'), bookmark('New in Ghost'), { base }).verdict).toBe('same')
    expect(compare(bookmark('Mine'), bookmark('New in Ghost'), { base }).verdict).toBe('update')
  })

  test('belongs to the first of two cards of one page, and to the second', () => {
    const desired = { ...makeDesired('a.md'), body: bodyOf(bookmark('One'), bookmark('Two')) }
    const remote = makePushed(desired)
    const verdict = (...nodes: LexicalNode[]) =>
      comparePost(desired, { ...remote, body: { kind: 'lexical', root: bodyOf(...nodes) } }, context).fields.find(
        ({ field }) => field === 'body',
      )?.verdict
    expect(verdict(bookmark('One'), bookmark('Two'))).toBe('same')
    expect(verdict(bookmark('Two'), bookmark('One'))).toBe('update')
  })
})

test('a write keeps what Ghost knows of a page where the file says the same, and else takes the file', () => {
  const stored = bodyOf(embed('<i></i>', { thumbnail_url: 'https://a.example/t.png', author: 'A' }), bookmark('Old'))
  const wanted = bodyOf(embed('<i></i>'), bookmark('New'))
  expect(keepStoredBlocks(stored, wanted, SITE).children).toEqual([stored.children[0], wanted.children[1]])
})
