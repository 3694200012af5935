import { ONLY_NEWSLETTER } from '../site/site-facts.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, type JsonObject } from '../transport/json-value.ts'
import { quoteFilterValue, readRows } from '../transport/lists.ts'

/** What Ghost says of a post and its e-mail. The record is the ledger: Ghost makes one per post, for ever, and a post that has one is not sent again. */
export interface MailState {
  /**
   * Slug of the newsletter that the post carries: it is sent, or will be as soon as it is published, whoever asks for that. Unscheduling many
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
  /** Members that Ghost sends it to. */
  readonly recipients: number
}

/** What is sent beside a post that is brought out by this very request, for Ghost to send it by e-mail as well. */
export function composeMailQuery(
  newsletter: { readonly slug: string; readonly segment: string },
  { newsletters }: Pick<Capabilities, 'newsletters'>,
): Readonly<Record<string, string>> {
  const { slug, segment } = newsletter
  if (newsletters.kind === 'by-slug') return { newsletter: slug, email_segment: segment }
  // Ghost 4 turns the words of Ghost 3 into its filters; the other way round Ghost 3 refuses them.
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

/** Without the column Ghost sends no newsletter, and without the filter's column no segment (seen on 5.130). */
const MAIL_FIELDS = 'id,newsletter_id,email_recipient_filter'

/** Which newsletters posts carry, by id, without their e-mails: those hold the whole document once more, and a list of them is long. */
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

/** All that Ghost says of one post's e-mail; undefined when the post is gone. */
export async function fetchMailState(connection: Connection, id: string): Promise<MailState | undefined> {
  const query = { fields: MAIL_FIELDS, include: 'newsletter,email', filter: `id:${quoteFilterValue(id)}`, limit: '1' }
  const answer = await askAdmin(connection, { method: 'GET', path: 'posts/', query })
  const [row] = readRows(connection, 'posts', answer)
  return row === undefined ? undefined : readMailState(row, (await identifySite(connection)).capabilities)
}
