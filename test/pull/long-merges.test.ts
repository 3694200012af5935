import { expect, test } from 'vitest'
import { containsChanges, listChanges } from '../../src/diff/compare/block-changes.ts'
import { DEFAULT_OPTIONS } from '../../src/markdown/index.ts'
import { splitBlocks } from '../../src/pull/split-blocks.ts'

// Bodies of very many blocks: each of these took the square of their number.

function spend(work: () => unknown): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const reading = { from: 'a.md', siteUrl: 'https://example.com', markdown: DEFAULT_OPTIONS }

test('two long lists of nothing but the same block', () => {
  const same = (count: number) => Array.from({ length: count }, () => '---')
  expect(spend(() => listChanges(['a', ...same(20_000)], [...same(20_000), 'b']))).toBeLessThan(5)
  const long = Array.from({ length: 20_000 }, (_, n) => `p${n}`)
  const edited = [...long.slice(0, 9_000), 'x', ...long.slice(9_001)]
  expect(listChanges(long, edited)).toEqual([{ at: 9_000, length: 1, start: 9_000, count: 1 }])
  expect(listChanges(long, long)).toEqual([])
})

test('dividers without end are left to a person', () => {
  const same = (count: number) => Array.from({ length: count }, () => '---')
  const [file, base, remote] = [
    ['f', ...same(1_500), 'x'],
    ['f', '---'],
    ['f', ...same(1_500)],
  ]
  expect(spend(() => containsChanges(file, base, remote))).toBeLessThan(15)
})

test('a block is read with the definitions that it uses, and no others', () => {
  const definitions = Array.from({ length: 1_500 }, (_, n) => `[a${n}]: https://example.com/${n}`)
  const uses = Array.from({ length: 1_500 }, (_, n) => `[A${n}][] and [text][a${n}]`)
  const text = `${uses.join('\n\n')}\n\n${definitions.join('\n')}\n`
  const before = process.cpuUsage()
  const blocks = splitBlocks(text, '[tail]: /x', reading)
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(15)
  expect(blocks.map(({ raw }) => raw).join('')).toBe(text)
  expect(blocks[7]?.meaning).toContain('__GHOST_URL__/7')
  expect(splitBlocks('[ Tail\nof it ]\n', '[tail OF it]: /there', reading)[0]?.meaning).toContain('/there')
})
