import { GhostSyncFailure } from '../../model/failure.ts'
import { askAdmin } from '../transport/ask-admin.ts'
import type { Capabilities } from '../transport/capabilities.ts'
import type { Connection } from '../transport/connection.ts'
import { identifySite } from '../transport/identify-site.ts'
import { isObject, type JsonObject } from '../transport/json-value.ts'
import { listPages } from '../transport/lists.ts'
import { readContentSettings } from './content-settings.ts'

/** The facts about a site, fetched once per run; content is checked against them. */
export interface SiteFacts {
  /** `6.65`, as the server says it. */
  readonly version: string
  /** For messages; its consequences are in `capabilities`. */
  readonly major: number
  readonly capabilities: Capabilities
  readonly title: string
  /** The public URL without a trailing slash, as Ghost says it; every URL in a body begins with it. */
  readonly url: string
  /** IANA name, `Etc/UTC`. */
  readonly timezone: string
  /** Present where the site does not tell its timezone to these keys, and UTC is assumed. */
  readonly assumesTimezone?: true
  /** The language of the site as its owner set it, `en` or `ar-EG`; absent where the site does not tell it. Themes write `<html lang>` from it. */
  readonly locale?: string
  /** The owner comes first: Ghost credits a post without an author to the owner. */
  readonly authors: readonly Author[]
  readonly tiers: readonly Tier[]
  /** Where they cannot be listed, the only one, as `default`. */
  readonly newsletters: readonly Newsletter[]
  /** Custom templates of the active theme (`custom-wide`); undefined when the key is not allowed to ask. */
  readonly templates: readonly string[] | undefined
  /**
   * Maximum size of a file or a film by the limits of Ghost's host (Ghost(Pro)), in bytes; absent where Ghost names no limit. Pictures are not
   * limited.
   */
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
  /** Whether it is sent to paying members only, whoever has subscribed. */
  readonly paidOnly: boolean
}

/**
 * The newsletter of a site whose newsletters cannot be listed. The name is ours: Ghost 3 has none for it, and Ghost 4 takes the first one where no id
 * is given.
 */
export const ONLY_NEWSLETTER: Newsletter = { id: '', slug: 'default', name: 'default', active: true, paidOnly: false }

/** Reads the facts about a site with seven or eight small requests. */
export async function readSiteFacts(connection: Connection): Promise<SiteFacts> {
  const { version, major, capabilities, title, url } = await identifySite(connection)
  const [{ timezone, locale }, authors, tiers, newsletters, templates, maxFileBytes] = await Promise.all([
    readPlace(connection, capabilities),
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
    ...(locale !== undefined && { locale }),
    authors,
    tiers,
    newsletters,
    templates,
    ...(maxFileBytes !== undefined && { maxFileBytes }),
  }
}

/**
 * Lists the authors in a fixed order. By default Ghost puts first whoever was in Ghost Admin last (5.130 and 6.65, `models/user.js`), and every
 * default would change with it.
 */
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
    // An earlier Ghost 4 has no such endpoint. A post that names a newsletter is then told that the site has none.
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
 * Reads the timezone and the language. `settings/` is a list of key and value. A site without a timezone (none was seen) counts in UTC, as Ghost does.
 * Ghost 3 calls the language `lang`, and later ones `locale`.
 * @returns nothing where only the Content API has it, and there is no key for that
 */
async function readPlace(
  connection: Connection,
  capabilities: Capabilities,
): Promise<{ readonly timezone?: string; readonly locale?: string | undefined }> {
  if (capabilities.settings === 'content') {
    if (connection.contentKey === undefined) return {}
    const { timezone, locale } = await readContentSettings(connection)
    return { timezone: timezone ?? 'Etc/UTC', locale: locale ?? undefined }
  }
  const { settings } = await askAdmin(connection, { method: 'GET', path: 'settings/' })
  const entries = Array.isArray(settings) ? settings.filter(isObject) : []
  const read = (key: string): string | undefined => {
    const value = entries.find((entry) => entry.key === key)?.value
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return { timezone: read('timezone') ?? 'Etc/UTC', locale: read('locale') ?? read('lang') }
}

function readName(row: JsonObject): { readonly id: string; readonly slug: string; readonly name: string } {
  return { id: readText(row, 'id'), slug: readText(row, 'slug'), name: readText(row, 'name') }
}

function readText(row: JsonObject, key: string): string {
  const value = row[key]
  return typeof value === 'string' ? value : ''
}

/**
 * Reads the limit of a file's size that Ghost's host has set, and that Ghost itself enforces (`hostSettings.limits.uploads.max` in its config; files
 * and media, not images: `validators/input/files.js` and `media.js` of 5.130 and 6.65). The limits of a proxy before Ghost cannot be asked for.
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
