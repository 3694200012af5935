import type { BodyText, PlannedEmail } from '../../diff/plan.ts'
import type { FieldValue } from '../../model/fields.ts'
import { countNoun, makePrintable } from '../../model/text.ts'
import { ASSET_SCHEME } from '../../scan/source/asset.ts'

/**
 * Describes a managed value on one printable line, uncut: strings in quotes, `(empty)` for what is empty in Ghost, lists with commas. A local file
 * that stands for an upload is named by its content hash, because its URL is not known before the push.
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

/** Quotes a name only where the list could otherwise be misread. */
function describeName(name: string): string {
  return /^$|[,"]|^\s|\s$/.test(name) ? `"${makePrintable(name)}"` : makePrintable(name)
}

type Sending = Extract<PlannedEmail, { kind: 'send' }>

/** Describes an e-mail: `newsletter "weekly", status:free: 1,204 members, at once`. The line has all that somebody needs before agreeing to it. */
export function describeEmail({ newsletter, segment, recipients, at }: Omit<Sending, 'kind' | 'unavoidable'>): string {
  const who = segment === 'all' ? '' : `, ${makePrintable(segment)}`
  const when = at === undefined ? 'at once' : `on ${makePrintable(at)}`
  return `newsletter "${makePrintable(newsletter)}"${who}: ${describeCount(recipients)}, ${when}`
}

function describeCount(recipients: number | null): string {
  if (recipients === null) return 'how many members is not known'
  return countNoun(recipients, 'member').replace(/^\d+/, (digits) => Number(digits).toLocaleString('en-US'))
}
