import { FIELDS, type FieldDefinition, type FieldName } from '../../fields.ts'
import type { Finding, Reading } from '../finding.ts'
import type { Written } from '../front-matter/assign-keys.ts'
import { describeValue } from '../front-matter/describe-value.ts'
import { isBlank } from '../front-matter/is-blank.ts'
import { suggestName } from '../suggest-name.ts'
import { wrongValue } from './wrong-value.ts'

/** Reads a text field: numbers and booleans as they are written, blank as null ("empty in Ghost"), within Ghost's limits. */
export function readText(name: Exclude<FieldName, 'body'>, written: Written): Reading<string | null> {
  const { value } = written
  const { maxLength, values }: FieldDefinition = FIELDS[name]
  if (isBlank(value)) return { value: null, findings: [] }
  if (typeof value === 'object') {
    return {
      findings: [
        wrongValue(
          written,
          'front-matter/wrong-type',
          `is ${Array.isArray(value) ? 'a list' : 'an object'}; it must be text`,
          'Write one text, in quotes if it holds a colon.',
        ),
      ],
    }
  }
  // Ghost trims titles and editors end block scalars with a newline; code is kept to the letter.
  const text = name.startsWith('codeinjection_') ? String(value) : String(value).trim()
  if (values !== undefined) {
    const allowed = values.find((one) => one === text.toLowerCase())
    return allowed === undefined ? { findings: [notAllowed(written, text, values)] } : { value: allowed, findings: [] }
  }
  if (name === 'canonical_url' && !/^(?:https?:\/\/|\/(?!\/))\S+$/i.test(text)) {
    return {
      findings: [
        wrongValue(
          written,
          'front-matter/not-a-url',
          `is not a URL (${describeValue(text)})`,
          'Write the whole address, beginning with https://.',
        ),
      ],
    }
  }
  const tooLong = checkLength(written, text, maxLength)
  return tooLong === undefined ? { value: text, findings: [] } : { findings: [tooLong] }
}

/** Ghost counts code points, so an emoji is one (`validator.isLength`, ajv's `maxLength`). */
export function checkLength(written: Written, text: string, maxLength: number | undefined): Finding | undefined {
  const length = [...text].length
  if (maxLength === undefined || length <= maxLength) return undefined
  return wrongValue(
    written,
    'front-matter/too-long',
    `has ${length} characters; Ghost takes ${maxLength}`,
    `Shorten it by ${length - maxLength}.`,
  )
}

/** Reads a flag: true or false, and the yes, no, on, off of YAML 1.1. */
export function readFlag(written: Written): Reading<boolean> {
  const text = String(written.value).trim().toLowerCase()
  if (['true', 'yes', 'on'].includes(text)) return { value: true, findings: [] }
  if (['false', 'no', 'off'].includes(text)) return { value: false, findings: [] }
  return {
    findings: [
      wrongValue(
        written,
        'front-matter/wrong-type',
        `is ${describeValue(written.value)}; it must be true or false`,
        'Write true or false.',
      ),
    ],
  }
}

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

function notAllowed(written: Written, text: string, values: readonly string[]): Finding {
  const meant = suggestName(text, values)
  const list = values.join(', ')
  return wrongValue(
    written,
    'front-matter/not-allowed',
    `is ${describeValue(text)}; Ghost takes ${list}`,
    meant === undefined ? `Write one of: ${list}.` : `Did you mean \`${meant}\`?`,
  )
}
