import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mutatedText } from './mutated-text.ts'
import { readOldHtml, readText, writeText } from './run-chain.ts'

const RUNS = Number(process.env.FUZZ_RUNS ?? 150)
const SEED = Number(process.env.FUZZ_SEED ?? 20261124)
const parameters = { numRuns: RUNS, seed: SEED }

describe('mutated samples neither crash nor hang', { timeout: 1_800_000 }, () => {
  const bound = (run: () => unknown): void => {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1e6).toBeLessThan(15)
  }

  test('as files', () => {
    fc.assert(
      fc.property(mutatedText, (text) => {
        bound(() => {
          const outcome = readText(text)
          if (outcome.kind === 'refused') expect(outcome.findings.every(({ line }) => line !== undefined)).toBe(true)
          else writeText(text)
        })
      }),
      parameters,
    )
  })

  test('as HTML of old posts', () => {
    fc.assert(
      fc.property(mutatedText, (text) => bound(() => readOldHtml(text))),
      parameters,
    )
  })
})
