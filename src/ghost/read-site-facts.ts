import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { readTemplates } from './read-templates.ts'
import type { SiteFacts } from './site-facts.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { listPages } from './transport/list-pages.ts'
import { isObject, type JsonObject } from './transport/parse-json.ts'

/** Reads what a site says of itself: six or seven small requests. */
export async function readSiteFacts(connection: Connection): Promise<SiteFacts> {
  const { version, major, capabilities, title, url } = await identifySite(connection)
  const [timezone, authors, tiers, newsletters, templates] = await Promise.all([
    readTimezone(connection),
    listAuthors(connection),
    listPages(connection, 'tiers'),
    listPages(connection, 'newsletters'),
    readTemplates(connection),
  ])
  return {
    version,
    major,
    capabilities,
    title,
    url,
    timezone,
    authors,
    tiers: tiers.map((row) => ({ ...readName(row), active: row.active === true })),
    newsletters: newsletters.map((row) => ({
      ...readName(row),
      active: row.status === 'active',
      paidOnly: row.visibility === 'paid',
    })),
    templates,
  }
}

/** Left alone, Ghost puts first whoever was in Ghost Admin last (5.130 and 6.65, `models/user.js`), and every default would change with it. */
async function listAuthors(connection: Connection): Promise<SiteFacts['authors']> {
  const rows = await listPages(connection, 'users', { include: 'roles', order: 'id asc' })
  const owners = rows.filter(isOwner)
  return [...owners, ...rows.filter((row) => !owners.includes(row))].map((row) => ({
    ...readName(row),
    email: readText(row, 'email'),
  }))
}

function isOwner({ roles }: JsonObject): boolean {
  return Array.isArray(roles) && roles.some((role) => isObject(role) && role.name === 'Owner')
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
