import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import type { MailState } from './mail-state.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { readMailState } from './read-mail-state.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { readRows } from './transport/list-pages.ts'

/** Without the column Ghost sends no newsletter, and without the filter's column no segment (seen on 5.130). */
export const MAIL_FIELDS = 'id,newsletter_id,email_recipient_filter'

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
