import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicaliseBody } from '../../../src/diff/compare/canonicalise.ts'
import { planSite } from '../../../src/diff/plan-site.ts'
import type { Base, RemotePost, Stamp } from '../../../src/ghost/posts/remote-post.ts'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/index.ts'
import type { DesiredPost } from '../../../src/scan/source/desired-post.ts'
import { makeBody, makeDesired, makeInput, makePushed, makeStamp, SITE } from '../sample-posts.ts'

/**
 * Stamps of generation 1 and 2 say what Ghost renders: italic text right after bold italic text counts as bold there, too. An upgrade must neither
 * report such posts nor write them.
 */
type Run = readonly [text: string, format: number]

function makeText(...runs: readonly Run[]): LexicalRoot {
  const children = runs.map(([text, format]): LexicalNode => ({ type: 'extended-text', version: 1, text, format }))
  return { ...makeBody(''), children: [{ type: 'paragraph', version: 1, children }] }
}

const STORED = makeText(['Bold, ', 1], ['both, ', 3], ['italic.', 2])
/** What an older version pulled of it, so that the file says it. */
const RENDERED = makeText(['Bold, ', 1], ['both, italic.', 3])

function digestThen(root: LexicalRoot): string {
  const canonical = canonicaliseBody(root, SITE, 'shown')
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex').slice(0, 16)
}

const file = (body: LexicalRoot): DesiredPost => ({ ...makeDesired('posts/hello.md'), body })

function stampThen(desired: DesiredPost, generation: 1 | 2): Stamp {
  const { generation: _, ...stamp } = makeStamp(desired)
  const fields = { ...stamp.fields, body: digestThen(desired.body) }
  return { ...stamp, fields, ...(generation > 1 && { generation }) }
}

const decide = (desired: DesiredPost, remote: RemotePost) => planSite(makeInput([desired], [remote])).actions[0]

/** What is known of the last write: on Ghost 5 and 6, there after an edit, and on Ghost 3 and 4. */
const BASES: readonly (readonly [string, (stamp: Stamp) => Base])[] = [
  ['a stamp', (stamp) => ({ kind: 'stamp', stamp })],
  ['a stamp with its revision', (stamp) => ({ kind: 'stamp', stamp, written: STORED })],
  ['a revision', (stamp) => ({ kind: 'revision', stamp, root: STORED, revisionCreatedAt: '' })],
  [
    'a stamp at the top of a Mobiledoc',
    (stamp) => ({ kind: 'stamp', stamp, outlivesEdits: true, isBodyUntouched: true, written: 'forgotten' }),
  ],
  [
    'a stamp in a card of a Mobiledoc',
    (stamp) => ({ kind: 'stamp', stamp, outlivesEdits: true, written: 'forgotten' }),
  ],
]

describe.each(BASES)('with %s', (_, makeBase) => {
  describe.each([1, 2] as const)('of generation %i', (generation) => {
    const old = (sent: LexicalRoot, now: LexicalRoot): RemotePost => ({
      ...makePushed(file(sent)),
      body: { kind: 'lexical', root: now },
      base: makeBase(stampThen(file(sent), generation)),
    })

    test.each([
      ['what an older version pulled', RENDERED],
      ['what is stored', STORED],
      ['text without formats that overlap', makeText(['Bold', 1], [' and plain', 0])],
    ])('a file that says %s is unchanged', (_about, body) => {
      const remote = old(body, body === RENDERED ? STORED : body)
      expect(decide(file(body), remote)).toMatchObject({ kind: 'unchanged', drifts: [] })
    })

    test('a file that was edited is an update', () => {
      const edited = file(makeText(['Bold, ', 1], ['both, italic, more.', 3]))
      expect(decide(edited, old(RENDERED, STORED))).toMatchObject({ kind: 'update' })
    })
  })
})

test('a stamp of today tells an edit of Ghost Admin that makes italic bold', () => {
  const remote = { ...makePushed(file(STORED)), body: { kind: 'lexical', root: RENDERED } } as const
  expect(decide(file(STORED), remote)).toMatchObject({ kind: 'unchanged', drifts: [{ field: 'body' }] })
})
