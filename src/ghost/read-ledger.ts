import type { Connection } from './connection.ts'
import type { Ledger } from './ledger.ts'
import { parseLedgerText, parseMarksText } from './parse-ledger-text.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { listPages } from './transport/list-pages.ts'

/** Name of the tags that hold the ledger: beside the ownership tag in Ghost Admin's list, and never longer than Ghost allows. */
export function nameLedgerTag(ownershipTag: string): string {
  return `${ownershipTag.slice(0, 184)}-ledger`
}

/** Reads which posts of ours the site has had. One request. */
export async function readLedger(connection: Connection): Promise<Ledger> {
  const rows = await listPages(connection, 'tags', {
    filter: `name:${quoteFilterValue(nameLedgerTag(connection.ownershipTag))}`,
    fields: 'id,codeinjection_head,codeinjection_foot',
    order: 'id asc',
  })
  const tags = rows.map((row) => ({
    id: String(row.id),
    head: typeof row.codeinjection_head === 'string' ? row.codeinjection_head : '',
    foot: typeof row.codeinjection_foot === 'string' ? row.codeinjection_foot : '',
  }))
  const texts = tags.flatMap(({ head, foot }) => [head, foot])
  return { entries: new Map(texts.flatMap(parseLedgerText)), marks: new Map(texts.flatMap(parseMarksText)), tags }
}
