import type { Connection } from './connection.ts'
import { quoteFilterValue } from './quote-filter-value.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { readRows } from './transport/list-pages.ts'

/**
 * Finds the slug of the tag with this name, undefined when there is none yet. Asked rather than derived: Ghost makes
 * `hash-ghost-sync-2` of `#ghost-sync` when a tag `#Ghost-Sync` came first, and anybody can change a slug (seen on 5.130 and 6.65). A wrong slug
 * would find no post of ours, and every one would be created again.
 */
export async function findTagSlug(connection: Connection, name: string): Promise<string | undefined> {
  const answer = await askAdmin(connection, {
    method: 'GET',
    path: 'tags/',
    query: { filter: `name:${quoteFilterValue(name)}`, fields: 'id,name,slug', limit: '100' },
  })
  // SQLite finds the exact name only. MySQL disregards case, and gives a post that asks for `#ghost-sync` the `#Ghost-Sync` that is there.
  const rows = readRows(connection, 'tags', answer)
  const tag = rows.find((row) => row.name === name) ?? rows[0]
  return typeof tag?.slug === 'string' ? tag.slug : undefined
}
