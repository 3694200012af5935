import { describe, expect, test } from 'vitest'
import type { Backup } from '../../src/backup/backup.ts'
import type { DeleteAction, UnpublishAction } from '../../src/diff/plan.ts'
import type { WriteContext } from '../../src/publish/publish-context.ts'
import { removeFromPlan } from '../../src/publish/remove-from-plan.ts'
import { makeDesired } from '../diff/sample-posts.ts'
import { type FakeGhost, type Fault, makeContext, onlyAction, planOn, REFUSED, startFakeGhost } from './fake-ghost.ts'

const FILE = makeDesired('posts/a.md', { status: 'published', tags: [] })

async function openScene(kind: 'delete' | 'unpublish') {
  const ghost = await startFakeGhost()
  ghost.seed(FILE)
  const planned = await planOn(ghost, [], kind)
  const action = onlyAction(planned, kind)
  const remove = (more: Partial<WriteContext> = {}, changed: Partial<DeleteAction> = {}) =>
    removeFromPlan({ ...action, ...changed } as DeleteAction | UnpublishAction, makeContext(ghost, more))
  return { ghost, remove }
}

const EDITED = { kind: 'conflict', because: { kind: 'edited-before-removal' } }
const edit = (ghost: FakeGhost) => () => ghost.edit('a', { title: 'Mine' })
// Ghost checks no collision for tags, and leaves `updated_at` as it is.
const tag = (ghost: FakeGhost) => () => {
  const [post] = ghost.posts.values()
  ghost.edit('a', { tags: [{ name: 'other' }, { name: '#ghost-sync' }], updated_at: post?.updated_at })
}
const drop = (ghost: FakeGhost) => () => ghost.posts.clear()
const marks = ({ bodies }: FakeGhost) => bodies.map(({ lexical }) => JSON.parse(String(lexical)).ghostSyncRemoval)

describe('a deletion', () => {
  test('marks the post, and deletes it then', async () => {
    const { ghost, remove } = await openScene('delete')
    expect(await remove()).toMatchObject({ kind: 'deleted', path: 'posts/a.md', fields: [] })
    expect(ghost.writes()).toEqual(['PUT posts', 'DELETE posts'])
    expect(ghost.texts()).toEqual([])
  })

  test.each<[string, string, Fault[], string[]]>([
    ['the mark landed', 'PUT posts', ['unheard'], ['PUT posts', 'DELETE posts']],
    ['the mark did not land', 'PUT posts', ['unseen'], ['PUT posts', 'PUT posts', 'DELETE posts']],
    ['the second mark landed', 'PUT posts', ['unseen', 'unheard'], ['PUT posts', 'PUT posts', 'DELETE posts']],
    ['the deletion landed', 'DELETE posts', ['unheard'], ['PUT posts', 'DELETE posts', 'DELETE posts']],
  ])('goes on after a lost answer: %s', async (_, request, faults, writes) => {
    const { ghost, remove } = await openScene('delete')
    ghost.befall(request, ...faults)
    expect(await remove()).toMatchObject({ kind: 'deleted' })
    expect(ghost.writes()).toEqual(writes)
  })

  test('goes on where somebody saved the post as it was, while the mark was lost', async () => {
    const { ghost, remove } = await openScene('delete')
    ghost.befall('PUT posts', 'unseen')
    ghost.befall('GET posts/id', 'passes', () => ghost.edit('a', {}))
    expect(await remove()).toMatchObject({ kind: 'deleted' })
  })

  test('of a post whose mark never arrives is a failure, and deletes nothing', async () => {
    const { ghost, remove } = await openScene('delete')
    ghost.befall('PUT posts', 'unseen', 'unseen', 'unseen')
    await expect(remove()).rejects.toMatchObject({ code: 'ghost/no-answer' })
    expect(ghost.writes()).toEqual(['PUT posts', 'PUT posts'])
    expect(ghost.posts.size).toBe(1)
  })

  test('of a post that refuses the mark is a failure, and deletes nothing', async () => {
    const { ghost, remove } = await openScene('delete')
    ghost.befall('PUT posts', { status: 422 })
    await expect(remove()).rejects.toMatchObject({ code: 'ghost/validation' })
    expect(ghost.posts.size).toBe(1)
  })

  test.each<[string, string, (ghost: FakeGhost) => () => void, number]>([
    ['before it is read', 'GET posts/id', edit, 0],
    ['tags before it is read', 'GET posts/id', tag, 0],
    ['before the mark', 'PUT posts', edit, 1],
    ['tags before the mark', 'PUT posts', tag, 1],
  ])('leaves what somebody changed: %s', async (_, request, change, writes) => {
    const { ghost, remove } = await openScene('delete')
    ghost.befall(request, change(ghost))
    expect(await remove()).toMatchObject(EDITED)
    expect(ghost.writes().length).toBe(writes)
    expect(ghost.posts.size).toBe(1)
  })

  test.each<[string, (ghost: FakeGhost) => () => void, Fault]>([
    ['a mark that landed, edited', edit, 'unheard'],
    ['a mark that landed, tagged', tag, 'unheard'],
    ['a mark that did not land, edited', edit, 'unseen'],
    ['a mark that did not land, deleted', drop, 'unseen'],
  ])('stops where the answer is lost and the post is another: %s', async (_, change, fault) => {
    const { ghost, remove } = await openScene('delete')
    ghost.befall('PUT posts', fault)
    ghost.befall('GET posts/id', 'passes', change(ghost))
    expect(await remove()).toMatchObject(EDITED)
    expect(ghost.writes()).toEqual(['PUT posts'])
  })

  test('keeps the document and its stamp below the mark', async () => {
    const { ghost, remove } = await openScene('delete')
    const [before] = ghost.posts.values()
    const document = JSON.parse(String(before?.lexical))
    ghost.befall('DELETE posts', REFUSED)
    await expect(remove()).rejects.toMatchObject({ code: 'auth/forbidden' })
    const { ghostSyncRemoval, ...kept } = JSON.parse(String([...ghost.posts.values()][0]?.lexical))
    expect(kept).toEqual(document)
    expect(marks(ghost)[0]).toBe(ghostSyncRemoval)
  })

  test('keeps a backup first, and deletes nothing without it', async () => {
    const { ghost, remove } = await openScene('delete')
    await expect(remove({ backups: { keep: () => Promise.reject(new Error('disk full')) } })).rejects.toThrow('disk')
    expect(ghost.writes()).toEqual([])
    const kept: unknown[] = []
    const keep = async ({ reason, path, post }: Backup) => {
      kept.push([reason, path, post.title])
      return '/backups'
    }
    expect(await remove({ backups: { keep } })).toMatchObject({ backup: '/backups' })
    expect(kept).toEqual([['delete', 'posts/a.md', 'Title of a']])
  })
})

