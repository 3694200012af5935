import type { PlannedEmail } from '../diff/plan.ts'
import { countNoun } from './count-noun.ts'
import { makePrintable } from './make-printable.ts'

type Sending = Extract<PlannedEmail, { kind: 'send' }>

/** `newsletter "weekly", status:free: 1,204 members, at once`: all that somebody has to know before agreeing to an e-mail. */
export function describeEmail({ newsletter, segment, recipients, at }: Omit<Sending, 'kind' | 'unavoidable'>): string {
  const who = segment === 'all' ? '' : `, ${makePrintable(segment)}`
  const when = at === undefined ? 'at once' : `on ${makePrintable(at)}`
  return `newsletter "${makePrintable(newsletter)}"${who}: ${describeCount(recipients)}, ${when}`
}

function describeCount(recipients: number | null): string {
  if (recipients === null) return 'how many members is not known'
  return countNoun(recipients, 'member').replace(/^\d+/, (digits) => Number(digits).toLocaleString('en-US'))
}
