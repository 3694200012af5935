import { describe, expect, test } from 'vitest'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import type { Connection } from '../../src/ghost/transport/connection.ts'
import { EXIT_CODE, GhostSyncFailure } from '../../src/model/failure.ts'
import { fetchAtRest, isOvertaken, lookAgain, lookBeforeWrite } from '../../src/publish/read-before-write.ts'
import { makeDesired, makePushed } from '../diff/sample-posts.ts'
import { type FakeGhost, makeContext, startFakeGhost } from './fake-ghost.ts'

async function openScene() {
  const ghost = await startFakeGhost()
  const row = ghost.seed(makeDesired('a.md', { tags: ['news'] }))
  const [seen] = await ghost.remote()
  if (seen === undefined) throw new Error('no post')
  return { ghost, row, seen }
}

describe('a post that is read once more', () => {
  test.each<[string, (ghost: FakeGhost, updatedAt: string) => void, 'same' | 'changed' | 'gone']>([
    ['nobody touched it', () => {}, 'same'],
    ['saved', (ghost) => ghost.edit('a', { title: 'Mine' }), 'changed'],
    ['saved as it was', (ghost) => ghost.edit('a', {}), 'changed'],
    ['in the same second', (ghost, at) => ghost.edit('a', { title: 'Mine', updated_at: at }), 'changed'],
    ['tags alone', (ghost, at) => ghost.edit('a', { tags: [{ name: '#ghost-sync' }], updated_at: at }), 'changed'],
    ['our tag alone', (ghost, at) => ghost.edit('a', { tags: [{ name: 'news' }], updated_at: at }), 'changed'],
    ['a field that we do not manage', (ghost, at) => ghost.edit('a', { comment_id: 'x', updated_at: at }), 'same'],
    ['deleted', (ghost) => ghost.posts.clear(), 'gone'],
  ])('%s', async (_, change, state) => {
    const { ghost, row, seen } = await openScene()
    change(ghost, row.updated_at)
    expect(await lookBeforeWrite(seen, makeContext(ghost))).toBe(state)
    const again = await lookAgain(seen, makeContext(ghost))
    expect(again).toEqual(state === 'same' ? seen : undefined)
    expect(ghost.writes()).toEqual([])
  })
})

describe('the second of the last save', () => {
  const saved = Date.parse('2026-11-20T10:00:00.000Z')
  const post = makePushed(makeDesired('a.md'))
  const settle = async (age: number, answers: ({ post: RemotePost } | undefined)[]) => {
    const waits: number[] = []
    const wait = async (milliseconds: number) => {
      waits.push(milliseconds)
    }
    const connection = { wait, clock: { now: () => saved + age } } as unknown as Connection
    const found = await fetchAtRest(async () => answers.shift(), connection)
    return { waits, found, left: answers.length }
  }
  const later = { ...post, updatedAt: '2026-11-20T10:00:01.000Z' }

  test.each([
    [-2001, []],
    // The server's clock is known to half a second only, and Ghost rounds.
    [-2000, [3500]],
    [0, [1500]],
    [1499, [1]],
    [1500, []],
    [60_000, []],
  ])('is waited out at an age of %i ms: %j', async (age, expected) => {
    const { waits, found, left } = await settle(age, [{ post }, { post: later }])
    expect(waits).toEqual(expected)
    expect(found?.post).toBe(expected.length === 0 ? post : later)
    expect(left).toBe(expected.length === 0 ? 1 : 0)
  })

  test('of no post is none', async () => {
    expect(await settle(0, [undefined, { post }])).toMatchObject({ waits: [], found: undefined })
  })
})

test.each([
  ['ghost/collision', true],
  ['ghost/not-found', true],
  ['ghost/no-answer', false],
  ['auth/forbidden', false],
])('%s: somebody was first: %s', (code, isFirst) => {
  expect(isOvertaken(new GhostSyncFailure(code, '', EXIT_CODE.failed))).toBe(isFirst)
  expect(isOvertaken(Object.assign(new Error(), { code }))).toBe(false)
})
