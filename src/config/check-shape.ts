import type { z } from 'zod'
import { formatOptionPath, type OptionPath, type OptionProblem, suggestOption } from './option-problem.ts'

export type CheckedShape<Value> =
  | { readonly kind: 'good'; readonly value: Value }
  | { readonly kind: 'bad'; readonly problems: readonly OptionProblem[] }

/** Checks `written`, which stands at `path` in the config, against a schema; every mistake becomes a problem in our own words. */
export function checkShape<Schema extends z.ZodType>(
  schema: Schema,
  written: unknown,
  path: OptionPath,
): CheckedShape<z.output<Schema>> {
  const result = schema.safeParse(written)
  if (result.success) return { kind: 'good', value: result.data }
  return { kind: 'bad', problems: result.error.issues.flatMap((issue) => describeIssue(issue, schema, written, path)) }
}

function describeIssue(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  written: unknown,
  base: OptionPath,
): OptionProblem[] {
  const inside = issue.path.filter((step) => typeof step !== 'symbol')
  const path = [...base, ...inside]
  const option = path.length === 0 ? 'The config' : `\`${formatOptionPath(path)}\``
  const wrong = (what: string, hint: string): OptionProblem[] => [
    { code: 'config/wrong-value', path, message: `${option} ${what}.`, hint },
  ]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = listOptions(schema, inside)
      const above = inside.length === 0 ? [] : listOptions(schema, [])
      return issue.keys.map((key) => ({
        code: 'config/unknown-option',
        path: [...path, key],
        message: `\`${formatOptionPath([...path, key])}\` is not an option.`,
        // `content.markdown` is what many write for `markdown`: a near name in the wrong place would send them on a search.
        hint: above.includes(key)
          ? `\`${key}\` stands ${base.length === 0 ? 'at the top of the config' : `in \`${formatOptionPath(base)}\``}, not in \`${formatOptionPath(path)}\`: move it there.`
          : suggestOption(key, known),
      }))
    }
    case 'invalid_type':
      if (readAt(written, inside) === undefined) {
        const hint = MISSING[String(path.at(-1))] ?? `Write ${nameType(issue.expected)} there.`
        return [{ code: 'config/missing-option', path, message: `${option} is missing.`, hint }]
      }
      return wrong(`is not ${nameType(issue.expected)}`, `Write ${nameType(issue.expected)}.`)
    case 'invalid_value':
      return wrong(
        `is ${describeValue(readAt(written, inside))}, which does not exist`,
        `Write one of ${issue.values.map((value) => (typeof value === 'string' ? `'${value}'` : String(value))).join(', ')}.`,
      )
    case 'too_small':
      return wrong(`is less than ${issue.minimum}`, `Write a number from ${issue.minimum} up.`)
    case 'too_big':
      return wrong(`is more than ${issue.maximum}`, `Write a number up to ${issue.maximum}.`)
    case 'custom':
      return wrong(issue.message, String(issue.params?.hint))
    case 'invalid_union':
      return wrong('is neither a text nor a number', 'Write a text or a number.')
    default:
      return wrong(
        `is not right: ${issue.message}`,
        'See the explanation of this option in the documentation of the config.',
      )
  }
}

/** Hints for the options that have no default. */
const MISSING: Readonly<Record<string, string>> = {
  project: "Write a short name for this repository, e.g. project: 'acme-blog'.",
  adminKeyEnv:
    "Write the name of the environment variable that holds the Admin API key, e.g. adminKeyEnv: 'GHOST_ADMIN_API_KEY'.",
}

/** Describes a value if it is as short as the values that exist: a longer text may have been pasted into the wrong place. */
function describeValue(value: unknown): string {
  const text = typeof value === 'string' ? `'${value}'` : String(value)
  return text.length <= 20 && typeof value !== 'object' ? text : 'a value'
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object, { ... }',
}

function nameType(expected: string): string {
  return TYPE_NAMES[expected] ?? expected
}

function readAt(value: unknown, path: OptionPath): unknown {
  return path.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined),
    value,
  )
}

/** Lists the names of the options that the object at `path` has, looking through defaults. */
function listOptions(schema: z.ZodType, path: OptionPath): string[] {
  const found = path.reduce<unknown>((at, step) => Reflect.get(readShape(at), step), schema)
  return Object.keys(readShape(found))
}

function readShape(schema: unknown): object {
  if (typeof schema !== 'object' || schema === null) return {}
  if ('shape' in schema && typeof schema.shape === 'object' && schema.shape !== null) return schema.shape
  return 'unwrap' in schema && typeof schema.unwrap === 'function' ? readShape(schema.unwrap()) : {}
}
