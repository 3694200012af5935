import { describe, expect, test } from 'vitest'
import { findLastWritten, judgeStamp, type StampedRevision } from '../../../src/ghost/posts/bases.ts'
import type { Stamp } from '../../../src/ghost/posts/remote-post.ts'
import { makeBody } from '../../diff/sample-posts.ts'

const stampOf = (title: string, seq?: number): Stamp => ({
  v: 1,
  project: 'blog',
  path: 'a.md',
  fields: { title },
  ...(seq !== undefined && { seq }),
})

/** A save, by what its stamp says of the title, the count in it and the text beside it. */
type Save = readonly [title: string, seq: number | undefined, text?: string]

/** @param saves oldest first, as they were made */
function listSaves(...saves: readonly Save[]): readonly StampedRevision[] {
  return saves
    .map(([title, seq, text = title], nth): StampedRevision => {
      return { kind: 'revision', stamp: stampOf(title, seq), root: makeBody(text), revisionCreatedAt: String(nth) }
    })
    .reverse()
}

describe('what was written last', () => {
  test.each<[string, readonly Save[], string]>([
    [
      'the newest, where nobody restored anything',
      [
        ['one', undefined],
        ['two', 1],
        ['three', 2],
      ],
      'three',
    ],
    [
      'the highest, after a restore',
      [
        ['one', undefined],
        ['two', 1],
        ['one', undefined],
      ],
      'two',
    ],
    [
      'although the restored one is all that is left of its kind',
      [
        ['two', 5],
        ['one', 4],
      ],
      'two',
    ],
    [
      'although it was restored twice',
      [
        ['one', 1],
        ['two', 2],
        ['three', 3],
        ['two', 2],
        ['one', 1],
      ],
      'three',
    ],
    [
      'before there was a count, the one that came up last',
      [
        ['one', undefined],
        ['two', undefined],
        ['one', undefined],
      ],
      'two',
    ],
    [
      'as we wrote it, and not as something saved it that keeps the stamp',
      [
        ['one', 1],
        ['one', 1, 'by a tool'],
      ],
      'one',
    ],
  ])('is %s', (_, saves, text) => {
    expect(findLastWritten(listSaves(...saves))?.root).toEqual(makeBody(text))
  })

  test('is nothing where no revision has a stamp', () => {
    expect(findLastWritten([])).toBeUndefined()
  })
})

describe('the stamp that a post carries', () => {
  const judge = (own: Stamp, ...saves: readonly Save[]) =>
    judgeStamp({ kind: 'stamp', stamp: own }, listSaves(...saves))

  test('is believed where it is the last that we wrote, and its document is known then', () => {
    expect(judge(stampOf('two', 1), ['one', undefined], ['two', 1])).toMatchObject({
      kind: 'stamp',
      written: makeBody('two'),
    })
  })

  test('is not where a later one was written: somebody restored it', () => {
    const judged = judge(stampOf('one'), ['one', undefined], ['two', 1], ['one', undefined])
    expect(judged).toMatchObject({ kind: 'revision', isRestored: true, stamp: { seq: 1 }, root: makeBody('two') })
  })

  test('nor where both are from before writes were counted', () => {
    const judged = judge(stampOf('one'), ['one', undefined], ['two', undefined], ['one', undefined])
    expect(judged).toMatchObject({ kind: 'revision', isRestored: true, root: makeBody('two') })
  })

  test('is believed where Ghost has forgotten it, or shows no revisions', () => {
    expect(judge(stampOf('three', 2), ['one', undefined], ['two', 1])).toMatchObject({
      kind: 'stamp',
      written: 'forgotten',
    })
    expect(judge(stampOf('one'))).toMatchObject({ kind: 'stamp', written: 'forgotten' })
  })
})
