import { describe, expect, test } from 'vitest'
import {
  type DecidedField,
  decideField,
  decideLateEdit,
  decidePost,
  decideRemoval,
  type FieldRule,
  type FieldSides,
  type LateEdit,
  listEqualStatuses,
  listPassedStatuses,
  type ManagedPost,
  type PostDecision,
  type RemovalDecision,
  type RemovalQuestion,
  type UnmatchedFile,
  type UnownedPost,
  type Verdict,
  wasScheduled,
} from '../../src/diff/decide.ts'
import type { Action } from '../../src/diff/plan.ts'

const L = 'local'
const R = 'remote'
const B = 'base'

describe('a field', () => {
  const unlike: FieldSides = {
    local: L,
    remote: [R],
    base: [B],
    remoteIsDefault: false,
    isSameByFiles: false,
    holdsRemoteBody: false,
  }

  test.each<[number, string, Partial<FieldSides>, Verdict, FieldRule]>([
    [1, 'nobody changed anything', { local: B, remote: [B] }, 'same', 'equal'],
    [1, 'both changed to the same', { remote: [L] }, 'same', 'equal'],
    [1, 'no base, and they agree', { remote: [L], base: [] }, 'same', 'equal'],
    [1, 'one of several equal values matches', { remote: [R, L] }, 'same', 'equal'],
    [2, 'only the address of a picture differs', { isSameByFiles: true }, 'same', 'equal-by-files'],
    [2, 'the same, and nothing tells who changed what', { base: [], isSameByFiles: true }, 'same', 'equal-by-files'],
    [3, 'managed from now on, over a default', { base: [], remoteIsDefault: true }, 'update', 'newly-managed'],
    [4, 'managed from now on, over a value', { base: [] }, 'conflict', 'no-base'],
    [4, 'a text cannot hold what nobody knows of', { base: [], holdsRemoteBody: true }, 'conflict', 'no-base'],
    [
      5,
      'Ghost stored our value in its own form',
      { local: B, remote: ['stored'], base: [B, 'stored'] },
      'same',
      'stored-in-other-form',
    ],
    [6, 'the file changed', { remote: [B] }, 'update', 'file-changed'],
    [
      6,
      'the file changed after Ghost had stored its own form',
      { remote: ['stored'], base: [B, 'stored'] },
      'update',
      'file-changed',
    ],
    [7, 'Ghost changed', { local: B }, 'drift', 'ghost-changed'],
    [7, 'Ghost changed it back to its default', { local: B, remoteIsDefault: true }, 'drift', 'ghost-changed'],
    [8, 'both changed, and the file holds both', { holdsRemoteBody: true }, 'update', 'file-holds-both'],
    [9, 'both changed otherwise', {}, 'conflict', 'both-changed'],
    [9, 'both changed, and Ghost to its default', { remoteIsDefault: true }, 'conflict', 'both-changed'],
  ])('rule %i: %s', (_, __, sides, verdict, rule) => {
    expect(decideField({ ...unlike, ...sides })).toEqual({ verdict, rule })
  })

  test('asks for what takes long only where a rule needs it', () => {
    const asked: string[] = []
    const sides = (rest: Partial<FieldSides>): FieldSides => ({
      ...unlike,
      ...rest,
      get isSameByFiles() {
        asked.push('files')
        return false
      },
      get holdsRemoteBody() {
        asked.push('text')
        return false
      },
    })
    decideField(sides({ remote: [L] }))
    expect(asked).toEqual([])
    decideField(sides({ remote: [B] }))
    expect(asked).toEqual(['files'])
    decideField(sides({}))
    expect(asked).toEqual(['files', 'files', 'text'])
  })
})

describe('a status', () => {
  const now = new Date('2026-11-23T12:00:00.000Z')
  const [past, future] = ['2026-11-23T12:00:00.000Z', '2026-11-23T12:00:01.000Z']

  test.each([
    ['published', past, ['scheduled']],
    ['published', future, []],
    ['published', null, []],
    ['sent', past, ['published']],
    ['draft', past, []],
    ['scheduled', past, []],
  ])('%s in Ghost, dated %s, counts as %j besides', (status, published_at, others) => {
    expect(listEqualStatuses({ status, published_at }, now)).toEqual(others)
  })

  test.each([
    ['published', past, true],
    ['published', future, false],
    ['published', undefined, false],
    ['draft', past, false],
  ])('%s in the file, dated %s, may have been scheduled: %s', (status, date, expected) => {
    const fields = { status, ...(date !== undefined && { published_at: date }) }
    expect(wasScheduled(fields, now)).toBe(expected)
  })

  test.each([
    ['draft', []],
    ['scheduled', []],
    ['published', ['scheduled']],
    ['sent', ['scheduled', 'published']],
  ])('%s comes after %j by itself', (status, passed) => {
    expect(listPassedStatuses(status)).toEqual(passed)
  })
})

