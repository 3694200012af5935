import type { Capabilities } from './capabilities.ts'
import type { EmailRecord, MailState } from './mail-state.ts'
import { ONLY_NEWSLETTER } from './only-newsletter.ts'
import { isObject, type JsonObject } from './transport/parse-json.ts'

/** Reads the state from a post as the Admin API sends it; `email` only where the request included it. */
export function readMailState(wire: JsonObject, { newsletters }: Pick<Capabilities, 'newsletters'>): MailState {
  const { email } = wire
  const record = isObject(email) ? readRecord(email) : undefined
  if (newsletters.kind === 'only-one') return { ...readOnlyOne(wire), email: record }
  const { newsletter, email_segment: segment } = wire
  return {
    newsletter: isObject(newsletter) && typeof newsletter.slug === 'string' ? newsletter.slug : undefined,
    segment: typeof segment === 'string' && segment !== '' ? segment : 'all',
    email: record,
  }
}

/** Ghost 4 gives every post that comes out the id of a newsletter, sent or not; what says that it is sent is the filter of the members. */
function readOnlyOne({ email_recipient_filter: filter }: JsonObject): Pick<MailState, 'newsletter' | 'segment'> {
  if (typeof filter !== 'string' || filter === '' || filter === 'none') return { newsletter: undefined, segment: 'all' }
  return { newsletter: ONLY_NEWSLETTER.slug, segment: SEGMENTS.get(filter) ?? filter }
}

/** Ghost 3 has words for what later ones have filters for. */
const SEGMENTS: ReadonlyMap<string, string> = new Map([
  ['free', 'status:free'],
  ['paid', 'status:-free'],
])

function readRecord({ status, email_count: count }: JsonObject): EmailRecord {
  return { status: String(status), recipients: typeof count === 'number' ? count : 0 }
}
