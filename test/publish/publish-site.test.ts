import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { PublishContext } from '../../src/publish/publish-context.ts'
import { publishSite } from '../../src/publish/publish-site.ts'
import type { Asset } from '../../src/scan/source/asset.ts'
import type { DesiredPost } from '../../src/scan/source/desired-post.ts'
import { makeDesired } from '../diff/sample-posts.ts'
import { type FakeGhost, type Fault, makeContext, planOn, REFUSED, startFakeGhost } from './fake-ghost.ts'

const FILES = ['a', 'b', 'c', 'd', 'e'].map((name) => makeDesired(`${name}.md`))

async function push(ghost: FakeGhost, files: readonly DesiredPost[] = FILES, more: Partial<PublishContext> = {}) {
  const { plan, remote } = await planOn(ghost, files)
  return publishSite(plan, makeContext(ghost, { remote, ...more }))
}

const kinds = ({ results }: Awaited<ReturnType<typeof push>>) => results.map(({ kind }) => kind)
const INVALID: Fault = { status: 422, body: { errors: [{ message: 'No.', type: 'ValidationError' }] } }
const BAD_KEY: Fault = { status: 401, body: { errors: [{ message: 'Unknown key.', type: 'UnauthorizedError' }] } }

describe('a site that stops answering', () => {
  test.each<[string, Fault[], string[]]>([
    ['three in a row end it', [BAD_KEY, BAD_KEY, BAD_KEY], ['failed', 'failed', 'failed', 'skipped', 'skipped']],
    ['two do not', [BAD_KEY, BAD_KEY, 'passes', BAD_KEY], ['failed', 'failed', 'created', 'failed', 'created']],
    [
      'what is wrong with a post does not count',
      [INVALID, INVALID, INVALID, INVALID],
      ['failed', 'failed', 'failed', 'failed', 'created'],
    ],
    [
      'nor does it between two',
      [BAD_KEY, BAD_KEY, INVALID, BAD_KEY],
      ['failed', 'failed', 'failed', 'failed', 'created'],
    ],
  ])('%s', async (_, faults, results) => {
    const ghost = await startFakeGhost()
    ghost.befall('POST posts', ...faults)
    expect(kinds(await push(ghost))).toEqual(results)
  })

  test('is a failure of the site, names why it skipped posts, and writes no ledger', async () => {
    const ghost = await startFakeGhost()
    ghost.befall('POST posts', 'passes', BAD_KEY, BAD_KEY, BAD_KEY)
    const published = await push(ghost)
    expect(published.failure).toMatchObject({ code: 'auth/invalid-key' })
    expect(published.results.at(-1)).toMatchObject({ because: { kind: 'site-stopped-answering' } })
    expect(ghost.writes()).not.toContain('POST tags')
  })

  test('that answers again is none', async () => {
    const ghost = await startFakeGhost()
    ghost.befall('POST posts', BAD_KEY, BAD_KEY)
    const published = await push(ghost)
    expect(published).not.toHaveProperty('failure')
    expect(ghost.writes()).toContain('POST tags')
  })
})

describe('Ctrl-C', () => {
  test('lets the post end that is under way, begins no other, and notes it', async () => {
    const ghost = await startFakeGhost()
    const abort = new AbortController()
    ghost.befall('POST posts', 'passes', () => abort.abort())
    const published = await push(ghost, FILES, { signal: abort.signal })
    expect(kinds(published)).toEqual(['created', 'created', 'skipped', 'skipped', 'skipped'])
    expect(published.results.at(-1)).toMatchObject({ because: { kind: 'interrupted' } })
    expect(ghost.writes()).toEqual(['POST posts', 'POST posts', 'POST tags'])
  })

  test('before it begins writes nothing', async () => {
    const ghost = await startFakeGhost()
    const published = await push(ghost, FILES, { signal: AbortSignal.abort() })
    expect(new Set(kinds(published))).toEqual(new Set(['skipped']))
    expect(ghost.writes()).toEqual([])
  })
})

