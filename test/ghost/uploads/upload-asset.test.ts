import { expect, test } from 'vitest'
import { listUploadMonths } from '../../../src/ghost/uploads/upload-asset.ts'

test.each([
  ['2026-11-15T12:00:00Z', ['2026/11', '2026/10']],
  ['2026-01-31T00:30:00Z', ['2026/01', '2025/12', '2026/02']],
  // In Auckland it is January already.
  ['2026-12-31T12:00:00Z', ['2026/12', '2026/11', '2027/01']],
  // In Los Angeles it is still March: the one before.
  ['2026-04-01T02:00:00Z', ['2026/04', '2026/03']],
])('at %s', (now, months) => {
  expect(listUploadMonths(Date.parse(now))).toEqual(months)
})
