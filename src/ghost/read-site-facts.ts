import { GhostSyncFailure } from '../failure.ts'
import type { Capabilities } from './capabilities.ts'
import type { Connection } from './connection.ts'
import { identifySite } from './identify-site.ts'
import { ONLY_NEWSLETTER } from './only-newsletter.ts'
import { readContentSettings } from './read-content-settings.ts'
import { readFileLimit } from './read-file-limit.ts'
import { readTemplates } from './read-templates.ts'
import type { SiteFacts } from './site-facts.ts'
import { askAdmin } from './transport/ask-admin.ts'
import { listPages } from './transport/list-pages.ts'
import { isObject, type JsonObject } from './transport/parse-json.ts'

/** Reads what a site says of itself: seven or eight small requests. */
export async function readSiteFacts(connection: Connection): Promise<SiteFacts> {
  const { version, major, capabilities, title, url } = await identifySite(connection)
  const [timezone, authors, tiers, newsletters, templates, maxFileBytes] = await Promise.all([
    readTimezone(connection, capabilities),
    listAuthors(connection),
    listTiers(connection, capabilities),
    listNewsletters(connection, capabilities),
    readTemplates(connection),
    readFileLimit(connection),
  ])
  return {
    version,
    major,
    capabilities,
    title,
    url,
    timezone: timezone ?? 'Etc/UTC',
    ...(timezone === undefined && { assumesTimezone: true as const }),
    authors,
    tiers,
    newsletters,
    templates,
    ...(maxFileBytes !== undefined && { maxFileBytes }),
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

async function listTiers(connection: Connection, { tiers, settings }: Capabilities): Promise<SiteFacts['tiers']> {
  if (tiers === 'none') return []
  try {
    const rows = await listPages(connection, 'tiers')
    return rows.map((row) => ({ ...readName(row), active: row.active === true }))
  } catch (error) {
    // An earlier Ghost 4 has none by this name. A post that names one is then told that the site has none.
    if (settings === 'content' && error instanceof GhostSyncFailure && error.code === 'ghost/not-found') return []
    throw error
  }
}

async function listNewsletters(
  connection: Connection,
  { newsletters }: Capabilities,
): Promise<SiteFacts['newsletters']> {
  if (newsletters.kind === 'only-one') return [ONLY_NEWSLETTER]
  const rows = await listPages(connection, 'newsletters')
  return rows.map((row) => ({
    ...readName(row),
    active: row.status === 'active',
    paidOnly: row.visibility === 'paid',
  }))
}

/**
 * `settings/` is a list of key and value. A site without a timezone (none was seen) counts in UTC, as Ghost does.
 * @returns undefined where the site tells it to readers only, and there is no key to ask as one
 */
async function readTimezone(connection: Connection, capabilities: Capabilities): Promise<string | undefined> {
  if (capabilities.settings === 'content') {
    if (connection.contentKey === undefined) return undefined
    return (await readContentSettings(connection)).timezone ?? 'Etc/UTC'
  }
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
