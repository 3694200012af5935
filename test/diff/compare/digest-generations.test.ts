import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  DIGEST_RULES,
  type DigestRules,
  type digestBody,
  digestField,
  digestOthers,
  nameGeneration,
  type OlderRules,
} from '../../../src/diff/compare/digests.ts'
import { listDoubted } from '../../../src/diff/doubted-posts.ts'
import type { Action } from '../../../src/diff/plan.ts'
import { planSite } from '../../../src/diff/plan-site.ts'
import type { Base, RemotePost, Stamp } from '../../../src/ghost/posts/remote-post.ts'
import type { LexicalRoot } from '../../../src/markdown/index.ts'
import type { FieldName, FieldValues } from '../../../src/model/fields.ts'
import type { DesiredPost } from '../../../src/scan/source/desired-post.ts'
import { makeBody, makeDesired, makeInput, makePushed, makeStamp, NOW, SITE } from '../sample-posts.ts'

/**
 * An upgrade that changes a canonical form, seen from after it: today's rules are the second generation, and the stamps on the site are of a first one that
 * digests otherwise.
 */
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16)
const digestBodyThen: typeof digestBody = (root) => digest(['then', root])
const digestFieldThen: typeof digestField = (field, value, siteUrl) =>
  field === 'title' || field === 'featured' ? digest(['then', value]) : digestField(field, value, siteUrl)

const after = (older: OlderRules): DigestRules => ({ generation: 2, older: new Map([[1, older]]) })
const KEPT = after({ digestBody: digestBodyThen, digestField: digestFieldThen })
const NOT_KEPT = after({ digestBody: 'not-kept', digestField: digestFieldThen })

const hello = makeDesired('posts/hello.md', { custom_excerpt: 'Short' }, 'Hello')
const changed = (text: string, fields: FieldValues = {}) =>
  makeDesired('posts/hello.md', { ...hello.fields, ...fields }, text)

/** The stamp that the version before the upgrade made. */
function stampThen(desired: DesiredPost): Stamp {
  const fields = Object.entries(desired.fields).map(([field, value]) => [
    field,
    digestFieldThen(field as Exclude<FieldName, 'body'>, value ?? null, SITE),
  ])
  // The first generation is not named.
  const { generation: _, ...stamp } = makeStamp(desired)
  return { ...stamp, fields: { ...Object.fromEntries(fields), body: digestBodyThen(desired.body, SITE) } }
}

interface Scene {
  readonly fields?: FieldValues
  readonly body?: LexicalRoot
  readonly base?: Partial<Extract<Base, { kind: 'stamp' }>>
}

/** The post that was pushed before the upgrade, and what became of it in Ghost since. */
function makeOld({ fields = {}, body = hello.body, base = {} }: Scene = {}): RemotePost {
  const post = makePushed(hello, fields)
  return { ...post, body: { kind: 'lexical', root: body }, base: { kind: 'stamp', stamp: stampThen(hello), ...base } }
}

/** As after an edit in Ghost Admin, which drops the stamp. */
function makeEdited(scene: Scene): RemotePost {
  const base = { kind: 'revision', stamp: stampThen(hello), root: hello.body, revisionCreatedAt: '' } as const
  return { ...makeOld(scene), base }
}

function plan(desired: readonly DesiredPost[], remote: readonly RemotePost[], rules: DigestRules, prune = false) {
  const context = { siteUrl: SITE, now: NOW, defaultAuthor: 'owner', rules }
  const flags = { force: false, adopt: false, prune }
  return planSite(makeInput(desired, remote, { context, flags, project: 'blog' }))
}

/** Plans, reads the revisions of what is doubted (they hold what was pushed), and plans again, as a command does. */
function planVerified(desired: readonly DesiredPost[], remote: RemotePost, rules: DigestRules, prune = false): Action {
  const first = plan(desired, [remote], rules, prune)
  const doubted = listDoubted(first)
  const { base } = remote
  const known: Base = base.kind === 'stamp' && doubted.has(remote.id) ? { written: hello.body, ...base } : base
  const [action] = plan(desired, [{ ...remote, base: known }], rules, prune).actions
  if (action === undefined) throw new Error('no action')
  return action
}

