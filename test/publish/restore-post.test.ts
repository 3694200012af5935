import { describe, expect, test } from 'vitest'
import type { Backup } from '../../src/backup/backup.ts'
import { planRestore } from '../../src/diff/plan-restore.ts'
import { digestPath, noteSent, readLedger } from '../../src/ghost/ledger/ledger.ts'
import { fetchWholePost } from '../../src/ghost/posts/fetch-post.ts'
import { composeRestore, mayHaveBeenSent, type RestoreContext, restorePost } from '../../src/publish/restore-post.ts'
import { makeDesired, makePushed, makeStamp, NOW, PROJECT, SITE } from '../diff/sample-posts.ts'
import { FACTS, type FakeGhost, type Fault, makeContext, REFUSED, startFakeGhost } from './fake-ghost.ts'

const FILE = makeDesired('posts/a.md', { status: 'published', tags: ['news'] })

/** A post that was kept, and what happened to it since. */
async function openScene(change: (ghost: FakeGhost) => void, more: Partial<Backup> = {}) {
  const ghost = await startFakeGhost()
  const { id } = ghost.seed(FILE)
  const whole = await fetchWholePost(ghost.connection, 'post', id)
  if (whole === undefined) throw new Error('no post')
  const { post: kept, wire } = whole
  change(ghost)
  const stamp = makeStamp(FILE)
  const about = { site: 'main', url: SITE, takenAt: NOW.toISOString(), reason: 'delete', type: 'post' } as const
  const own = { kind: 'ghost-sync-backup', version: 1, project: PROJECT, path: FILE.path, stamp, post: wire } as const
  const backup: Backup = { ...about, ...own, ...more }
  const remote = await ghost.remote()
  const current = remote.find((post) => post.id === id)
  const step = planRestore({ kept, current, rivals: remote, siteUrl: SITE })
  const backups: unknown[] = []
  const keep = async ({ reason, post }: Backup) => {
    backups.push([reason, post.title])
    return '/backups'
  }
  const { connection, ownershipTag } = makeContext(ghost)
  const context: RestoreContext = { connection, facts: FACTS, ownershipTag, backups: { keep } }
  return { ghost, step, backups, restore: () => restorePost({ file: '/backups/a.json', backup, kept, step }, context) }
}

const drop = (ghost: FakeGhost) => ghost.posts.clear()
const edit = (ghost: FakeGhost) => ghost.edit('a', { title: 'Mine' })

describe('a deleted post', () => {
  test('is made again, is noted as the file’s post, and as sent perhaps', async () => {
    const { ghost, restore } = await openScene(drop)
    expect(await restore()).toMatchObject({ kind: 'restored', how: 'created', warnings: [] })
    expect(ghost.texts()).toEqual(['a: Title of a'])
    const { entries } = await readLedger(ghost.connection)
    const [id] = ghost.posts.keys()
    expect(entries).toEqual(new Map([[digestPath(PROJECT, FILE.path), String(id)], noteSent(PROJECT, FILE.path)]))
  })

  test.each([
    ['without a stamp', { stamp: null }],
    ['without a path', { path: '' }],
  ])('%s is not noted', async (_, more) => {
    const { ghost, restore } = await openScene(drop, more)
    expect(await restore()).toMatchObject({ kind: 'restored' })
    expect(ghost.writes()).toEqual(['POST posts'])
  })

  test('that was never sent is not noted as sent', async () => {
    const { ghost, restore } = await openScene(drop, { post: { email: null } })
    await restore()
    expect([...(await readLedger(ghost.connection)).entries.keys()]).toEqual([digestPath(PROJECT, FILE.path)])
  })

  test('that cannot be noted is restored all the same', async () => {
    const { ghost, restore } = await openScene(drop)
    ghost.befall('POST tags', REFUSED)
    expect(await restore()).toMatchObject({ kind: 'restored', warnings: [{ kind: 'not-noted' }] })
  })

  test('whose slug is taken meanwhile is not left under another', async () => {
    const { ghost, restore } = await openScene(drop)
    ghost.befall('POST posts', () => ghost.seed(makeDesired('a.md', { title: 'Theirs' })))
    const because = { kind: 'slug-taken-meanwhile', slug: 'a' }
    expect(await restore()).toMatchObject({ kind: 'refused', because })
    expect(ghost.texts()).toEqual(['a: Theirs'])
  })

  test('whose slug is taken already is refused', async () => {
    const { ghost, restore } = await openScene((site) => {
      site.posts.clear()
      site.seed(makeDesired('a.md', { title: 'Theirs' }))
    })
    expect(await restore()).toMatchObject({ kind: 'refused', because: { kind: 'slug-taken', slug: 'a' } })
    expect(ghost.writes()).toEqual([])
  })
})

