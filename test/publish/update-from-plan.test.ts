import { describe, expect, test } from 'vitest'
import type { Action, UpdateAction } from '../../src/diff/plan.ts'
import type { WriteContext } from '../../src/publish/publish-context.ts'
import { updateFromPlan } from '../../src/publish/update-from-plan.ts'
import { makeDesired } from '../diff/sample-posts.ts'
import { type FakeGhost, type Fault, makeContext, onlyAction, planOn, startFakeGhost } from './fake-ghost.ts'

const OLD = makeDesired('posts/a.md', { title: 'Old', tags: ['news'] })
const NEW = makeDesired('posts/a.md', { title: 'New', tags: ['news'] })

async function openScene(file = NEW) {
  const ghost = await startFakeGhost()
  ghost.seed(OLD)
  const planned = await planOn(ghost, [file])
  const action = onlyAction(planned, 'update')
  const update = (more: Partial<WriteContext> = {}, changed: Partial<UpdateAction> = {}) =>
    updateFromPlan({ ...action, ...changed }, makeContext(ghost, { remote: planned.remote, ...more }))
  return { ghost, action, update }
}

// Ghost leaves `updated_at` as it is for tags alone, so that only the comparison shows it.
const TAGGED = { tags: [{ name: 'other' }, { name: '#ghost-sync' }], updated_at: '2026-11-20T10:00:00.000Z' }

describe('an update', () => {
  test('writes what changed, once', async () => {
    const { ghost, update } = await openScene()
    expect(await update()).toMatchObject({ kind: 'updated', fields: ['title'] })
    expect(ghost.writes()).toEqual(['PUT posts'])
    expect(ghost.texts()).toEqual(['a: New'])
  })

  test.each<[string, Fault[], number]>([
    ['is not sent again where it has landed', ['unheard'], 1],
    ['is sent again where it has not', ['unseen'], 2],
  ])('whose answer is lost %s', async (_, faults, puts) => {
    const { ghost, update } = await openScene()
    ghost.befall('PUT posts', ...faults)
    expect(await update()).toMatchObject({ kind: 'updated' })
    expect(ghost.writes().length).toBe(puts)
    expect(ghost.texts()).toEqual(['a: New'])
  })

  test('that is never answered is a failure after the second time', async () => {
    const { ghost, update } = await openScene()
    ghost.befall('PUT posts', 'unseen', 'unseen', 'unseen')
    await expect(update()).rejects.toMatchObject({ code: 'ghost/no-answer' })
    expect(ghost.writes().length).toBe(2)
  })

  test.each<[string, (ghost: FakeGhost) => void, string]>([
    ['saved', (ghost) => ghost.edit('a', { title: 'Mine' }), 'edited-meanwhile'],
    ['tagged', (ghost) => ghost.edit('a', TAGGED), 'edited-meanwhile'],
    ['deleted', (ghost) => ghost.posts.clear(), 'deleted-meanwhile'],
  ])('that was lost is not sent again on a post that somebody has %s', async (_, change, kind) => {
    const { ghost, update } = await openScene()
    ghost.befall('PUT posts', 'unseen')
    ghost.befall('GET posts/id', 'passes', () => change(ghost))
    expect(await update()).toMatchObject({ kind: 'conflict', because: { kind } })
    expect(ghost.writes()).toEqual(['PUT posts'])
  })
})

