import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { containsChanges, listChanges } from '../../../src/diff/compare/block-changes.ts'

const blocks = (text: string) => text.split(' ').filter((block) => block !== '')

describe('a file holds what Ghost changed', () => {
  test.each<[string, string, string, string]>([
    ['a block elsewhere is the file’s own', 'a b c', 'A b c', 'A b C'],
    ['next to it as well', 'a b c', 'A b c', 'A B c'],
    ['a new block before it', 'a b', 'a n b', 'a m n b'],
    ['a new block after it', 'a b', 'a n b', 'a n m b'],
    ['two that Ghost added, and one removed by the file', 'a b c', 'a n m b c', 'a n m b'],
    ['a block that both removed', 'a b c d', 'a c d', 'a c e'],
    ['Ghost moved a block, and so did the file', 'a b c d', 'b a c d', 'b a c e'],
    ['one of several alike', 'x a x b x', 'x a b x', 'x a b X'],
    ['all that Ghost changed was nothing', 'a b', 'a b', 'a c'],
    ['from nothing', '', 'a', 'a b'],
  ])('%s', (_, base, remote, file) => {
    expect(containsChanges(blocks(file), blocks(base), blocks(remote))).toBe(true)
  })

  test.each<[string, string, string, string]>([
    ['it has its own version of the same block', 'a b c', 'A b c', 'AA b c'],
    ['it still has what was', 'a b c', 'A b c', 'a b C'],
    ['it lacks a new block', 'a b', 'a n b', 'a B'],
    ['it lacks one of two new blocks', 'a b', 'a n m b', 'a n B'],
    ['it has a block that Ghost removed', 'a b c', 'a c', 'a b C'],
    ['it changed a block that Ghost removed', 'a b c', 'a c', 'a B c'],
    ['it has a block that Ghost replaced beside the new one', 'a b c', 'a B c', 'a B b c'],
    ['it put a removed block elsewhere', 'a b c d', 'a c d', 'a c d b'],
    ['it put something into the middle of what is new', 'a b', 'a n m b', 'a n x m b'],
    ['Ghost moved a block, and the file did not', 'a b c', 'b a c', 'a b C'],
    ['it brought back one of several alike', 'x a x b x', 'x a b x', 'x a b x x'],
    ['it became empty', 'a b', 'A b', ''],
    ['Ghost emptied the post', 'a b', '', 'a B'],
    ['a paywall of its own stands elsewhere', 'intro free secret', 'intro free PAY secret', 'intro PAY free secret'],
    ['so does a divider, of which it has others', '- a - b c', '- a - b - c', '- a - - b c'],
    ['what stood before new blocks stands behind them', 'free secret', 'free PAY ad secret', 'PAY ad free secret'],
    ['it brought a divider back for one that Ghost removed', 'a - b - c', 'a b - c', 'a - b c'],
  ])('it does not: %s', (_, base, remote, file) => {
    expect(containsChanges(blocks(file), blocks(base), blocks(remote))).toBe(false)
  })
})

/** Blocks that all differ, so that it is certain which one is which. */
interface Story {
  readonly base: readonly string[]
  readonly remote: readonly string[]
  readonly file: readonly string[]
  /** What the file did not take over of Ghost's changes. */
  readonly missed: number
}

type Fate = 'keep' | 'edit' | 'remove' | 'insert before'
const fates = fc.constantFrom<Fate>('keep', 'keep', 'keep', 'edit', 'remove', 'insert before')

/** Each block has one fate on each side; where Ghost's is not `keep`, the file takes it over, or does not. */
const stories: fc.Arbitrary<Story> = fc
  .array(fc.record({ ghost: fates, own: fates, takesOver: fc.boolean() }), { maxLength: 8 })
  .map((steps) => {
    const live = (block: string, fate: Fate, who: string): string[] => {
      if (fate === 'remove') return []
      if (fate === 'edit') return [`${block} by ${who}`]
      return fate === 'insert before' ? [`new by ${who} before ${block}`, block] : [block]
    }
    const base = steps.map((_, index) => `block ${index}`)
    const remote = steps.flatMap(({ ghost }, index) => live(`block ${index}`, ghost, 'Ghost'))
    const file = steps.flatMap(({ ghost, own, takesOver }, index) => {
      if (ghost === 'keep') return live(`block ${index}`, own, 'author')
      return live(`block ${index}`, takesOver ? ghost : 'keep', 'Ghost')
    })
    return { base, remote, file, missed: steps.filter(({ ghost, takesOver }) => ghost !== 'keep' && !takesOver).length }
  })

describe('for any three texts', () => {
  test('a file that missed one of Ghost’s changes never passes', () => {
    fc.assert(
      fc.property(stories, ({ base, remote, file, missed }) => {
        if (missed > 0) expect(containsChanges(file, base, remote)).toBe(false)
      }),
      { numRuns: 3000, seed: 20261124 },
    )
  })

  test('a file that took over all of them passes, unless something of its own stands where Ghost removed a block', () => {
    const seen = { passed: 0 }
    fc.assert(
      fc.property(stories, ({ base, remote, file, missed }) => {
        fc.pre(missed === 0)
        const gaps = listChanges(base, remote).filter(({ count }) => count === 0)
        const own = listChanges(remote, file)
        fc.pre(!gaps.some(({ start }) => own.some(({ at, length }) => at <= start && start <= at + length)))
        seen.passed += 1
        expect(containsChanges(file, base, remote)).toBe(true)
      }),
      { numRuns: 1000, seed: 20261124 },
    )
    expect(seen.passed).toBeGreaterThan(500)
  })

  const few = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 7 })

  test('whatever repeats: nothing that Ghost added is gone, nothing that it removed is back', () => {
    const count = (list: readonly string[], block: string) => list.filter((one) => one === block).length
    const seen = { passed: 0 }
    fc.assert(
      fc.property(few, few, few, (base, remote, file) => {
        if (!containsChanges(file, base, remote)) return
        seen.passed += 1
        for (const block of ['x', 'y', 'z']) {
          const [was, is, wanted] = [count(base, block), count(remote, block), count(file, block)]
          if (is > was) expect(wanted).toBeGreaterThanOrEqual(is - was)
          if (is < was) expect(wanted).toBeLessThanOrEqual(is)
        }
      }),
      { numRuns: 20_000, seed: 20261124 },
    )
    expect(seen.passed).toBeGreaterThan(100)
  })

  test('what Ghost has passes always, and what was only where Ghost changed nothing', () => {
    fc.assert(
      fc.property(few, few, (base, remote) => {
        expect(containsChanges(remote, base, remote)).toBe(true)
        expect(containsChanges(base, base, remote)).toBe(base.join() === remote.join())
      }),
      { numRuns: 3000, seed: 20261124 },
    )
  })
})
