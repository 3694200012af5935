import type { FieldName } from '../../model/fields.ts'
import type { Finding } from '../source/finding.ts'
import type { FrontMatterEntry } from '../source/source-file.ts'
import { findFrontMatterKey } from './front-matter-keys.ts'
import type { FrontMatterValue } from './write-front-matter.ts'

export type EditedText =
  | { readonly kind: 'text'; readonly text: string }
  /** `reason` is one sentence, `hint` another. */
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string }

/**
 * Gives one field in a block another value.
 *
 * @param block what stands between the fences, without an error in it
 */
export type EditBlock = (block: string, field: Exclude<FieldName, 'body'>, value: FrontMatterValue) => EditedText

/** The result of parsing the text between the fences. `entries` is empty where it could not be read. */
export interface ParsedBlock {
  readonly entries: ReadonlyMap<string, FrontMatterEntry>
  readonly findings: readonly Finding[]
}

/** Reports a block that could not be read at all. */
export function refuseBlock(code: string, line: number, message: string, hint: string): ParsedBlock {
  return { entries: new Map(), findings: [{ severity: 'error', code, line, message, hint }] }
}

/** The line that gives a field in one block. */
export interface ChosenKey {
  readonly key: string
  /** False for a new line. */
  readonly isThere: boolean
  /** The value as it is written there. */
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
  // `draft` can express two of the three statuses; `scheduled` is written under Ghost's own name, which wins.
  if (value === 'scheduled') return { key: field, isThere: false, value }
  return { key: first.key, isThere: true, value: value === 'draft' }
}

/** Describes a value for a message: short, on one line, in quotes when it is text. */
export function describeWrittenValue(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}

/** Whether a key was written without a value: `tags:`, `tags: ""`, `tags: []`. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === ''
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/** The limit for nested lists and objects: no key that Ghost or another publisher knows needs more than four. */
export const MAX_DEPTH = 50