describe('of what is gone already', () => {
  test.each<['delete' | 'unpublish', string, Fault | undefined]>([
    ['delete', 'GET posts/id', undefined],
    ['delete', 'PUT posts', undefined],
    ['delete', 'DELETE posts', undefined],
    ['unpublish', 'GET posts/id', undefined],
    ['unpublish', 'PUT posts', undefined],
  ])('a removal (%s, before %s) counts as done', async (kind, request) => {
    const { ghost, remove } = await openScene(kind)
    ghost.befall(request, drop(ghost))
    expect(await remove()).toMatchObject({ kind: 'deleted', fields: [] })
  })
})

describe('a duplicate', () => {
  const beside = async (change: { owned?: boolean; path?: string } = {}) => {
    const scene = await openScene('delete')
    const file = makeDesired(change.path ?? 'posts/a.md', { slug: 'b', tags: [] })
    const { id } = scene.ghost.seed(file, change.owned === false ? { tags: [] } : {})
    return { ...scene, other: { type: 'post', id } as const }
  }

  test.each<[string, 'twin' | 'stray', { owned?: boolean; path?: string }, boolean]>([
    ['twin of ours', 'twin', {}, true],
    ['twin of the post of another file', 'twin', { path: 'posts/other.md' }, false],
    ['twin of somebody else’s', 'twin', { owned: false }, false],
    ['stray beside somebody else’s', 'stray', { owned: false }, true],
    ['stray beside one of ours', 'stray', {}, false],
  ])('is deleted only beside the other post: %s', async (_, reason, change, goes) => {
    const { ghost, remove, other } = await beside(change)
    const result = await remove({}, { reason, beside: other })
    expect(result).toMatchObject(goes ? { kind: 'deleted' } : { because: { kind: 'original-missing' } })
    // It is recognised by never having been saved again, so it must not be marked.
    expect(ghost.writes()).toEqual(goes ? ['DELETE posts'] : [])
  })

  test('is kept where the other post is itself, or gone', async () => {
    const { ghost, remove, other } = await beside()
    const [own] = ghost.posts.keys()
    const missing = { because: { kind: 'original-missing' } }
    expect(await remove({}, { reason: 'twin', beside: { type: 'post', id: String(own) } })).toMatchObject(missing)
    ghost.posts.delete(other.id)
    expect(await remove({}, { reason: 'twin', beside: other })).toMatchObject(missing)
    expect(ghost.writes()).toEqual([])
  })

  test('that somebody saves at the last moment stays', async () => {
    const { ghost, remove, other } = await beside()
    ghost.befall('GET posts/id', 'passes', 'passes', edit(ghost))
    expect(await remove({}, { reason: 'twin', beside: other })).toMatchObject(EDITED)
    expect(ghost.writes()).toEqual([])
  })
})

describe('unpublishing', () => {
  test('makes a draft of it, and its stamp says that this was us', async () => {
    const { ghost, remove } = await openScene('unpublish')
    expect(await remove()).toMatchObject({ kind: 'unpublished', fields: ['status'] })
    expect([...ghost.posts.values()].map(({ status }) => status)).toEqual(['draft'])
    // The file comes back: it is published again, and is no conflict.
    expect(onlyAction(await planOn(ghost, [FILE]), 'update')).toMatchObject({
      reason: 'changed',
      changes: [{ field: 'status' }],
    })
  })

  test.each<[string, string, (ghost: FakeGhost) => () => void, number]>([
    ['before it is read', 'GET posts/id', edit, 0],
    ['tags before it is read', 'GET posts/id', tag, 0],
    ['before it is written', 'PUT posts', edit, 1],
  ])('leaves what somebody changed: %s', async (_, request, change, writes) => {
    const { ghost, remove } = await openScene('unpublish')
    ghost.befall(request, change(ghost))
    expect(await remove()).toMatchObject(EDITED)
    expect(ghost.writes().length).toBe(writes)
  })
})

test.each([
  ['before this push began', 1, 'deleted'],
  ['in the same second', 0, 'deleted'],
  ['after', -1, 'conflict'],
])('a post that was saved %s', async (_, later, kind) => {
  const { remove } = await openScene('delete')
  const result = await remove({ since: Date.parse('2026-11-20T10:00:00.000Z') + later })
  expect(result.kind).toBe(kind)
})
