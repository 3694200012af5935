import { describe, expect, test } from 'vitest'
import type { Action, SitePlan } from '../../src/diff/plan.ts'
import { digestPath, type Ledger, markPost, noteSent, readLedger } from '../../src/ghost/ledger/ledger.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import type { ActionResult } from '../../src/publish/site-outcome.ts'
import { forgetRemoved, listLedgerChanges, updateLedger } from '../../src/publish/update-ledger.ts'
import { makeDesired, makePushed, makeStamp, PROJECT, SITE } from '../diff/sample-posts.ts'
import { makeContext, REFUSED, startFakeGhost } from './fake-ghost.ts'

const [ONE, TWO] = ['1'.repeat(24), '2'.repeat(24)]
const key = (path: string) => digestPath(PROJECT, path)
const sent = (path: string) => noteSent(PROJECT, path)

const post = (path: string, id: string, more: Partial<RemotePost> = {}): RemotePost => ({
  ...makePushed(makeDesired(path), {}, id),
  ...more,
})
const ledgerOf = (entries: Iterable<readonly [string, string]>): Ledger => ({
  entries: new Map(entries),
  marks: new Map(),
  tags: [],
})
const actionOf = (kind: Action['kind'], path: string, more: object = {}) =>
  ({
    kind,
    path,
    type: 'post',
    title: 'T',
    payload: { stamp: makeStamp(makeDesired(path)) },
    ...more,
  }) as unknown as Action
const resultOf = (kind: ActionResult['kind'], more: object = {}) => ({ kind, ...more }) as unknown as ActionResult
const planOf = (actions: readonly Action[]): SitePlan => ({ site: 'main', url: SITE, actions, problems: [] })

interface Case {
  readonly remote?: readonly RemotePost[]
  readonly entries?: readonly (readonly [string, string])[]
  readonly done?: readonly (readonly [Action, ActionResult])[]
  readonly set?: readonly (readonly [string, string])[]
  readonly drop?: readonly string[]
}

const created = resultOf('created', { id: TWO })
const renamed = actionOf('update', 'b.md', { id: ONE, renamedFrom: 'a.md' })

describe('what the ledger gets and loses', () => {
  test.each<[string, Case]>([
    ['a post of ours, by its stamp', { remote: [post('a.md', ONE)], set: [[key('a.md'), ONE]] }],
    ['none of a post that is not ours', { remote: [post('a.md', ONE, { owned: false })] }],
    ['none of a post without a stamp', { remote: [post('a.md', ONE, { base: { kind: 'none' } })] }],
    [
      'none of another project',
      {
        remote: [
          post('a.md', ONE, { base: { kind: 'stamp', stamp: { ...makeStamp(makeDesired('a.md')), project: 'x' } } }),
        ],
      },
    ],
    ['not the copy of a post that it has', { remote: [post('a.md', TWO)], entries: [[key('a.md'), ONE]] }],
    ['the first of two copies', { remote: [post('a.md', ONE), post('a.md', TWO)], set: [[key('a.md'), ONE]] }],
    ['a post that was created', { done: [[actionOf('create', 'a.md'), created]], set: [[key('a.md'), TWO]] }],
    ['none that was not', { done: [[actionOf('create', 'a.md'), resultOf('failed')]] }],
    [
      'a post that was created again, which may have been sent',
      {
        entries: [[key('old.md'), ONE]],
        done: [[actionOf('create', 'a.md', { recreates: ONE }), created]],
        set: [sent('a.md'), [key('a.md'), TWO]],
        drop: [key('old.md')],
      },
    ],
    [
      'a post that was created in place of one that the ledger knows',
      {
        entries: [[key('a.md'), ONE]],
        done: [[actionOf('create', 'a.md'), created]],
        set: [sent('a.md'), [key('a.md'), TWO]],
      },
    ],
    [
      'a post that was updated',
      { done: [[actionOf('update', 'a.md', { id: ONE }), resultOf('updated')]], set: [[key('a.md'), ONE]] },
    ],
    [
      'a post that was adopted',
      { done: [[actionOf('update', 'a.md', { id: ONE }), resultOf('adopted')]], set: [[key('a.md'), ONE]] },
    ],
    ['none that met a conflict', { done: [[actionOf('update', 'a.md', { id: ONE }), resultOf('conflict')]] }],
    [
      'the new path of a post whose file was renamed',
      {
        remote: [post('a.md', ONE)],
        done: [[renamed, resultOf('updated')]],
        set: [[key('b.md'), ONE]],
        drop: [key('a.md')],
      },
    ],
    [
      'that the renamed post may have been sent',
      {
        entries: [[key('a.md'), ONE], sent('a.md')],
        done: [[renamed, resultOf('updated')]],
        set: [[key('b.md'), ONE], sent('b.md')],
        drop: [sent('a.md')[0], key('a.md')],
      },
    ],
    [
      'the path that another post took from the renamed one',
      {
        remote: [post('a.md', TWO)],
        done: [[renamed, resultOf('updated')]],
        set: [
          [key('a.md'), TWO],
          [key('b.md'), ONE],
        ],
        drop: [key('a.md')],
      },
    ],
    [
      'nothing of a deleted post',
      {
        remote: [post('a.md', ONE)],
        done: [[actionOf('delete', 'a.md', { id: ONE, reason: 'policy' }), resultOf('deleted')]],
        drop: [key('a.md'), sent('a.md')[0]],
      },
    ],
    [
      'a post that was to be deleted and is there',
      {
        remote: [post('a.md', ONE)],
        done: [[actionOf('delete', 'a.md', { id: ONE, reason: 'policy' }), resultOf('conflict')]],
        set: [[key('a.md'), ONE]],
      },
    ],
    [
      'the post whose twin was deleted',
      {
        remote: [post('a.md', ONE), post('a.md', TWO)],
        done: [[actionOf('delete', 'a.md', { id: TWO, reason: 'twin' }), resultOf('deleted')]],
        set: [[key('a.md'), ONE]],
      },
    ],
    [
      'the post that the plan took for the file’s',
      {
        remote: [post('a.md', TWO)],
        entries: [[key('a.md'), ONE]],
        done: [[actionOf('unchanged', 'a.md', { id: TWO }), resultOf('unchanged')]],
        set: [[key('a.md'), TWO]],
      },
    ],
    [
      'none that is unchanged and not ours',
      { done: [[actionOf('unchanged', 'a.md', { id: TWO }), resultOf('unchanged')]] },
    ],
    [
      'one path of a post, after a rename that was interrupted',
      { remote: [post('b.md', ONE)], entries: [[key('a.md'), ONE]], set: [[key('b.md'), ONE]], drop: [key('a.md')] },
    ],
    [
      'beside what it notes of other posts that may have been sent',
      {
        entries: [[key('a.md'), ONE], sent('x.md')],
        done: [[actionOf('create', 'a.md'), created]],
        set: [sent('a.md'), [key('a.md'), TWO]],
      },
    ],
    ['what it has of a file that this checkout lacks', { entries: [[key('a.md'), ONE]] }],
  ])('%s', (_, { remote = [], entries = [], done = [], set = [], drop = [] }) => {
    const plan = planOf(done.map(([action]) => action))
    const results = done.map(([, result]) => result)
    const changes = listLedgerChanges(plan, results, { project: PROJECT, remote, ledger: ledgerOf(entries) })
    expect([...changes.set].sort()).toEqual([...set].sort())
    expect([...changes.drop].sort()).toEqual([...drop].sort())
  })

  test('the marks are those of what was written last', () => {
    const old = post('a.md', ONE)
    const { stamp } = { stamp: makeStamp(makeDesired('a.md', { title: 'New' })) }
    const plan = planOf([actionOf('update', 'a.md', { id: ONE, payload: { stamp } }), actionOf('create', 'b.md')])
    const results = [resultOf('updated'), created]
    const { marks } = listLedgerChanges(plan, results, { project: PROJECT, remote: [old], ledger: ledgerOf([]) })
    expect(marks).toEqual(
      new Map([
        [key('a.md'), markPost(stamp.fields)],
        [key('b.md'), markPost(makeStamp(makeDesired('b.md')).fields)],
      ]),
    )
  })
})

