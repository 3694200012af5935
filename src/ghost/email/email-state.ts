import { ONLY_NEWSLETTER } from '../site/site-facts.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, type JsonObject } from '../transport/json-value.ts'
import { quoteFilterValue, readRows } from '../transport/lists.ts'

/** Ghost's information about a post and its e-mail. Ghost makes one permanent record per post; a post with a record is not sent again. */
export interface MailState {
  /**
   * Slug of the newsletter that the post carries: it is sent, or will be as soon as the post is published, whoever asks for that. Unscheduling many
   * posts at once in Ghost Admin leaves it on drafts (seen on 5.130).
   */
  readonly newsletter: string | undefined
  /** Filter (NQL) of its members; `all` is everybody. */
  readonly segment: string
  readonly email: EmailRecord | undefined
}

export interface EmailRecord {
  /** `pending`, `submitting`, `submitted` or `failed`. A failed one is tried again when the post is published again. */
  readonly status: string
  /** Number of members that Ghost sends it to. */
  readonly recipients: number
}

/** Composes the query that a publishing request needs, for Ghost to send the post by e-mail as well. */
export function composeMailQuery(
  newsletter: { readonly slug: string; readonly segment: string },
  { newsletters }: Pick<Capabilities, 'newsletters'>,
): Readonly<Record<string, string>> {
  const { slug, segment } = newsletter
  if (newsletters.kind === 'by-slug') return { newsletter: slug, email_segment: segment }
  // Ghost 4 turns the words of Ghost 3 into its filters; Ghost 3 refuses filters.
  return { send_email_when_published: 'true', email_recipient_filter: WORDS.get(segment) ?? segment }
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['status:free', 'free'],
  ['status:-free', 'paid'],
])

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

/**
 * Reads the state on Ghost 4, which gives every published post the id of a newsletter, sent or not; the filter of the members shows whether it is
 * sent.
 */
function readOnlyOne({ email_recipient_filter: filter }: JsonObject): Pick<MailState, 'newsletter' | 'segment'> {
  if (typeof filter !== 'string' || filter === '' || filter === 'none') return { newsletter: undefined, segment: 'all' }
  return { newsletter: ONLY_NEWSLETTER.slug, segment: SEGMENTS.get(filter) ?? filter }
}

/** Ghost 3 has words where later versions have filters. */
const SEGMENTS: ReadonlyMap<string, string> = new Map([
  ['free', 'status:free'],
  ['paid', 'status:-free'],
])

function readRecord({ status, email_count: count }: JsonObject): EmailRecord {
  return { status: String(status), recipients: typeof count === 'number' ? count : 0 }
}

/** Without `newsletter_id` Ghost's answer has no newsletter, and without the filter's column no segment (seen on 5.130). */
const MAIL_FIELDS = 'id,newsletter_id,email_recipient_filter'

/** Fetches the newsletters that posts carry, by id, without their e-mails: an e-mail holds the whole document once more, which makes a list long. */
export async function fetchMailStates(
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MailState>> {
  const states = new Map<string, MailState>()
  if (ids.length === 0) return states
  const { capabilities } = await identifySite(connection)
  const { pageSize } = capabilities
  for (let start = 0; start < ids.length; start += pageSize) {
    const filter = `id:[${ids
      .slice(start, start + pageSize)
      .map(quoteFilterValue)
      .join(',')}]`
    const query = { fields: MAIL_FIELDS, include: 'newsletter', filter, limit: String(pageSize) }
    const answer = await askAdmin(connection, { method: 'GET', path: 'posts/', query })
    for (const row of readRows(connection, 'posts', answer))
      states.set(String(row.id), readMailState(row, capabilities))
  }
  return states
}

/** Fetches all information about one post's e-mail; undefined when the post is deleted. */
export async function fetchMailState(connection: Connection, id: string): Promise<MailState | undefined> {
  const query = { fields: MAIL_FIELDS, include: 'newsletter,email', filter: `id:${quoteFilterValue(id)}`, limit: '1' }
  const answer = await askAdmin(connection, { method: 'GET', path: 'posts/', query })
  const [row] = readRows(connection, 'posts', answer)
  return row === undefined ? undefined : readMailState(row, (await identifySite(connection)).capabilities)
}
