import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { readTemplates } from './read-templates.ts'
import type { SiteFacts } from './site-facts.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { listPages } from './transport/list-pages.ts'
import { isObject, type JsonObject } from './transport/parse-json.ts'

/** Reads what a site says of itself: six or seven small requests. */
export async function readSiteFacts(connection: Connection): Promise<SiteFacts> {
  const { version, major, title, url } = await identifySite(connection)
  const [timezone, authors, tiers, newsletters, templates] = await Promise.all([
    readTimezone(connection),
    listPages(connection, 'users', { fields: 'id,slug,name,email' }),
    listPages(connection, 'tiers'),
    listPages(connection, 'newsletters'),
    readTemplates(connection),
  ])
  return {
    version,
    major,
    title,
    url,
    timezone,
    authors: authors.map((row) => ({ ...readName(row), email: readText(row, 'email') })),
    tiers: tiers.map((row) => ({ ...readName(row), active: row.active === true })),
    newsletters: newsletters.map((row) => ({
      ...readName(row),
      active: row.status === 'active',
      paidOnly: row.visibility === 'paid',
    })),
    templates,
  }
}

/** `settings/` is a list of key and value. A site without a timezone (none was seen) counts in UTC, as Ghost does. */
async function readTimezone(connection: Connection): Promise<string> {
  const { settings } = await askAdmin(connection, { method: 'GET', path: 'settings/' })
  const entries = Array.isArray(settings) ? settings.filter(isObject) : []
  const value = entries.find((entry) => entry.key === 'timezone')?.value
  return typeof value === 'string' && value !== '' ? value : 'Etc/UTC'
}

function readName(row: JsonObject): { readonly id: string; readonly slug: string; readonly name: string } {
  return { id: readText(row, 'id'), slug: readText(row, 'slug'), name: readText(row, 'name') }
}

function readText(row: JsonObject, key: string): string {
  const value = row[key]
  return typeof value === 'string' ? value : ''
}