describe('a file', () => {
  const bytes = (text: string) => new Blob([text])
  const asset = (text: string): Asset => {
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 16)
    const names = { uploadName: `${text}-${hash}.png`, absolutePath: `/${text}.png`, file: `content/${text}.png` }
    return { hash, ...names, endpoint: 'images', mimeType: 'image/png', size: text.length, width: 1, height: 1 }
  }
  const [one, two] = [asset('one'), asset('two')]
  const showing = (path: string, ...assets: Asset[]): DesiredPost => ({
    ...makeDesired(path, { feature_image: `ghost-sync-asset:${assets[0]?.hash}` }),
    assets,
  })
  const files = [showing('a.md', one), showing('b.md', two), showing('c.md', one), makeDesired('d.md')]
  const more = (): Partial<PublishContext> => ({
    assets: new Map([one, two].map((each) => [each.hash, each])),
    openFile: async (path) => bytes(path.slice(1, -4)),
  })
  const pictures = (ghost: FakeGhost) => [...ghost.posts.values()].map((row) => row.feature_image)
  const at = ({ uploadName }: Asset, month = '2026/11') =>
    `https://blog.example.com/content/images/${month}/${uploadName}`

  test('is uploaded once for all posts that show it', async () => {
    const ghost = await startFakeGhost()
    expect(await push(ghost, files, more())).toMatchObject({ uploads: 2 })
    expect(ghost.files).toEqual(new Set([one.uploadName, two.uploadName]))
    expect(pictures(ghost)).toEqual([at(one), at(two), at(one), undefined])
  })

  test.each<[string, Fault[], string[]]>([
    ['is refused', [REFUSED], ['failed', 'created', 'failed', 'created']],
    ['never arrived', ['unseen'], ['failed', 'created', 'failed', 'created']],
    ['landed without an answer', ['unheard'], ['created', 'created', 'created', 'created']],
  ])('whose upload %s', async (_, faults, results) => {
    const ghost = await startFakeGhost()
    ghost.befall('POST images', ...faults)
    const published = await push(ghost, files, more())
    expect(kinds(published)).toEqual(results)
    if (results.includes('failed'))
      expect(published.results[0]).toMatchObject({
        message: expect.stringContaining('content/one.png could not be uploaded'),
      })
    expect(ghost.writes().filter((line) => line === 'POST images').length).toBe(2)
  })

  test.each<[string, (path: string) => Promise<Blob>]>([
    ['changed', async () => bytes('other')],
    ['is gone', () => Promise.reject(new Error('ENOENT'))],
  ])('that %s since it was read blocks its posts, and is not sent under the old name', async (_, openFile) => {
    const ghost = await startFakeGhost()
    const published = await push(ghost, [showing('a.md', one), makeDesired('d.md')], { ...more(), openFile })
    expect(published.results).toMatchObject([{ kind: 'failed', code: 'publish/asset-changed' }, { kind: 'created' }])
    expect(ghost.files.size).toBe(0)
  })

  test('that an interrupted push has left on the site is not sent again', async () => {
    const ghost = await startFakeGhost()
    ghost.files.add(one.uploadName)
    expect(await push(ghost, [showing('a.md', one)], more())).toMatchObject({ uploads: 0 })
    expect(ghost.writes()).not.toContain('POST images')
  })

  test.each([
    ['is used', true, 0],
    ['is uploaded again where the site has lost it', false, 1],
  ])('that another post shows %s', async (_, isThere, uploads) => {
    const ghost = await startFakeGhost()
    ghost.seed(makeDesired('theirs.md', { feature_image: at(one, '2020/01') }), { tags: [] })
    if (isThere) ghost.files.add(one.uploadName)
    expect(await push(ghost, [showing('a.md', one)], more())).toMatchObject({ uploads })
    expect(pictures(ghost)[1]).toBe(isThere ? at(one, '2020/01') : at(one))
  })

  test('is not uploaded after Ctrl-C', async () => {
    const ghost = await startFakeGhost()
    await push(ghost, files, { ...more(), signal: AbortSignal.abort() })
    expect(ghost.files.size).toBe(0)
  })
})

test('every action has its result, and work is counted', async () => {
  const ghost = await startFakeGhost()
  ghost.seed(makeDesired('same.md', { tags: [] }))
  ghost.seed(makeDesired('theirs.md'), { tags: [], lexical: null })
  ghost.seed(makeDesired('orphan.md', { tags: [] }))
  const events: unknown[] = []
  const files = ['same.md', 'theirs.md', 'new.md'].map((path) => makeDesired(path, { tags: [] }))
  const published = await push(ghost, files, { onProgress: (event) => events.push(event) })
  const byPath = Object.fromEntries(published.results.map((result) => [result.path, result]))
  expect(byPath).toMatchObject({
    'same.md': { kind: 'unchanged' },
    'theirs.md': { kind: 'conflict', because: { kind: 'unowned' } },
    'new.md': { kind: 'created' },
    'orphan.md': { kind: 'skipped', because: { kind: 'file-gone' } },
  })
  expect(events).toEqual([{ kind: 'post', done: 1, total: 1, path: 'new.md', outcome: 'created' }])
})
