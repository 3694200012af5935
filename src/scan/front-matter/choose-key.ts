import type { FieldName } from '../../fields.ts'
import { findFrontMatterKey } from '../front-matter-keys.ts'
import type { FrontMatterValue } from './write-front-matter.ts'

/** The line that gives a field in one block. */
export interface ChosenKey {
  readonly key: string
  /** False where it comes new. */
  readonly isThere: boolean
  /** What is written there for the value. */
  readonly value: FrontMatterValue
}

/**
 * Says under which key of a block a field is written: Ghost's own name wins over an alias, as it does where front matter is read.
 *
 * @param keys those of the block's own level, in any order
 */
export function chooseKey(
  keys: readonly string[],
  field: Exclude<FieldName, 'body'>,
  value: FrontMatterValue,
): ChosenKey {
  const giving = keys.flatMap((key) => {
    const found = findFrontMatterKey(key)
    if (found === undefined || found.definition.target !== field) return []
    const { reading } = found.definition
    const isPlain = ['plain', 'image', 'draft', 'categories'].includes(reading)
    return isPlain ? [{ key, reading, rank: found.rank }] : []
  })
  const [first] = giving.sort((a, b) => a.rank - b.rank)
  if (first === undefined) return { key: field, isThere: false, value }
  if (first.reading !== 'draft') return { key: first.key, isThere: true, value }
  // `draft` knows two of the three: what is scheduled says so under Ghost's own name, which wins.
  if (value === 'scheduled') return { key: field, isThere: false, value }
  return { key: first.key, isThere: true, value: value === 'draft' }
}
