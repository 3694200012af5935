import { FIELDS, type FieldDefinition } from '../../fields.ts'
import { readDate } from '../fields/read-date.ts'
import { findFrontMatterKey } from '../front-matter-keys.ts'
import { rewriteDate } from './rewrite-date.ts'

/** Whether a value is one that the key takes: `dates: [a, b]` is no misspelt `date`. */
export function fitsKey(key: string, value: unknown): boolean {
  const target = findFrontMatterKey(key)?.definition.target
  const field: FieldDefinition | undefined = Object.entries(FIELDS).find(([name]) => name === target)?.[1]
  switch (field?.kind) {
    case 'flag':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && (readDate(value, 'UTC').kind === 'date' || rewriteDate(value) !== undefined)
    case 'names':
      return typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))
    case 'image':
      return typeof value === 'string'
    case 'text':
      return typeof value === 'string' && (field.values === undefined || field.values.includes(value))
    default:
      return typeof value === 'string' || typeof value === 'boolean'
  }
}
