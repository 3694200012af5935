import { describe, expect, test } from 'vitest'
import { digestField } from '../../src/diff/compare/digests.ts'
import type { CreateAction, PlannedEmail } from '../../src/diff/plan.ts'
import { createFromPlan } from '../../src/publish/create-from-plan.ts'
import { makeDesired, SITE } from '../diff/sample-posts.ts'
import { type FakeGhost, type Fault, makeContext, onlyAction, planOn, REFUSED, startFakeGhost } from './fake-ghost.ts'

const FILE = makeDesired('posts/a.md', { tags: ['news'] })

async function openScene() {
  const ghost = await startFakeGhost()
  const action = onlyAction(await planOn(ghost, [FILE]), 'create')
  return { ghost, action }
}

const create = (ghost: FakeGhost, action: CreateAction) => createFromPlan(action, makeContext(ghost))

describe('a create whose answer is lost', () => {
  test.each<[string, Fault[], string[]]>([
    ['is not sent again where it has landed', ['unheard'], ['POST posts']],
    ['is sent again where it has not', ['unseen'], ['POST posts', 'POST posts']],
    ['is found also after the second time', ['unseen', 'unheard'], ['POST posts', 'POST posts']],
    ['by a gateway that gave up', [{ status: 504 }], ['POST posts', 'POST posts']],
  ])('%s', async (_, faults, writes) => {
    const { ghost, action } = await openScene()
    ghost.befall('POST posts', ...faults)
    expect(await create(ghost, action)).toMatchObject({ kind: 'created', path: 'posts/a.md' })
    expect(ghost.writes()).toEqual(writes)
    expect(ghost.texts()).toEqual(['a: Title of a'])
  })

  test('twice is a failure that names the post, and is sent no third time', async () => {
    const { ghost, action } = await openScene()
    ghost.befall('POST posts', 'unseen', 'unseen', 'unseen')
    await expect(create(ghost, action)).rejects.toMatchObject({
      code: 'ghost/no-answer',
      message: expect.stringContaining('"Title of a"'),
    })
    expect(ghost.writes()).toEqual(['POST posts', 'POST posts'])
  })

  test('takes no post of another file for its own', async () => {
    const { ghost, action } = await openScene()
    ghost.befall('POST posts', 'unseen')
    ghost.seed(makeDesired('other/a.md', { title: 'Other' }))
    expect(await create(ghost, action)).toMatchObject({ kind: 'conflict', because: { kind: 'slug-taken', slug: 'a' } })
    expect(ghost.texts()).toEqual(['a: Other'])
  })

  test('and that made a second post beside the same from another push removes the second', async () => {
    const { ghost, action } = await openScene()
    ghost.seed(FILE)
    ghost.befall('POST posts', 'unheard')
    expect(await create(ghost, action)).toMatchObject({ kind: 'created' })
    expect(ghost.texts()).toEqual(['a: Title of a'])
    expect(ghost.writes()).toEqual(['POST posts', 'DELETE posts'])
  })

  test('keeps a second post that somebody has edited, and says so', async () => {
    const { ghost, action } = await openScene()
    ghost.seed(FILE)
    ghost.befall('POST posts', 'unheard')
    ghost.befall('GET posts', () => ghost.edit('a-2', { title: 'Mine' }))
    expect(await create(ghost, action)).toMatchObject({
      kind: 'created',
      warnings: [{ kind: 'second-post-stays', slug: 'a-2' }],
    })
    expect(ghost.texts()).toEqual(['a: Title of a', 'a-2: Mine'])
  })

  test('deletes no second post when the first is only in the list', async () => {
    const { ghost, action } = await openScene()
    const first = ghost.seed(FILE)
    ghost.befall('POST posts', 'unheard')
    // A list from a cache.
    ghost.befall('GET posts/id', () => ghost.posts.delete(first.id))
    expect(await create(ghost, action)).toMatchObject({ warnings: [{ kind: 'second-post-stays', slug: 'a-2' }] })
    expect(ghost.texts()).toEqual(['a-2: Title of a'])
  })
})

describe('a slug that was taken between plan and write', () => {
  const taken = async () => {
    const scene = await openScene()
    scene.ghost.seed(makeDesired('a.md', { title: 'Theirs' }), { tags: [] })
    return scene
  }
  const because = { kind: 'slug-taken', slug: 'a' }

  test('is a conflict, and the post under the other slug is deleted again', async () => {
    const { ghost, action } = await taken()
    expect(await create(ghost, action)).toMatchObject({ kind: 'conflict', because })
    expect(ghost.writes()).toEqual(['POST posts', 'DELETE posts'])
    expect(ghost.texts()).toEqual(['a: Theirs'])
  })

  test('leaves the post that somebody began to write in', async () => {
    const { ghost, action } = await taken()
    ghost.befall('GET posts/id', () => ghost.edit('a-2', { title: 'Mine' }))
    expect(await create(ghost, action)).toMatchObject({ kind: 'conflict', because: { ...because, stays: 'a-2' } })
    expect(ghost.texts()).toEqual(['a: Theirs', 'a-2: Mine'])
  })

  test.each([
    ['before it is read', 'GET posts/id', ['POST posts']],
    ['right before it is deleted', 'DELETE posts', ['POST posts', 'DELETE posts']],
  ])('counts a post that is deleted already as deleted: %s', async (_, request, writes) => {
    const { ghost, action } = await taken()
    ghost.befall(request, () => {
      for (const { id, slug } of ghost.posts.values()) if (slug === 'a-2') ghost.posts.delete(id)
    })
    const result = await create(ghost, action)
    expect(result).toMatchObject({ kind: 'conflict', because })
    expect(result).not.toHaveProperty('because.stays')
    expect(ghost.writes()).toEqual(writes)
  })

  test('is a failure where the other post cannot be deleted', async () => {
    const { ghost, action } = await taken()
    ghost.befall('DELETE posts', REFUSED)
    await expect(create(ghost, action)).rejects.toMatchObject({ code: 'auth/forbidden' })
  })
})