describe.each([
  ['is compared by the older rules', KEPT],
  ['is compared by what the revision holds', NOT_KEPT],
])('a stamp of the generation before %s', (_, rules) => {
  test('nothing is written where nobody changed anything, and no revision is asked for', () => {
    const desired = Array.from({ length: 50 }, (_, nth) => makeDesired(`posts/post-${nth}.md`, {}, `Text ${nth}`))
    const remote = desired.map(
      (post): RemotePost => ({ ...makePushed(post), base: { kind: 'stamp', stamp: stampThen(post) } }),
    )
    const made = plan(desired, remote, rules)
    expect(new Set(made.actions.map((action) => action.kind === 'unchanged' && action.drifts.length))).toEqual(
      new Set([0]),
    )
    expect(listDoubted(made).size).toBe(0)
  })

  test.each<[string, DesiredPost, Scene, object]>([
    [
      'changed in the file',
      changed('Hello again'),
      {},
      { kind: 'update', reason: 'changed', changes: [{ field: 'body' }] },
    ],
    [
      'another title in the file',
      changed('Hello', { title: 'New' }),
      {},
      { kind: 'update', changes: [{ field: 'title' }] },
    ],
    [
      'changed by a tool that keeps the stamp',
      hello,
      { body: makeBody('By a tool') },
      { kind: 'unchanged', drifts: [{ field: 'body' }] },
    ],
    [
      'another title in Ghost',
      hello,
      { fields: { title: 'By an editor' } },
      { kind: 'unchanged', drifts: [{ field: 'title' }] },
    ],
    [
      'changed in both',
      changed('Hello again'),
      { body: makeBody('By a tool') },
      { kind: 'conflict', reason: 'both-changed', conflicts: [{ field: 'body' }] },
    ],
    [
      'another title in both',
      changed('Hello', { title: 'New' }),
      { fields: { title: 'By an editor' } },
      { kind: 'conflict', conflicts: [{ field: 'title' }] },
    ],
    [
      'both say the same by now',
      changed('The same'),
      { body: makeBody('The same') },
      { kind: 'unchanged', drifts: [] },
    ],
  ])('%s', (_case, file, scene, expected) => {
    expect(planVerified([file], makeOld(scene), rules)).toMatchObject(expected)
  })

  test.each<[string, DesiredPost, Scene, object]>([
    [
      'Ghost changed alone',
      hello,
      { body: makeBody('By an editor') },
      { kind: 'unchanged', drifts: [{ field: 'body' }] },
    ],
    ['both', changed('Hello again'), { body: makeBody('By an editor') }, { kind: 'conflict', reason: 'both-changed' }],
    [
      'the file alone, and somebody saved it as it was',
      changed('Hello again'),
      {},
      { kind: 'update', changes: [{ field: 'body' }] },
    ],
    [
      'neither, but it was saved: the stamp is renewed',
      hello,
      { fields: { meta_title: 'Unmanaged' } },
      { kind: 'unchanged', drifts: [] },
    ],
  ])('that an edit in Ghost Admin dropped: %s', (_case, file, scene, expected) => {
    expect(planVerified([file], makeEdited(scene), rules)).toMatchObject(expected)
  })

  test('what is written says so in today’s digests, drift that is kept included', () => {
    const action = planVerified([changed('Hello again')], makeOld({ fields: { title: 'By an editor' } }), rules)
    if (action.kind !== 'update') throw new Error(action.kind)
    const { fields, generation, seq } = action.payload.stamp
    expect({ generation, seq }).toEqual({ generation: 2, seq: 1 })
    expect(fields).toEqual(makeStamp(changed('Hello again')).fields)
  })

  test('a post without a file is removed where nobody touched it, and stays where somebody did', () => {
    const other = makeDesired('posts/other.md', {}, 'Another text')
    const removed = (post: RemotePost) => planVerified([other], post, rules, true)
    const find = (post: RemotePost, kind: string) =>
      expect([removed(post).kind, removed(post).path]).toEqual([kind, hello.path])
    find(makeOld(), 'delete')
    find(makeOld({ body: makeBody('By a tool') }), 'orphan')
    find(makeOld({ fields: { title: 'By an editor' } }), 'orphan')
    const others = { siteUrl: SITE, defaultAuthor: 'owner' }
    const managed = Object.keys(stampThen(hello).fields)
    const featured = makeOld({ fields: { featured: true } })
    const then = digestOthers(managed, featured, others, digestFieldThen)
    const stamp: Stamp = { ...stampThen(hello), ...(then !== undefined && { others: then }) }
    find(featured, 'orphan')
    find({ ...featured, base: { kind: 'stamp', stamp } }, 'delete')
  })

  test('a file that got another name and slug is known by its text', () => {
    const moved = makeDesired('posts/moved.md', {}, 'Hello')
    expect(planVerified([moved], makeOld(), rules)).toMatchObject({ kind: 'update', renamedFrom: hello.path })
  })
})

