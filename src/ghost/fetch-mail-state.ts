import type { Connection } from './connection.ts'
import { MAIL_FIELDS } from './fetch-mail-states.ts'
import { identifySite } from './identify-site.ts'
import type { MailState } from './mail-state.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { readMailState } from './read-mail-state.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { readRows } from './transport/list-pages.ts'

/** All that Ghost says of one post's e-mail; undefined when the post is gone. */
export async function fetchMailState(connection: Connection, id: string): Promise<MailState | undefined> {
  const query = { fields: MAIL_FIELDS, include: 'newsletter,email', filter: `id:${quoteFilterValue(id)}`, limit: '1' }
  const answer = await askAdmin(connection, { method: 'GET', path: 'posts/', query })
  const [row] = readRows(connection, 'posts', answer)
  return row === undefined ? undefined : readMailState(row, (await identifySite(connection)).capabilities)
}
