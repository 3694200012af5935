import type { BodyText } from '../diff/plan.ts'
import type { FieldValue } from '../fields.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import { makePrintable } from './make-printable.ts'

/**
 * A managed value on one line, printable and whole: strings in quotes, `(empty)` for what Ghost has nothing in, lists with commas. A
 * local file that stands for an upload is named by its content hash, because its URL is not known before the push.
 */
export function describeValue(value: FieldValue | BodyText): string {
  if (value === null) return '(empty)'
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return describeText(value)
  if ('kind' in value) return describeText(value.text)
  return value.length === 0 ? '(empty)' : value.map(describeName).join(', ')
}

function describeText(text: string): string {
  if (text.startsWith(ASSET_SCHEME)) return makePrintable(`local file ${text.slice(ASSET_SCHEME.length)}`)
  return `"${makePrintable(text)}"`
}

/** In quotes only where the list would read as another one. */
function describeName(name: string): string {
  return /^$|[,"]|^\s|\s$/.test(name) ? `"${makePrintable(name)}"` : makePrintable(name)
}
