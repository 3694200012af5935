import { afterAll, describe, expect, test } from 'vitest'
import { FLOODS } from './floods.ts'
import { openChild } from './open-child.ts'

/** Twice the text may take twice the time. Processor time, which a busy machine stretches as well; the square would be four. */
const MOST_GROWTH = 3

/** `npm run test:fuzz` looks at texts of 240 KB; a square shows in a quarter of that as well, in a sixteenth of the time. */
const WHOLE = process.env.FUZZ_SCALE === undefined ? 60_000 : 240_000

/** Seconds. Below this a time says nothing of how it grows. */
const NO_TIME = 2

const child = openChild(2048)
afterAll(() => child.close())

describe(`floods of up to ${WHOLE / 1000} KB take a time that grows with them`, { timeout: 1_800_000 }, () => {
  test.each(Object.entries(FLOODS))('%s', async (name, { chain }) => {
    const measure = async (size: number) => {
      const { seconds, crash } = await child.run({ name, chain, size })
      expect(crash).toBeUndefined()
      return seconds
    }
    const whole = await measure(WHOLE)
    if (whole < NO_TIME) return
    // The best of two: what else the machine does only ever makes a time longer.
    const [half, again] = [await measure(WHOLE / 2), await measure(WHOLE)]
    expect(Math.min(whole, again) / half).toBeLessThan(MOST_GROWTH)
    const quarter = await measure(WHOLE / 4)
    if (half > NO_TIME) expect(half / quarter).toBeLessThan(MOST_GROWTH)
  })
})
