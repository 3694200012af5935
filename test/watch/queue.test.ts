import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Batch, backOff, IDLE, type QueueInput, type QueueState, stepQueue } from '../../src/watch/queue.ts'

const PACE = { quiet: 100, longest: 1000 }

/** What a queue did: every round with the time at which it began. */
interface Run {
  readonly rounds: { readonly at: number; readonly files: readonly string[] }[]
  readonly state: QueueState
}

type Timed = readonly [at: number, input: QueueInput]

/** Feeds events to a queue and wakes it when it asks, as the real clock would. */
function play(events: readonly Timed[], lasting = 50): Run {
  const rounds: { at: number; files: readonly string[] }[] = []
  let state = IDLE
  let wakeAt: number | undefined
  const queue: Timed[] = [...events]
  let guard = 0
  for (;;) {
    guard += 1
    if (guard > 10_000) throw new Error('the queue never comes to rest')
    queue.sort(([one], [other]) => one - other)
    const next = queue[0]
    const isWake: boolean = wakeAt !== undefined && (next === undefined || wakeAt < next[0])
    if (!isWake && next === undefined) return { rounds, state }
    const [at, input]: Timed = isWake ? [wakeAt ?? 0, { kind: 'tick' }] : (queue.shift() as Timed)
    const step = stepQueue(state, input, at, PACE)
    ;({ state, wakeAt } = { state: step.state, wakeAt: step.wakeAt })
    if (step.start !== undefined) {
      rounds.push({ at, files: nameFiles(step.start) })
      queue.push([at + lasting, { kind: 'done' }])
    }
  }
}

function nameFiles({ changes }: Batch): string[] {
  return [...changes.keys()]
}

function save(at: number, path = 'a.md'): Timed {
  return [at, { kind: 'change', path, what: 'content' }]
}

describe('when a round begins, and what it is about', () => {
  test.each<[string, readonly Timed[], number, Run['rounds']]>([
    ['nothing happens', [], 50, []],
    ['one save', [save(0)], 50, [{ at: 100, files: ['a.md'] }]],
    ['several writes of one save', [save(0), save(40), save(90)], 50, [{ at: 190, files: ['a.md'] }]],
    ['two files at once', [save(0), save(50, 'b.md')], 50, [{ at: 150, files: ['a.md', 'b.md'] }]],
    [
      'two saves apart',
      [save(0), save(500)],
      50,
      [
        { at: 100, files: ['a.md'] },
        { at: 600, files: ['a.md'] },
      ],
    ],
    [
      'saves during a push make one more, when it is over',
      [save(0), save(200), save(400, 'b.md'), save(600)],
      2000,
      [
        { at: 100, files: ['a.md'] },
        { at: 2100, files: ['a.md', 'b.md'] },
      ],
    ],
    [
      'a save just before the end of a push waits for its quiet',
      [save(0), save(190)],
      100,
      [
        { at: 100, files: ['a.md'] },
        { at: 290, files: ['a.md'] },
      ],
    ],
    [
      'a file that never rests is taken all the same',
      Array.from({ length: 30 }, (_, nth) => save(nth * 50)),
      10,
      [
        { at: 1000, files: ['a.md'] },
        { at: 1550, files: ['a.md'] },
      ],
    ],
    ['a retry', [[0, { kind: 'retry', retryIn: 700 }]], 50, [{ at: 700, files: [] }]],
    [
      'a save before a retry is due tries at once, and instead of it',
      [[0, { kind: 'retry', retryIn: 5000 }], save(100)],
      50,
      [{ at: 200, files: ['a.md'] }],
    ],
  ])('%s', (_, events, lasting, expected) => {
    expect(play(events, lasting).rounds).toEqual(expected)
  })

  test('a round that asks for it is tried again', () => {
    const first = stepQueue(IDLE, { kind: 'retry', retryIn: 0 }, 0, PACE)
    expect(first.start).toBeDefined()
    const second = stepQueue(first.state, { kind: 'done', retryIn: 2000 }, 10, PACE)
    expect(second).toMatchObject({ wakeAt: 2010 })
    expect(second.start).toBeUndefined()
    expect(stepQueue(second.state, { kind: 'tick' }, 2010, PACE).start?.changes.size).toBe(0)
  })

  test('no change is lost, none is pushed before its quiet or at the same time as another', () => {
    const saves = fc.array(fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.constantFrom('a', 'b', 'c')), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(saves, fc.integer({ min: 1, max: 3000 }), (times, lasting) => {
        const { rounds, state } = play(
          times.map(([at, path]) => save(at, path)),
          lasting,
        )
        expect(state).toMatchObject({ busy: false })
        expect(state.waiting.size).toBe(0)
        for (const [at, path] of times) {
          const round = rounds.find((one) => one.at >= at && one.files.includes(path))
          expect(round).toBeDefined()
        }
        rounds.forEach((round, nth) => {
          const next = rounds[nth + 1]
          if (next !== undefined) expect(next.at).toBeGreaterThanOrEqual(round.at + lasting)
        })
      }),
    )
  })
})

test('retries come less and less often, up to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 50].map(backOff)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
})
