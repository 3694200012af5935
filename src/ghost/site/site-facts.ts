import { GhostSyncFailure } from '../../model/failure.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, type JsonObject } from '../transport/json-value.ts'
import { listPages } from '../transport/lists.ts'
import { readContentSettings } from './content-settings.ts'

/** What a site says of itself: fetched once per run, and all that content is checked against. */
export interface SiteFacts {
  /** `6.65`, as the server says it. */
  readonly version: string
  /** For people; what follows from it is in `capabilities`. */
  readonly major: number
  readonly capabilities: Capabilities
  readonly title: string
  /** The public URL without a trailing slash, as Ghost says it; the prefix of every URL in a body. */
  readonly url: string
  /** IANA name, `Etc/UTC`. */
  readonly timezone: string
  /** Present where the site does not tell its timezone to the keys at hand, and UTC stands in for it. */
  readonly assumesTimezone?: true
  /** The owner first: Ghost credits what nobody is named for to the owner. */
  readonly authors: readonly Author[]
  readonly tiers: readonly Tier[]
  /** Where they cannot be listed, the one that there is, as `default`. */
  readonly newsletters: readonly Newsletter[]
  /** Custom templates of the active theme (`custom-wide`); undefined when the key is not allowed to ask. */
  readonly templates: readonly string[] | undefined
  /** Bytes that a file or a film may have by the limits of Ghost's host (Ghost(Pro)); absent where Ghost says of none. Pictures are not counted. */
  readonly maxFileBytes?: number
}

export interface Author {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly email: string
}

export interface Tier {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly active: boolean
}

export interface Newsletter {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly active: boolean
  /** Whether it goes to paying members only, whoever has subscribed. */
  readonly paidOnly: boolean
}

/**
 * The newsletter of a site whose newsletters cannot be listed. Its name is ours: Ghost 3 has none for it, and Ghost 4 takes the first one where no id is
 * given.
 */
export const ONLY_NEWSLETTER: Newsletter = { id: '', slug: 'default', name: 'default', active: true, paidOnly: false }

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

/**
 * Reads how large a file may be by the limits of Ghost's host, which it holds itself (`hostSettings.limits.uploads.max` in its config; files and media,
 * not images: `validators/input/files.js` and `media.js` of 5.130 and 6.65). What a proxy before Ghost refuses nobody can ask.
 * @returns bytes; undefined where there is no such limit, or the key may not ask
 */
async function readFileLimit(connection: Connection): Promise<number | undefined> {
  try {
    const { config } = await askAdmin(connection, { method: 'GET', path: 'config/' })
    let value: unknown = config
    for (const key of ['hostSettings', 'limits', 'uploads', 'max']) value = isObject(value) ? value[key] : undefined
    const bytes = typeof value === 'string' ? Number(value) : value
    return typeof bytes === 'number' && Number.isFinite(bytes) && bytes > 0 ? bytes : undefined
  } catch (error) {
    if (error instanceof GhostSyncFailure && UNKNOWN.has(error.code)) return undefined
    throw error
  }
}

/** Some staff tokens may not read it, and an old Ghost may not have it. */
const UNKNOWN: ReadonlySet<string> = new Set(['auth/forbidden', 'ghost/not-found', 'ghost/unknown-endpoint'])

/**
 * Reads the names of the active theme's custom templates (`custom-wide`). An integration's key may not ask for them (501 on 5.130, 403 on 6.65);
 * a staff access token may.
 * @returns undefined when the key may not ask
 */
async function readTemplates(connection: Connection): Promise<readonly string[] | undefined> {
  try {
    const { themes } = await askAdmin(connection, { method: 'GET', path: 'themes/' })
    const active = (Array.isArray(themes) ? themes.filter(isObject) : []).find((theme) => theme.active === true)
    const templates = active?.templates
    if (!Array.isArray(templates)) return []
    return templates.flatMap((entry: unknown) =>
      isObject(entry) && typeof entry.filename === 'string' ? [entry.filename] : [],
    )
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'auth/forbidden') return undefined
    throw error
  }
}
