import { afterAll, describe, expect, test } from 'vitest'
import type { Job } from './child.ts'
import { HOSTILE, OLD_DOCUMENTS } from './hostile-texts.ts'
import { openChild } from './open-child.ts'
import type { ChainName } from './run-chain.ts'

/** `npm run test:fuzz` looks at texts that are so many times longer. */
const SCALE = Number(process.env.FUZZ_SCALE ?? 1)

/** Of a text and of one four times as long; four times the time is what may be, sixteen times is the square. */
const MOST_GROWTH = 9

/** Too short to say anything of growth. Processor time, which a busy machine stretches less than twice. */
const NO_TIME = 0.4

/** Characters that are read in less than a second, by the slowest of machines. */
const READ_IN_A_SECOND = 30_000
const WRITTEN_IN_A_SECOND = 5_000

const child = openChild(1024)
afterAll(() => child.close())

async function expectBounded(job: Job, slowest: number, noTime: number): Promise<void> {
  const long = await child.run({ ...job, size: job.size * 4 })
  expect(long.crash).toBeUndefined()
  // Whoever is refused is told where.
  for (const { line } of long.problems) expect(line).toBeGreaterThan(0)
  expect(long.seconds).toBeLessThan(2 + (4 * job.size) / slowest)
  if (long.seconds < noTime) return
  // The first run of a path is the slowest.
  const short = await child.run(job)
  const again = await child.run({ ...job, size: job.size * 4 })
  expect(Math.min(long.seconds, again.seconds)).toBeLessThan(Math.max(short.seconds * MOST_GROWTH, noTime))
}

/** Many at once: a test of vitest for each would take longer than what is tested. */
async function runAll(
  names: readonly string[],
  chain: ChainName,
  size: number,
  slowest: number,
  noTime = NO_TIME,
): Promise<void> {
  const failed: string[] = []
  for (const name of names) {
    try {
      await expectBounded({ name, chain, size: Math.round(size * SCALE) }, slowest, noTime)
    } catch (error) {
      failed.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  expect(failed).toEqual([])
}

const names = Object.keys(HOSTILE)

describe('hostile texts take no time that grows without bound', { timeout: 1_800_000 }, () => {
  test('as files that are checked, converted, rendered and explained', async () => {
    await runAll(names, 'readText', 2_000, READ_IN_A_SECOND)
  })

  test('as posts that are written as Markdown', async () => {
    await runAll(names, 'writeText', 300, WRITTEN_IN_A_SECOND)
  })

  // Pairs of blocks, and the cells of a table, are the square of a text up to a limit.
  test.each(['mergeText', 'compareText'] as const)('by %s', async (chain) => {
    await runAll(names, chain, 200, WRITTEN_IN_A_SECOND, 3)
  })

  test.each(['checkText', 'printText', 'measureText', 'readAnswer'] as const)('by %s', async (chain) =>
    runAll(names, chain, 400, WRITTEN_IN_A_SECOND),
  )

  test.each(['readDocument', 'readFrontMatter'] as const)('by %s', async (chain) => {
    // Each text stands in twenty places: one that is long at any size is none for this.
    const short = names.filter((name) => (HOSTILE[name]?.(100).length ?? 0) < 3_000)
    await runAll(short, chain, 100, WRITTEN_IN_A_SECOND / 10)
  })

  test('as the HTML of old posts', async () => {
    await runAll(names, 'readOldHtml', 300, WRITTEN_IN_A_SECOND)
  })

  test('as Mobiledoc', async () => {
    await runAll(Object.keys(OLD_DOCUMENTS), 'readOldDocument', 2_000, WRITTEN_IN_A_SECOND)
  })
})

describe('ten megabytes', { timeout: 1_800_000 }, () => {
  const long = [
    'word *em* `code` [a](b) <b>c</b> | $x$ ::: &amp; [^1]  again and again',
    '* again and again',
    '> again and again',
  ]

  test.each(long)('on one line are refused with that line: %s', async (name) => {
    const { crash, problems } = await child.run({ name, chain: 'readText', size: 10_000_000 })
    expect(crash).toBeUndefined()
    expect(problems).toEqual([{ code: expect.stringMatching(/^markdown\/too-(?:long|deep)$/), line: 1 }])
  })

  test('in short lines and no memory to spare', async () => {
    const { crash, problems } = await child.run({ name: 'a\\n again and again', chain: 'readText', size: 10_000_000 })
    expect({ crash, problems }).toEqual({ crash: undefined, problems: [{ code: 'markdown/too-long', line: 1 }] })
  })
})