function decided(field: DecidedField['field'], verdict: Verdict): DecidedField {
  return { field, verdict, localDigest: L, baseDigest: L }
}

const same = decided('title', 'same')
const update = decided('custom_excerpt', 'update')
const drift = decided('tags', 'drift')
const conflict = decided('body', 'conflict')
const slug = decided('slug', 'update')

const fresh: UnmatchedFile = { match: 'new', recreate: false, isSlugTaken: false }
const ours: ManagedPost = {
  match: 'managed',
  fields: [same],
  force: false,
  isFromLater: false,
  isOtherType: false,
  isSlugTaken: false,
  base: 'told',
  isStampOlder: false,
  isMoved: false,
  lost: [],
}
const theirs: UnownedPost = {
  match: 'unowned',
  fields: [same],
  force: false,
  isFromLater: false,
  isOtherType: false,
  isSlugTaken: false,
  adopt: false,
  isReleased: false,
}

test.each<[number, string, UnmatchedFile | ManagedPost | UnownedPost, PostDecision]>([
  [
    1,
    'a newer ghost-sync wrote it, and force does not help',
    { ...ours, fields: [conflict], force: true, isFromLater: true, isOtherType: true },
    { kind: 'blocked', reason: 'newer-stamp' },
  ],
  [
    1,
    'nor does taking it over',
    { ...theirs, adopt: true, isFromLater: true },
    { kind: 'blocked', reason: 'newer-stamp' },
  ],
  [
    2,
    'a page for a post',
    { ...ours, fields: [update], isOtherType: true },
    { kind: 'blocked', reason: 'type-changed' },
  ],
  [2, 'a page has the slug', { ...theirs, isOtherType: true }, { kind: 'blocked', reason: 'type-changed' }],
  [3, 'a new post with a taken slug', { ...fresh, isSlugTaken: true }, { kind: 'blocked', reason: 'slug-taken' }],
  [
    3,
    'a post that would get a taken slug',
    { ...ours, fields: [slug], isSlugTaken: true },
    { kind: 'blocked', reason: 'slug-taken' },
  ],
  [
    3,
    'not where the slug is not written',
    { ...ours, fields: [update, decided('slug', 'drift')], isSlugTaken: true },
    { kind: 'update', reason: 'changed', changes: ['custom_excerpt'], drifts: ['slug'] },
  ],
  [4, 'deleted in Ghost', { ...fresh, former: { id: '1' }, isSlugTaken: true }, { kind: 'gone', id: '1' }],
  [
    4,
    'deleted in Ghost, and known by its text',
    { ...fresh, former: { id: '1', by: 'body' } },
    { kind: 'gone', id: '1', by: 'body' },
  ],
  [5, 'new', fresh, { kind: 'create' }],
  [5, 'made again', { ...fresh, former: { id: '1', by: 'slug' }, recreate: true }, { kind: 'create', recreates: '1' }],
  [6, 'nobody gave it to us', { ...theirs, fields: [same, conflict] }, { kind: 'unowned', differences: ['body'] }],
  [
    6,
    'its tag was taken off',
    { ...theirs, isReleased: true, force: true },
    { kind: 'unowned', released: true, differences: [] },
  ],
  [
    6,
    "another project's, with --adopt alone",
    { ...theirs, adopt: true, otherProject: 'shop' },
    { kind: 'unowned', project: 'shop', differences: [] },
  ],
  [
    7,
    'taken over, and it differs',
    { ...theirs, adopt: true, fields: [same, conflict] },
    { kind: 'conflict', reason: 'no-base', conflicts: ['body'], drifts: [] },
  ],
  [
    8,
    'taken over, and nothing differs',
    { ...theirs, adopt: true },
    { kind: 'update', reason: 'adopted', changes: [], drifts: [] },
  ],
  [
    8,
    "another project's, with --adopt and --force",
    { ...theirs, adopt: true, force: true, otherProject: 'shop', fields: [conflict] },
    { kind: 'update', reason: 'adopted', changes: ['body'], drifts: [] },
  ],
  [
    9,
    'forced over edits and conflicts',
    { ...ours, force: true, fields: [drift, conflict, update, same] },
    { kind: 'update', reason: 'forced', changes: ['custom_excerpt', 'body', 'tags'], drifts: [] },
  ],
  [
    9,
    'forced where nothing is in the way',
    { ...ours, force: true, fields: [update] },
    { kind: 'update', reason: 'changed', changes: ['custom_excerpt'], drifts: [] },
  ],
  [
    10,
    'changed on both sides',
    { ...ours, fields: [update, drift, conflict] },
    { kind: 'conflict', reason: 'both-changed', conflicts: ['body'], drifts: ['tags'] },
  ],
  [
    10,
    'no stamp tells',
    { ...ours, base: 'none', fields: [conflict] },
    { kind: 'conflict', reason: 'no-base', conflicts: ['body'], drifts: [] },
  ],
  [
    10,
    'a stamp that nobody can read',
    { ...ours, base: 'untold', fields: [conflict] },
    { kind: 'conflict', reason: 'no-base', conflicts: ['body'], drifts: [] },
  ],
  [
    11,
    'the file was moved',
    { ...ours, isMoved: true },
    { kind: 'update', reason: 'changed', changes: [], drifts: [] },
  ],
  [
    11,
    'the stamp is lost',
    { ...ours, base: 'none', fields: [same] },
    { kind: 'update', reason: 'changed', changes: [], drifts: [] },
  ],
  [
    11,
    'the stamp is behind',
    { ...ours, isStampOlder: true, fields: [{ ...same, baseDigest: B }, drift] },
    { kind: 'update', reason: 'changed', changes: [], drifts: ['tags'] },
  ],
  [
    11,
    'a picture is gone from the site',
    { ...ours, force: true, lost: ['body'] },
    { kind: 'update', reason: 'changed', changes: [], drifts: [] },
  ],
  [12, 'nothing to do', ours, { kind: 'unchanged', drifts: [] }],
  [12, 'an edit in Ghost is kept', { ...ours, fields: [same, drift] }, { kind: 'unchanged', drifts: ['tags'] }],
  [
    12,
    'a status went on by itself',
    { ...ours, isStampOlder: true, fields: [{ ...same, field: 'status', baseDigest: B }] },
    { kind: 'unchanged', drifts: [] },
  ],
  [
    12,
    'the stamp is the newest, though a value came to be the same otherwise',
    { ...ours, fields: [{ ...same, baseDigest: B }] },
    { kind: 'unchanged', drifts: [] },
  ],
  [
    13,
    'changed in the file, and elsewhere in Ghost',
    { ...ours, fields: [update, drift] },
    { kind: 'update', reason: 'changed', changes: ['custom_excerpt'], drifts: ['tags'] },
  ],
])('a post, rule %i: %s', (_, __, question, decision) => {
  expect(decidePost(question)).toEqual(decision)
})

