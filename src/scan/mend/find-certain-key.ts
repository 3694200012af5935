import leven from 'leven'
import { FRONT_MATTER_KEYS, findFrontMatterKey } from '../front-matter-keys.ts'

/**
 * The key that somebody misspelt, when it can be no other: one letter wrong, missing, doubled or swapped with its neighbour, and all keys
 * that are so near mean the same. Keys that are known and ignored count as near too: `maths` may be Hugo's `math`.
 */
export function findCertainKey(written: string): string | undefined {
  const wanted = fold(written)
  if (wanted.length < 4) return undefined
  // `tabs` is one letter from `tags`, and a word of its own; of longer names there are fewer such neighbours.
  const isNear = wanted.length > 4 ? isOneLetterOff : isSwapped
  const near = FRONT_MATTER_KEYS.filter(({ key }) => isNear(wanted, fold(key))).flatMap(
    ({ key }) => findFrontMatterKey(key)?.definition ?? [],
  )
  const [first] = near
  const isCertain = near.every(({ reading, target }) => reading === first?.reading && target === first.target)
  if (first === undefined || !isCertain || first.reading === 'ignored' || first.reading === 'group') return undefined
  return first.key
}

function fold(key: string): string {
  return key.toLowerCase().replace(/[\s_-]+/g, '')
}

function isOneLetterOff(one: string, other: string): boolean {
  return leven(one, other, { maxDistance: 2 }) === 1 || isSwapped(one, other)
}

function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  const swapped = one.slice(0, at) + (one[at + 1] ?? '') + (one[at] ?? '') + one.slice(at + 2)
  return at >= 0 && swapped === other
}
