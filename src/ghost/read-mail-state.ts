import type { EmailRecord, MailState } from './mail-state.ts'
import { isObject, type JsonObject } from './transport/parse-json.ts'

/** Reads the state from a post as the Admin API sends it; `email` only where the request included it. */
export function readMailState(wire: JsonObject): MailState {
  const { newsletter, email_segment: segment, email } = wire
  return {
    newsletter: isObject(newsletter) && typeof newsletter.slug === 'string' ? newsletter.slug : undefined,
    segment: typeof segment === 'string' && segment !== '' ? segment : 'all',
    email: isObject(email) ? readRecord(email) : undefined,
  }
}

function readRecord({ status, email_count: count }: JsonObject): EmailRecord {
  return { status: String(status), recipients: typeof count === 'number' ? count : 0 }
}