describe('where nothing tells what was written any more', () => {
  const forgotten: Scene = { base: { written: 'forgotten' } }

  test('a difference is nobody’s: neither side is written over, and none is called a person’s edit', () => {
    const action = planVerified([changed('Hello again')], makeOld(forgotten), NOT_KEPT)
    expect(action).toMatchObject({ kind: 'conflict', reason: 'no-base' })
  })

  test('no difference is no question', () => {
    expect(planVerified([hello], makeOld(forgotten), NOT_KEPT)).toMatchObject({ kind: 'unchanged', drifts: [] })
  })
})

describe('on Ghost 3 and 4, which show no revisions', () => {
  const onTop = { outlivesEdits: true, isBodyUntouched: true, written: 'forgotten' } as const
  const inCard = { outlivesEdits: true, written: 'forgotten' } as const

  test('a stamp at the top says that nobody edited the body', () => {
    expect(planVerified([changed('Hello again')], makeOld({ base: onTop }), NOT_KEPT)).toMatchObject({ kind: 'update' })
    expect(planVerified([hello], makeOld({ base: onTop }), NOT_KEPT)).toMatchObject({ kind: 'unchanged', drifts: [] })
  })

  test('one that is only left in a card says that somebody did, and not what it was', () => {
    const scene = { base: inCard, body: makeBody('By an editor') }
    expect(planVerified([hello], makeOld(scene), NOT_KEPT)).toMatchObject({ kind: 'conflict', reason: 'no-base' })
    expect(planVerified([hello], makeOld(scene), KEPT)).toMatchObject({
      kind: 'unchanged',
      drifts: [{ field: 'body' }],
    })
  })
})

describe('a stamp of a later generation', () => {
  const later = makeOld({ base: { stamp: { ...makeStamp(hello), generation: DIGEST_RULES.generation + 1 } } })

  test('is no edit: its post is left alone, and the file says why', () => {
    for (const file of [hello, changed('Hello again')]) {
      const { actions, problems } = plan([file], [later], KEPT)
      expect(actions).toMatchObject([{ kind: 'blocked', path: hello.path }])
      expect(problems).toMatchObject([{ severity: 'error', code: 'post/newer-stamp', file: hello.file }])
    }
  })

  test('is not removed, --force or not', () => {
    const flags = { force: true, adopt: false, prune: true }
    const { actions } = planSite(makeInput([makeDesired('posts/other.md', {}, 'Another text')], [later], { flags }))
    expect(actions).toMatchObject([{ kind: 'orphan', reason: 'newer' }, { kind: 'create' }])
  })

  test('the first generation goes without saying, and that of today is named', () => {
    const { actions } = planSite(makeInput([hello], []))
    expect(actions).toMatchObject([{ kind: 'create', payload: { stamp: makeStamp(hello) } }])
    expect(actions[0]?.kind === 'create' && actions[0].payload.stamp).toEqual(makeStamp(hello))
    expect([nameGeneration({ generation: 1, older: new Map() }), nameGeneration()]).toEqual([{}, { generation: 3 }])
  })
})