describe('a post that was changed', () => {
  test('is put back, and the state before is kept', async () => {
    const { ghost, restore, backups } = await openScene(edit)
    expect(await restore()).toMatchObject({ kind: 'restored', how: 'updated', warnings: [] })
    expect(backups).toEqual([['overwrite', 'Mine']])
    expect(ghost.texts()).toEqual(['a: Title of a'])
  })

  const again = (ghost: FakeGhost) => ghost.edit('a', { title: 'Mine again' })
  test.each<[string, string, (ghost: FakeGhost) => Fault[]]>([
    ['before it is read', 'GET posts/id', (ghost) => [() => again(ghost)]],
    ['while the backup is written', 'GET posts/id', (ghost) => ['passes', () => again(ghost)]],
    ['right before it is written', 'PUT posts', (ghost) => [() => again(ghost)]],
    ['by being deleted', 'GET posts/id', (ghost) => [() => drop(ghost)]],
    ['by being deleted at the end', 'PUT posts', (ghost) => [() => drop(ghost)]],
  ])('once more is left alone: %s', async (_, request, faults) => {
    const { ghost, restore } = await openScene(edit)
    ghost.befall(request, ...faults(ghost))
    expect(await restore()).toMatchObject({ kind: 'refused', because: { kind: 'edited-meanwhile' } })
    expect(ghost.texts()).not.toContain('a: Title of a')
  })

  test.each<[string, object | undefined, string]>([
    ['is still to be sent', undefined, 'draft'],
    ['failed to be sent', { status: 'failed', email_count: 3 }, 'draft'],
    ['was sent', { status: 'submitted', email_count: 3 }, 'published'],
  ])('is not published by it where its newsletter %s', async (_, email, status) => {
    const { ghost, restore } = await openScene((site) =>
      site.edit('a', { status: 'draft', newsletter: { slug: 'weekly' }, email }),
    )
    const warnings = status === 'draft' ? [{ kind: 'newsletter-kept', newsletter: 'weekly', status: 'draft' }] : []
    expect(await restore()).toMatchObject({ kind: 'restored', warnings })
    expect([...ghost.posts.values()].map((row) => row.status)).toEqual([status])
  })

  test('that is what was kept is not written', async () => {
    const { ghost, restore } = await openScene((site) => site.edit('a', {}))
    expect(await restore()).toMatchObject({ kind: 'unchanged' })
    expect(ghost.writes()).toEqual([])
  })

  test('that Ghost refuses is a failed one, and throws nothing', async () => {
    const { ghost, restore } = await openScene(edit)
    ghost.befall('PUT posts', REFUSED)
    expect(await restore()).toMatchObject({ kind: 'failed', code: 'auth/forbidden' })
  })
})

describe('what is sent of a kept post', () => {
  const past = '2026-11-23T12:00:00.000Z'
  const future = '2026-11-23T12:00:01.000Z'
  test.each<[string, string, string | null, string, string | undefined]>([
    ['a draft', 'draft', null, 'draft', undefined],
    ['a published one', 'published', past, 'published', undefined],
    ['one that was only sent', 'sent', past, 'draft', 'sent-only-by-email'],
    ['one scheduled for later', 'scheduled', future, 'scheduled', undefined],
    ['one whose time has come', 'scheduled', past, 'draft', 'schedule-passed'],
  ])('%s', (_, status, date, becomes, because) => {
    const kept = makePushed(makeDesired('a.md', { status, published_at: date }))
    const { wire, warnings } = composeRestore(kept, null, { ownershipTag: '#ghost-sync', facts: FACTS, now: NOW })
    expect(wire.status).toBe(becomes)
    expect(warnings).toEqual(because === undefined ? [] : [{ kind: 'draft', because }])
  })

  test.each([
    ['ours has our tag', true, ['news', '#ghost-sync']],
    ['another’s goes back to its owner', false, ['news']],
  ])('%s', (_, owned, names) => {
    const kept = { ...makePushed(makeDesired('a.md', { tags: ['news'] })), owned }
    const { wire } = composeRestore(kept, null, { ownershipTag: '#ghost-sync', facts: FACTS, now: NOW })
    expect(wire.tags).toEqual(names.map((name) => ({ name })))
  })

  test.each([
    ['its own stamp', true, true, 'own'],
    ['the one that an edit had dropped', false, true, 'kept'],
    ['none', false, false, undefined],
  ])('its document has %s', (_, hasOwn, hasKept, expected) => {
    const post = makePushed(makeDesired('a.md'))
    const stamp = (path: string) => ({ ...makeStamp(makeDesired('a.md')), path })
    const base = hasOwn ? ({ kind: 'stamp', stamp: stamp('own') } as const) : ({ kind: 'none' } as const)
    const context = { ownershipTag: '#ghost-sync', facts: FACTS, now: NOW }
    const { wire } = composeRestore({ ...post, base }, hasKept ? stamp('kept') : null, context)
    expect(JSON.parse(String(wire.lexical)).ghostSync?.path).toBe(expected)
  })
})

test.each<[string, 'post' | 'page', string, unknown, boolean]>([
  ['a record', 'post', 'published', { status: 'submitted' }, true],
  ['a record of a failure', 'post', 'published', { status: 'failed' }, false],
  ['no record', 'post', 'published', null, false],
  ['a backup that does not say', 'post', 'published', undefined, true],
  ['a backup of a draft that does not say', 'post', 'draft', undefined, false],
  ['a page', 'page', 'published', undefined, false],
])('a post may have been sent: %s', (_, type, status, email, may) => {
  expect(mayHaveBeenSent({ ...makePushed(makeDesired('a.md', { status })), type }, email)).toBe(may)
})
