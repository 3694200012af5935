import { FIELDS, type FieldDefinition, type FieldName, type PostType } from '../../model/fields.ts'
import { describeWrittenValue, isBlank } from '../front-matter/block.ts'
import type { Written } from '../front-matter/written.ts'
import { type Finding, type Reading, suggestName } from '../source/finding.ts'
import { checkLength, wrongValue } from './field-context.ts'

/** Reads a text field: numbers and booleans as they are written, blank as null ("empty in Ghost"), within Ghost's limits. */
export function readTextField(name: Exclude<FieldName, 'body'>, written: Written): Reading<string | null> {
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
  // Ghost trims titles, and editors end block scalars with a newline; code is kept exactly.
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
          `is not a URL (${describeWrittenValue(text)})`,
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
    `is ${describeWrittenValue(text)}; Ghost takes ${list}`,
    meant === undefined ? `Write one of: ${list}.` : `Did you mean \`${meant}\`?`,
  )
}

/** Reads a flag: true or false, or the yes, no, on, off of YAML 1.1. */
export function readFlag(written: Written): Reading<boolean> {
  const text = String(written.value).trim().toLowerCase()
  if (['true', 'yes', 'on'].includes(text)) return { value: true, findings: [] }
  if (['false', 'no', 'off'].includes(text)) return { value: false, findings: [] }
  return {
    findings: [
      wrongValue(
        written,
        'front-matter/wrong-type',
        `is ${describeWrittenValue(written.value)}; it must be true or false`,
        'Write true or false.',
      ),
    ],
  }
}

/** Reads `type`: post or page, also in Hugo's plural. For another generator's type (`blog`, `docs`) the glob decides, with a warning. */
export function readType(
  written: Written | undefined,
  byGlob: PostType,
): Reading<PostType> & { readonly value: PostType } {
  if (written === undefined || isBlank(written.value)) return { value: byGlob, findings: [] }
  const text = String(written.value).trim().toLowerCase()
  if (text === 'post' || text === 'posts') return { value: 'post', findings: [] }
  if (text === 'page' || text === 'pages') return { value: 'page', findings: [] }
  return {
    value: byGlob,
    findings: [
      {
        severity: 'warning',
        code: 'front-matter/type',
        line: written.line,
        ofSite: written.ofSite,
        message: `\`${written.key}\` is ${describeWrittenValue(written.value)}; it is published as a ${byGlob}, as its glob says.`,
        hint: 'Write `type: post` or `type: page`, or remove it.',
      },
    ],
  }
}
