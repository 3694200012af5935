import { inject } from 'vitest'
import type { TestSite } from './boot-sites.ts'

/** The two sites that this test file may use as it likes: no other file that runs at the same time is on them. */
export function readTestSites(): readonly TestSite[] {
  const lanes = inject('lanes')
  // Vitest numbers the processes that run at the same time, from 1.
  const lane = lanes[(Number(process.env.VITEST_POOL_ID ?? 1) - 1) % lanes.length]
  if (lane === undefined) throw new Error('no test sites')
  return lane
}
