import { FIELDS, type FieldDefinition, type FieldName, type FieldValue } from '../model/fields.ts'
import type { FrontMatterValues } from './config.ts'
import { formatOptionPath, type OptionPath, type OptionProblem, suggestOption } from './option-problem.ts'

export interface CheckedDefaults {
  readonly values: FrontMatterValues
  readonly problems: readonly OptionProblem[]
}

/** Fields that belong to one post. One canonical URL for all posts would tell search engines that every post is a copy of the same page. */
const SINGULAR: readonly FieldName[] = ['title', 'slug', 'body', 'published_at', 'canonical_url']

const KNOWN = Object.keys(FIELDS).filter((name) => !SINGULAR.some((singular) => singular === name))

/** Checks default front matter, which stands at `path`, against Ghost's own fields, types and limits. */
export function checkDefaults(written: unknown, path: OptionPath): CheckedDefaults {
  if (written === undefined) return { values: {}, problems: [] }
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    const message = `\`${formatOptionPath(path)}\` is not an object, { ... }.`
    return {
      values: {},
      problems: [
        {
          code: 'config/wrong-value',
          path,
          message,
          hint: "Write front matter as an object, e.g. { visibility: 'members' }.",
        },
      ],
    }
  }
  const values: Record<string, FieldValue> = {}
  const problems: OptionProblem[] = []
  for (const [name, value] of Object.entries(written)) {
    if (value === undefined) continue
    const checked = checkField(name, value)
    if (checked.kind === 'good') values[name] = checked.value
    else {
      const option = formatOptionPath([...path, name])
      problems.push({
        code: checked.code,
        path: [...path, name],
        message: `\`${option}\` ${checked.reason}.`,
        hint: checked.hint,
      })
    }
  }
  return { values, problems }
}

type CheckedField =
  | { readonly kind: 'good'; readonly value: FieldValue }
  | { readonly kind: 'bad'; readonly code: string; readonly reason: string; readonly hint: string }

function bad(reason: string, hint: string, code = 'config/wrong-value'): CheckedField {
  return { kind: 'bad', code, reason, hint }
}

function checkField(name: string, value: unknown): CheckedField {
  if (SINGULAR.some((singular) => singular === name)) {
    return bad('belongs to one post and cannot have a default', 'Write it into the front matter of each file.')
  }
  const field: FieldDefinition | undefined = Object.entries(FIELDS).find(([known]) => known === name)?.[1]
  if (field === undefined) return bad('is not a field of Ghost', suggestOption(name, KNOWN), 'config/unknown-field')
  switch (field.kind) {
    case 'flag':
      return typeof value === 'boolean' ? { kind: 'good', value } : bad('is not true or false', 'Write true or false.')
    case 'names':
      return checkNames(value)
    case 'image':
      return checkText(field, value, (text) =>
        /^(https?:\/)?\/[^/]/.test(text)
          ? undefined
          : [
              'is relative, and each file stands elsewhere',
              'Write an address with https://, or a path from the content root that begins with a slash.',
            ],
      )
    case 'text':
      return checkText(field, value)
    case 'date':
    case 'body':
      // Only fields of one post have these kinds; a new one in FIELDS has to be considered here.
      return bad('cannot have a default', 'Write it into the front matter of each file.')
  }
}

function checkNames(value: unknown): CheckedField {
  const names: readonly unknown[] = Array.isArray(value) ? value : []
  if (!Array.isArray(value) || !names.every((item): item is string => typeof item === 'string' && item.trim() !== '')) {
    return bad('is not a list of names', "Write a list, e.g. ['News', '#internal'].")
  }
  return { kind: 'good', value: names }
}

function checkText(
  field: FieldDefinition,
  value: unknown,
  refuse: (text: string) => readonly [reason: string, hint: string] | undefined = () => undefined,
): CheckedField {
  if (field.values !== undefined) {
    if (typeof value === 'string' && field.values.includes(value)) return { kind: 'good', value }
    return bad(
      'has a value that Ghost does not know',
      `Write one of ${field.values.map((known) => `'${known}'`).join(', ')}.`,
    )
  }
  if (value === null) return { kind: 'good', value }
  if (typeof value !== 'string') return bad('is not a text', 'Write a text, or null for none.')
  const { length } = [...value]
  if (field.maxLength !== undefined && length > field.maxLength) {
    return bad(`has ${length} characters, and Ghost takes ${field.maxLength}`, 'Shorten it.')
  }
  const refused = refuse(value)
  return refused === undefined ? { kind: 'good', value } : bad(refused[0], refused[1])
}