describe('the ledger', () => {
  const plan = planOf([actionOf('create', 'a.md')])

  test('is written once, and not again for the same', async () => {
    const ghost = await startFakeGhost()
    expect(await updateLedger(plan, [created], makeContext(ghost))).toBeUndefined()
    expect(ghost.writes()).toEqual(['POST tags'])
    const ledger = await readLedger(ghost.connection)
    expect(ledger.entries).toEqual(new Map([[key('a.md'), TWO]]))
    const again = planOf([actionOf('update', 'a.md', { id: TWO })])
    const before = ghost.count()
    await updateLedger(again, [resultOf('updated')], makeContext(ghost, { ledger }))
    expect(ghost.count()).toBe(before)
  })

  test('that cannot be written is a sentence, and no failure', async () => {
    const ghost = await startFakeGhost()
    ghost.befall('POST tags', REFUSED)
    expect(await updateLedger(plan, [created], makeContext(ghost))).toContain('could not be noted on the site')
  })

  const scene = async () => {
    const ghost = await startFakeGhost()
    const three = planOf(['a.md', 'b.md', 'c.md'].map((path) => actionOf('create', path)))
    const ids = [ONE, TWO, '3'.repeat(24)].map((id) => resultOf('created', { id }))
    await updateLedger(three, ids, makeContext(ghost))
    return { ghost, ledger: await readLedger(ghost.connection) }
  }

  test.each<[string, object, string[]]>([
    ['by its path', { id: 'x', reason: 'policy' }, ['b.md', 'c.md']],
    ['by its id', { path: 'other.md', id: ONE, reason: 'policy' }, ['b.md', 'c.md']],
    ['not beside its twin', { id: ONE, reason: 'twin' }, ['a.md', 'b.md', 'c.md']],
  ])('forgets a post before it is deleted: %s', async (_, more, left) => {
    const { ghost, ledger } = await scene()
    const removal = planOf([actionOf('delete', 'a.md', more)])
    const next = await forgetRemoved(removal, makeContext(ghost, { ledger }))
    expect([...next.entries.keys()].sort()).toEqual(left.map(key).sort())
    expect((await readLedger(ghost.connection)).entries).toEqual(next.entries)
  })

  test('forgets nothing after Ctrl-C, or where it cannot be written', async () => {
    const { ghost, ledger } = await scene()
    const removal = planOf([actionOf('delete', 'a.md', { id: ONE, reason: 'policy' })])
    const stopped = makeContext(ghost, { ledger, signal: AbortSignal.abort() })
    expect(await forgetRemoved(removal, stopped)).toBe(ledger)
    expect(ghost.writes()).toEqual(['POST tags'])
    ghost.befall('PUT tags', REFUSED)
    expect(await forgetRemoved(removal, makeContext(ghost, { ledger }))).toBe(ledger)
  })
})