const planned = {
  ...({ path: 'posts/a.md', type: 'post', title: 'A', id: '1', url: '', updatedAt: '', remoteDigest: '' } as const),
  ...{ drifts: [], changes: [] },
}
const payload = { fields: {}, stamp: { v: 1, project: 'blog', path: 'posts/a.md', fields: {} }, assets: [] } as const
const meeting = { field: 'title', remote: 'Theirs', local: 'Mine' } as const

test.each<[number, string, Action | undefined, LateEdit]>([
  [
    1,
    'the file changed the same field',
    { ...planned, kind: 'conflict', reason: 'both-changed', conflicts: [meeting] },
    { kind: 'edited-meanwhile', meets: ['title'] },
  ],
  [
    2,
    'the file changed other fields',
    { ...planned, kind: 'update', reason: 'changed', payload },
    { kind: 'edited-elsewhere-meanwhile' },
  ],
  [3, 'it would be forced', { ...planned, kind: 'update', reason: 'forced', payload }, { kind: 'edited-meanwhile' }],
  [3, 'nothing is left to write', { ...planned, kind: 'unchanged' }, { kind: 'edited-meanwhile' }],
  [3, 'it cannot be planned', undefined, { kind: 'edited-meanwhile' }],
])('an edit between plan and write, rule %i: %s', (_, __, fresh, decision) => {
  expect(decideLateEdit(fresh)).toEqual(decision)
})

const removable: RemovalQuestion = {
  hasStamp: true,
  isFromLater: false,
  wanted: 'delete',
  isDraft: false,
  isEdited: false,
  force: false,
}

test.each<[number, string, Partial<RemovalQuestion>, RemovalDecision]>([
  [1, 'no stamp', { hasStamp: false, force: true }, { kind: 'orphan', reason: 'unstamped' }],
  [2, 'a newer ghost-sync wrote it', { isFromLater: true, force: true }, { kind: 'orphan', reason: 'newer' }],
  [3, 'only reported', { wanted: 'report', isEdited: true }, { kind: 'orphan', reason: 'policy' }],
  [3, 'a draft is unpublished already', { wanted: 'unpublish', isDraft: true }, { kind: 'orphan', reason: 'policy' }],
  [4, 'edited in Ghost', { isEdited: true }, { kind: 'orphan', reason: 'edited' }],
  [5, 'edited in Ghost, with --force', { isEdited: true, force: true }, { kind: 'delete', reason: 'policy' }],
  [5, 'deleted, though a draft', { isDraft: true }, { kind: 'delete', reason: 'policy' }],
  [5, 'unpublished', { wanted: 'unpublish' }, { kind: 'unpublish', reason: 'policy' }],
])('a post without a file, rule %i: %s', (_, __, question, decision) => {
  expect(decideRemoval({ ...removable, ...question })).toEqual(decision)
})