describe('a post that changed since the plan', () => {
  test.each([
    ['its title', { title: 'Mine' }],
    ['its tags only', TAGGED],
    ['its time only', {}],
  ])('is a conflict, and is not written: %s', async (_, fields) => {
    const { ghost, update } = await openScene()
    ghost.edit('a', fields)
    expect(await update()).toMatchObject({ kind: 'conflict', because: { kind: 'edited-meanwhile' } })
    expect(ghost.writes()).toEqual([])
  })

  const fresh = (more: object) => ({ ...more, path: 'posts/a.md', type: 'post', title: 'New' }) as unknown as Action
  test.each<[string, Action | undefined, object]>([
    ['no explanation', undefined, { kind: 'edited-meanwhile' }],
    ['elsewhere', fresh({ kind: 'update', reason: 'changed' }), { kind: 'edited-elsewhere-meanwhile' }],
    ['overwritten by force only', fresh({ kind: 'update', reason: 'forced' }), { kind: 'edited-meanwhile' }],
    [
      'in the same field',
      fresh({ kind: 'conflict', conflicts: [{ field: 'title' }] }),
      { kind: 'edited-meanwhile', meets: ['title'] },
    ],
  ])('is explained by another plan: %s', async (_, again, because) => {
    const { ghost, update } = await openScene()
    ghost.edit('a', { title: 'Mine' })
    expect(await update({ replanPost: () => again })).toMatchObject({ kind: 'conflict', because })
  })

  test('between the last read and the write collides', async () => {
    const { ghost, update } = await openScene()
    ghost.befall('PUT posts', () => ghost.edit('a', { title: 'Mine' }))
    expect(await update()).toMatchObject({ kind: 'conflict', because: { kind: 'edited-meanwhile' } })
    expect(ghost.texts()).toEqual(['a: Mine'])
  })

  test.each([
    ['before the last read', 'GET posts/id', 'deleted-since-plan', []],
    ['after it', 'PUT posts', 'deleted-meanwhile', ['PUT posts']],
  ])('by being deleted %s', async (_, request, kind, writes) => {
    const { ghost, update } = await openScene()
    ghost.befall(request, () => ghost.posts.clear())
    expect(await update()).toMatchObject({ kind: 'conflict', because: { kind } })
    expect(ghost.writes()).toEqual(writes)
  })

  test('while its backup was written is left alone', async () => {
    const { ghost, update } = await openScene()
    const keep = async () => {
      ghost.edit('a', { title: 'Mine' })
      return '/backups'
    }
    const result = await update({ backups: { keep } }, { reason: 'forced' })
    expect(result).toMatchObject({ kind: 'conflict', because: { kind: 'edited-meanwhile' } })
    expect(ghost.writes()).toEqual([])
  })
})

describe('what is kept before it is overwritten', () => {
  test.each<[UpdateAction['reason'], boolean]>([
    ['changed', false],
    ['forced', true],
    ['adopted', true],
  ])('%s', async (reason, isKept) => {
    const { ghost, update } = await openScene()
    const kept: unknown[] = []
    const keep = async (backup: { post: { title?: unknown }; reason: string }) => {
      kept.push([backup.reason, backup.post.title])
      return '/backups'
    }
    const result = await update({ backups: { keep } }, { reason })
    expect(result).toMatchObject({ kind: reason === 'adopted' ? 'adopted' : 'updated' })
    expect('backup' in result).toBe(isKept)
    expect(kept).toEqual(isKept ? [['overwrite', 'Old']] : [])
    expect(ghost.texts()).toEqual(['a: New'])
  })

  test('a backup that fails keeps the post from being written', async () => {
    const { ghost, update } = await openScene()
    const keep = () => Promise.reject(new Error('disk full'))
    await expect(update({ backups: { keep } }, { reason: 'forced' })).rejects.toThrow('disk full')
    expect(ghost.writes()).toEqual([])
  })
})

describe('a post that another push has written since this one began', () => {
  const saved = Date.parse('2026-11-20T10:00:00.000Z')
  test.each<[string, UpdateAction['reason'], number, string]>([
    ['before', 'changed', saved + 1, 'updated'],
    ['in the second of the beginning', 'changed', saved, 'updated'],
    ['after', 'changed', saved - 1, 'conflict'],
    ['after, but the file wins', 'forced', saved - 1, 'updated'],
  ])('%s', async (_, reason, since, kind) => {
    const { update } = await openScene()
    const result = await update({ since }, { reason })
    expect(result.kind).toBe(kind)
    if (kind === 'conflict') expect(result).toMatchObject({ because: { kind: 'pushed-meanwhile' } })
  })
})

describe('a new slug that was taken', () => {
  const MOVED = { ...OLD, fields: { ...OLD.fields, slug: 'b' } }
  const taken = async () => {
    const scene = await openScene(MOVED)
    scene.ghost.seed(makeDesired('theirs.md', { title: 'Theirs', slug: 'b' }))
    return scene
  }

  test('is a failure, and the post gets its old one back', async () => {
    const { ghost, update } = await taken()
    await expect(update()).rejects.toMatchObject({
      code: 'publish/slug-taken',
      message: expect.stringContaining('the old one stays'),
    })
    expect(ghost.texts()).toEqual(['a: Old', 'b: Theirs'])
    // The next plan must see that the file still asks for the other slug.
    const [post] = await ghost.remote()
    expect(post?.base).toMatchObject({ kind: 'stamp', stamp: { path: 'posts/a.md', seq: 2 } })
  })

  test.each(['GET posts/id', 'PUT posts'])('is named where somebody has saved the post since: %s', async (request) => {
    const { ghost, update } = await taken()
    ghost.befall(request, 'passes', () => ghost.edit('b-2', { title: 'Mine' }))
    await expect(update()).rejects.toMatchObject({
      code: 'publish/slug-taken',
      message: expect.stringContaining('somebody saved this one, which is "b-2" now'),
    })
    expect(ghost.texts()).toEqual(['b-2: Mine', 'b: Theirs'])
  })
})
