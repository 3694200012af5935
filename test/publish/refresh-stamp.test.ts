import { describe, expect, test } from 'vitest'
import { digestBody, digestField } from '../../src/diff/compare/digests.ts'
import { composeFirstPayload } from '../../src/diff/compose-payload.ts'
import { findAltered, refreshStamp } from '../../src/publish/refresh-stamp.ts'
import { makeBody, makeDesired, makePushed, PROJECT, SITE } from '../diff/sample-posts.ts'
import { type FakeGhost, makeContext, REFUSED, startFakeGhost } from './fake-ghost.ts'

const FILE = makeDesired('a.md', { meta_title: 'M', tags: [] })
const payload = composeFirstPayload(FILE, PROJECT, SITE)

describe('what Ghost stored otherwise', () => {
  const post = makePushed(FILE)
  const other = makeBody('Other')
  test.each<[string, Parameters<typeof findAltered>, object]>([
    ['nothing', [post, payload, SITE, false], {}],
    [
      'a field',
      [makePushed(FILE, { meta_title: 'N' }), payload, SITE, false],
      { meta_title: digestField('meta_title', 'N', SITE) },
    ],
    ['a field that was not sent', [makePushed(FILE, { excerpt: 'N' } as object), payload, SITE, false], {}],
    // Ghost has published a scheduled post while it was written.
    [
      'the status',
      [
        makePushed(FILE, { status: 'published' }),
        { ...payload, fields: { ...payload.fields, status: 'scheduled' } },
        SITE,
        false,
      ],
      {},
    ],
    [
      'the body',
      [{ ...post, body: { kind: 'lexical', root: other } }, payload, SITE, false],
      { body: digestBody(other, SITE) },
    ],
    ['a body that was not sent', [{ ...post, body: { kind: 'lexical', root: other } }, bodyless(), SITE, false], {}],
    [
      'a body that Ghost converted',
      [{ ...post, body: { kind: 'lexical', root: other } }, bodyless(), SITE, true],
      { body: digestBody(other, SITE) },
    ],
  ])('%s', (_, question, altered) => {
    expect(findAltered(...question)).toEqual(altered)
  })
})

function bodyless() {
  const { body: _, ...rest } = payload
  return rest
}

describe('the stamp', () => {
  const scene = async () => {
    const ghost = await startFakeGhost()
    ghost.seed(FILE, { meta_title: 'N' })
    const [post] = await ghost.remote()
    if (post === undefined) throw new Error('no post')
    return { ghost, refresh: () => refreshStamp(post, payload, makeContext(ghost)) }
  }

  test('is written again with the stored digest, and nothing else is', async () => {
    const { ghost, refresh } = await scene()
    const { post, warning } = await refresh()
    expect(warning).toBeUndefined()
    expect(Object.keys(ghost.bodies[0] ?? {}).sort()).toEqual(['lexical', 'updated_at'])
    expect(post.base).toMatchObject({ stamp: { seq: 1, stored: { meta_title: digestField('meta_title', 'N', SITE) } } })
  })

  test.each<[string, string, (ghost: FakeGhost) => void, number]>([
    ['saves the post', 'GET posts/id', (ghost) => ghost.edit('a', { title: 'Mine' }), 0],
    ['deletes the post', 'GET posts/id', (ghost) => ghost.posts.clear(), 0],
    ['saves it at the last moment', 'PUT posts', (ghost) => ghost.edit('a', { title: 'Mine' }), 1],
  ])('stays as it is where somebody %s, and that is a warning', async (_, request, change, writes) => {
    const { ghost, refresh } = await scene()
    ghost.befall(request, () => change(ghost))
    expect(await refresh()).toMatchObject({ warning: { kind: 'edited-after-write' } })
    expect(ghost.writes().length).toBe(writes)
  })

  test('that Ghost refuses is a failure', async () => {
    const { ghost, refresh } = await scene()
    ghost.befall('PUT posts', REFUSED)
    await expect(refresh()).rejects.toMatchObject({ code: 'auth/forbidden' })
  })
})
