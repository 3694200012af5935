import { FIELDS, type FieldDefinition, type FieldName } from '../../fields.ts'
import type { Finding, Reading } from '../finding.ts'
import { describeValue } from '../front-matter/describe-value.ts'
import { isBlank } from '../front-matter/is-blank.ts'
import type { Written } from '../front-matter/written.ts'
import { suggestName } from '../suggest-name.ts'
import { checkLength } from './check-length.ts'
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