describe('a post that is created again', () => {
  test.each(['post', 'page'] as const)('is a conflict when the deleted one exists again, as a %s', async (type) => {
    const { ghost, action } = await openScene()
    const { id } = ghost.seed({ ...FILE, type })
    const result = await create(ghost, { ...action, recreates: id })
    expect(result).toMatchObject({ kind: 'conflict', because: { kind: 'restored-meanwhile' } })
    expect(ghost.writes()).toEqual([])
  })

  test('is made when the deleted one stays away', async () => {
    const { ghost, action } = await openScene()
    const result = await create(ghost, { ...action, recreates: 'f'.repeat(24) })
    expect(result).toMatchObject({ kind: 'created', id: [...ghost.posts.keys()][0] })
  })
})

describe('what Ghost answers', () => {
  test('a body of which nothing is shown is a failure', async () => {
    const { ghost, action } = await openScene()
    ghost.render = () => null
    await expect(create(ghost, action)).rejects.toMatchObject({ code: 'ghost/body-not-rendered' })
  })

  test('a field in another form is stamped as Ghost stores it', async () => {
    const { ghost, action } = await openScene()
    const trimmed = {
      ...action,
      payload: { ...action.payload, fields: { ...action.payload.fields, meta_title: 'M ' } },
    }
    const result = await create(ghost, trimmed)
    expect(result).toMatchObject({ kind: 'created' })
    expect(ghost.writes()).toEqual(['POST posts', 'PUT posts'])
    const [post] = await ghost.remote()
    const { stored } = post?.base.kind === 'stamp' ? post.base.stamp : {}
    expect(stored).toEqual({ meta_title: digestField('meta_title', 'M ', SITE) })
  })
})

describe('a post that is sent', () => {
  const sending: PlannedEmail = { kind: 'send', newsletter: 'weekly', segment: 'all', recipients: 3 }
  const openSending = async () => {
    const ghost = await startFakeGhost()
    const file = makeDesired('posts/a.md', { status: 'published', tags: [] })
    const action = { ...onlyAction(await planOn(ghost, [file]), 'create'), email: sending }
    return { ghost, action, send: () => createFromPlan(action, makeContext(ghost, { consent: { kind: 'send' } })) }
  }
  const sent = { newsletter: 'weekly', segment: 'all', recipients: 3 }

  test('is a draft first, and is published and sent by a second request', async () => {
    const { ghost, send } = await openSending()
    expect(await send()).toMatchObject({ kind: 'created', email: sent })
    expect(ghost.writes()).toEqual(['POST posts', 'PUT posts'])
    expect(ghost.bodies.map(({ status }) => status)).toEqual(['draft', 'published'])
  })

  test('without consent is published without it', async () => {
    const { ghost, action } = await openSending()
    const result = await createFromPlan(action, makeContext(ghost, { consent: { kind: 'skip' } }))
    expect(result).not.toHaveProperty('email')
    expect(ghost.bodies.map(({ status }) => status)).toEqual(['published'])
  })

  test.each<[string, Fault[], number]>([
    ['was done, is not repeated', ['unheard'], 1],
    ['never arrived, is repeated', ['unseen'], 2],
  ])('the second request, when its answer is lost and it %s', async (_, faults, puts) => {
    const { ghost, send } = await openSending()
    ghost.befall('PUT posts', ...faults)
    expect(await send()).toMatchObject({ kind: 'created', email: sent })
    expect(ghost.writes().filter((line) => line === 'PUT posts').length).toBe(puts)
  })

  test('is a failure when the second request is never answered', async () => {
    const { ghost, send } = await openSending()
    ghost.befall('PUT posts', 'unseen', 'unseen', 'unseen')
    await expect(send()).rejects.toMatchObject({ code: 'ghost/no-answer' })
    expect(ghost.writes()).toEqual(['POST posts', 'PUT posts', 'PUT posts'])
  })

  test.each<[string, 'GET posts/id' | 'PUT posts']>([
    ['before it is read again', 'GET posts/id'],
    ['right before the second request', 'PUT posts'],
  ])('is not published when somebody saves it %s', async (_, request) => {
    const { ghost, send } = await openSending()
    ghost.befall(request, () => ghost.edit('a', { title: 'Mine' }))
    expect(await send()).toMatchObject({ kind: 'conflict', because: { kind: 'edited-before-release', created: true } })
    expect([...ghost.posts.values()].map(({ status, email }) => [status, email])).toEqual([['draft', undefined]])
  })

  test('is not said to be sent when Ghost has published it and sent nothing', async () => {
    const { ghost, send } = await openSending()
    ghost.sends = false
    await expect(send()).rejects.toMatchObject({ code: 'publish/email-not-sent' })
  })
})
