import { describe, expect, test } from 'vitest'
import { containsChanges } from '../../../src/diff/compare/block-changes.ts'
import { hasMoved, isLawfulInEveryReading, judgeDistinct, listTexts, type Text, type Triple } from './change-law.ts'

/** `npm run test:fuzz` sets it: longer texts, some ten million triples. */
const SCALE = Number(process.env.FUZZ_SCALE ?? 1)

function* listTriples(bases: readonly Text[], texts: readonly Text[]): Generator<Triple> {
  for (const base of bases) for (const remote of texts) for (const file of texts) yield [base, remote, file]
}

const write = (triple: Triple) => triple.map((text) => text.join('') || '-').join(' ')
const accepts = ([base, remote, file]: Triple) => containsChanges(file, base, remote)

describe('an update drops nothing that Ghost added or changed at that place', { timeout: 600_000 }, () => {
  test('in any three texts in which no block repeats', () => {
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, SCALE > 1 ? 6 : 5)
    const texts = listTexts(letters, 5, true)
    const bases = [0, 1, 2, 3, 4].map((length) => letters.slice(0, length))
    const seen = { triples: 0, accepted: 0, lawful: 0, doubtful: 0 }
    const wrong: string[] = []
    for (const triple of listTriples(bases, texts)) {
      if (hasMoved(triple)) continue
      seen.triples += 1
      const [verdict, isAccepted] = [judgeDistinct(triple), accepts(triple)]
      if (isAccepted && verdict !== 'lawful') wrong.push(write(triple))
      if (verdict === 'lawful') seen.lawful += 1
      if (verdict === 'doubtful') seen.doubtful += 1
      if (isAccepted) seen.accepted += 1
    }
    expect(wrong.slice(0, 20)).toEqual([])
    expect(seen.triples).toBeGreaterThan(250_000)
    // What is refused besides are texts whose own blocks were moved around so much that several ways lead there.
    expect(seen.accepted / seen.lawful).toBeGreaterThan(0.98)
  })

  test('in any three texts of repeating blocks, however they are read', () => {
    const sizes: readonly (readonly [letters: number, longest: number])[] =
      SCALE > 1
        ? [
            [4, 3],
            [3, 4],
            [2, 6],
          ]
        : [[4, 3]]
    for (const [letters, longest] of sizes) {
      const texts = listTexts(['a', 'b', 'c', 'd'].slice(0, letters), longest)
      const seen = { triples: 0, accepted: 0, lawful: 0 }
      const wrong: string[] = []
      for (const triple of listTriples(texts, texts)) {
        seen.triples += 1
        const isLawful = isLawfulInEveryReading(triple)
        if (isLawful) seen.lawful += 1
        if (!accepts(triple)) continue
        seen.accepted += 1
        if (!isLawful) wrong.push(write(triple))
      }
      expect(wrong.slice(0, 20)).toEqual([])
      expect(seen.triples).toBe(texts.length ** 3)
      // The fewer letters, the more often a block seems to have changed sides.
      expect(seen.accepted / seen.lawful).toBeGreaterThan(letters === 4 ? 0.98 : 0.9)
    }
  })
})
