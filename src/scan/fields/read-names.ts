import type { Reading } from '../finding.ts'
import { describeValue } from '../front-matter/describe-value.ts'
import { isBlank } from '../front-matter/is-blank.ts'
import type { Written } from '../front-matter/written.ts'
import { wrongValue } from './wrong-value.ts'

/** Reads a list of names: a list, or one text with commas. Items that are objects are taken by the first of `keys` that they have. */
export function readNames(written: Written, keys: readonly string[] = []): Reading<readonly string[]> {
  const { value } = written
  if (isBlank(value)) return { value: [], findings: [] }
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : typeof value === 'string'
      ? value.split(',')
      : [value]
  const names: string[] = []
  for (const item of items) {
    const name =
      typeof item === 'object' && item !== null
        ? keys.map((key) => Reflect.get(item, key)).find((part) => typeof part === 'string')
        : item
    if (name === null) continue
    if (name === undefined || typeof name === 'object') {
      return {
        findings: [
          wrongValue(
            written,
            'front-matter/wrong-type',
            `holds ${describeValue(item)}, which is no name`,
            'Write a list of names: [one, two].',
          ),
        ],
      }
    }
    const text = String(name).trim()
    if (text !== '') names.push(text)
  }
  return { value: names, findings: [] }
}
