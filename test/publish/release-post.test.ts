import { describe, expect, test } from 'vitest'
import { digestField } from '../../src/diff/compare/digests.ts'
import { releasePost } from '../../src/publish/release-post.ts'
import { makeDesired, SITE } from '../diff/sample-posts.ts'
import { type FakeGhost, type Fault, makeContext, RECORD, REFUSED, startFakeGhost } from './fake-ghost.ts'

const AT = '2026-12-01T08:00:00.000Z'
const SENT = { newsletter: 'weekly', segment: 'status:free', recipients: 3 }

async function openScene(status = 'published', slug = 'a') {
  const ghost = await startFakeGhost()
  ghost.seed(makeDesired('a.md', { tags: [] }))
  const [written] = await ghost.remote()
  if (written === undefined) throw new Error('no post')
  const digests = { status: digestField('status', status, SITE) }
  const at = status === 'scheduled' ? { at: AT } : {}
  const email = { kind: 'send', newsletter: 'weekly', segment: 'status:free', recipients: 9, ...at } as const
  const release = { fields: { status }, digests }
  return { ghost, release: () => releasePost(written, slug, release, email, makeContext(ghost)) }
}

const mailed = (newsletter: string) => ({
  newsletter: { slug: newsletter },
  email_segment: 'status:free',
  email: RECORD,
})

describe('a post that is published and sent', () => {
  test('says so in its stamp, and gets the slug that it is to have', async () => {
    const { ghost, release } = await openScene('published', 'b')
    const released = await release()
    expect(released).toMatchObject({ email: SENT, post: { fields: { status: 'published', slug: 'b' } } })
    expect(released?.post.base).toMatchObject({
      stamp: { seq: 1, fields: { status: digestField('status', 'published', SITE) } },
    })
    expect(ghost.writes()).toEqual(['PUT posts'])
  })

  test('waits for the record, which Ghost makes right after the post', async () => {
    const { ghost, release } = await openScene()
    ghost.sends = false
    ghost.befall('GET posts', 'passes', 'passes', () => ghost.edit('a', mailed('weekly')))
    expect(await release()).toMatchObject({ email: SENT })
    expect(ghost.waits).toEqual([300, 300])
  })

  test.each<[string, boolean, object | undefined]>([
    ['is sent on its date', true, { newsletter: 'weekly', segment: 'status:free', recipients: null, at: AT }],
    ['without its newsletter will not be sent', false, undefined],
  ])('later %s', async (_, sends, email) => {
    const { ghost, release } = await openScene('scheduled')
    ghost.sends = sends
    if (email !== undefined) expect(await release()).toMatchObject({ email })
    else
      await expect(release()).rejects.toMatchObject({
        code: 'publish/email-not-sent',
        message: expect.stringContaining('will not send'),
      })
  })
})

describe('where somebody else was at the post', () => {
  const edit = (fields: object) => (ghost: FakeGhost) => () => ghost.edit('a', { ...fields })
  const out = (newsletter: string) => edit({ status: 'published', ...mailed(newsletter) })
  const [saves, drops] = [edit({ title: 'Mine' }), (ghost: FakeGhost) => () => ghost.posts.clear()]

  test.each<[string, string, (ghost: FakeGhost) => Fault[], object | undefined, number]>([
    ['it was saved before', 'GET posts/id', (ghost) => [saves(ghost)], undefined, 0],
    ['it was saved at the last moment', 'PUT posts', (ghost) => [saves(ghost)], undefined, 1],
    ['it was deleted', 'PUT posts', (ghost) => [drops(ghost)], undefined, 1],
    ['another push published and sent it', 'PUT posts', (ghost) => [out('weekly')(ghost)], { email: SENT }, 1],
    ['it went out with another newsletter', 'PUT posts', (ghost) => [out('daily')(ghost)], undefined, 1],
    ['it was published without one', 'PUT posts', (ghost) => [edit({ status: 'published' })(ghost)], undefined, 1],
  ])('%s', async (_, request, faults, released, writes) => {
    const { ghost, release } = await openScene()
    ghost.befall(request, ...faults(ghost))
    const result = await release()
    if (released === undefined) expect(result).toBeUndefined()
    else expect(result).toMatchObject(released)
    expect(ghost.writes().length).toBe(writes)
  })

  test('a lost request is not repeated on what they saved', async () => {
    const { ghost, release } = await openScene()
    ghost.befall('PUT posts', 'unseen')
    ghost.befall('GET posts/id', 'passes', saves(ghost))
    expect(await release()).toBeUndefined()
    expect(ghost.writes()).toEqual(['PUT posts'])
  })
})

test('a refusal is a failure, and is not repeated', async () => {
  const { ghost, release } = await openScene()
  ghost.befall('PUT posts', REFUSED)
  await expect(release()).rejects.toMatchObject({ code: 'auth/forbidden' })
  expect(ghost.writes()).toEqual(['PUT posts'])
})
