import { expect, it } from 'vitest'
import { parseSize } from '../../src/config/config-schema.ts'

it.each([
  [1, 1],
  [5_000_000, 5_000_000],
  ['5000', 5000],
  ['5 MB', 5_000_000],
  ['5mb', 5_000_000],
  ['1.5 MiB', 1_572_864],
  [' 50 MiB ', 52_428_800],
  ['2GB', 2_000_000_000],
  ['512 B', 512],
  [0, undefined],
  [-1, undefined],
  [1.5, 2],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
  ['', undefined],
  ['0 MB', undefined],
  ['5 MBit', undefined],
  ['5,5 MB', undefined],
  ['-5 MB', undefined],
  ['much', undefined],
] as const)('%s is %s bytes', (written, bytes) => {
  expect(parseSize(written)).toBe(bytes)
})
