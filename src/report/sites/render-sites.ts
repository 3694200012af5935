import picocolors from 'picocolors'
import type { Capabilities } from '../../ghost/transport/capabilities.ts'
import type { FailureRecord } from '../../model/failure.ts'
import { FIELD_NAMES, FIELDS, type FieldDefinition } from '../../model/fields.ts'
import { makePrintable } from '../../model/text.ts'
import { renderFailure } from '../problems/render-failure.ts'
import { renderJson } from '../text/json.ts'
import { DEFAULT_WIDTH, type ReportOptions } from '../text/report-options.ts'
import { shortenText } from '../text/width.ts'

/** What `ghost-sync sites` shows of one site of the config. */
export type SiteRow =
  | ReachedSiteRow
  /** The site did not answer, or refused our keys. */
  | {
      readonly kind: 'failed'
      readonly name: string
      readonly url: string
      readonly failure: FailureRecord
    }

interface ReachedSiteRow {
  readonly kind: 'reached'
  /** As in the config. */
  readonly name: string
  /** `SiteFacts.url`: the public one, which may differ from the config's. */
  readonly url: string
  readonly title: string
  /** `6.65`, as the server says it. */
  readonly version: string
  /** Path of its Admin API, `ghost/api/admin/`. */
  readonly api: string
  /** The format in which its posts are stored. */
  readonly bodyFormat: 'lexical' | 'mobiledoc'
  /** The features that this Ghost lacks. */
  readonly limits: readonly string[]
  /** Null where the site does not tell it to these keys; dates without an offset then count as UTC. */
  readonly timezone: string | null
  readonly authors: number
  /** Number of active tiers. */
  readonly tiers: number
  /** Number of active newsletters. */
  readonly newsletters: number
  /** Number of posts and pages, drafts included, ours and others'. Undefined when they were not counted. */
  readonly posts?: number | undefined
  readonly pages?: number | undefined
  /** How many of them carry the ownership tag. */
  readonly managed?: number | undefined
  /** From the Content API; undefined when the config names no Content API key. */
  readonly settings?: SiteSettings | undefined
}

/** The part of Ghost's public settings that concerns readers. Source: GET /ghost/api/content/settings/. */
export interface SiteSettings {
  readonly description: string | null
  readonly locale: string | null
  /** `members_signup_access`: `all`, `invite`, `paid` or `none`. */
  readonly membersSignupAccess: string | null
  /** `comments_enabled`: `off`, `all` or `paid`. */
  readonly commentsEnabled: string | null
}

/** Lists what a site's Ghost cannot do of what front matter and Markdown can ask for, a few words each; empty where nothing is missing. */
export function listLimits(capabilities: Capabilities): readonly string[] {
  const { fields, visibilities, uploads, newsletters, revisions, cardVisibility, embeds } = capabilities
  const lacking = FIELD_NAMES.filter((name) => {
    const { only }: FieldDefinition = FIELDS[name]
    return !fields[only ?? 'post'].includes(name)
  })
  const allowed: readonly string[] = FIELDS.visibility.values
  const barred = allowed.filter((value) => !visibilities.includes(value))
  const none = (['media', 'files'] as const).filter((endpoint) => uploads[endpoint].kind === 'none')
  return [
    ...(lacking.length > 0 ? [`no ${lacking.join(', ')}`] : []),
    ...(barred.length > 0 ? [`no visibility ${barred.join(', ')}`] : []),
    ...(none.length > 0 ? [`no uploads of ${none.join(' and ')}`] : []),
    ...(newsletters.kind === 'only-one' ? ['newsletters are not named: `newsletter: true`'] : []),
    ...(revisions ? [] : ['no revisions: a body that both sides changed is a conflict, never a merge']),
    ...(cardVisibility ? [] : ['no card for some readers only']),
    ...(embeds ? [] : ['a bare address is a plain link']),
  ]
}

/** Renders a table per site, one fact a line: descriptions and URLs are too long for one line per site. Ends with a newline. */
export function renderSites(rows: readonly SiteRow[], options: ReportOptions): string {
  const paint = picocolors.createColors(options.colour)
  const blocks = rows.map((row) => {
    const heading = `${paint.bold(makePrintable(row.name))}  ${paint.dim(makePrintable(row.url))}`
    const lines =
      row.kind === 'reached'
        ? renderFacts(row, options)
        : renderFailure(row.failure, { colour: options.colour, verbose: false }).trimEnd().split('\n')
    return [heading, ...lines.map((line) => `  ${line}`)].join('\n')
  })
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`
}

function renderFacts(row: ReachedSiteRow, { colour, width = DEFAULT_WIDTH }: ReportOptions): string[] {
  const paint = picocolors.createColors(colour)
  const facts = listFacts(row)
  const labels = Math.max(...facts.map(([label]) => label.length))
  return facts.map(([label, value]) => {
    const shown = value === null || value === '' ? '(empty)' : makePrintable(String(value))
    return `${paint.dim(label.padEnd(labels))}  ${shortenText(shown, width - labels - 4)}`
  })
}

function listFacts(row: ReachedSiteRow): [string, string | number | null][] {
  const { settings } = row
  const facts: [string, string | number | null | undefined][] = [
    ['title', row.title],
    ['description', settings?.description],
    ['Ghost', row.version],
    ['API', `${row.api}, ${row.bodyFormat === 'lexical' ? 'Lexical' : 'mobiledoc'}`],
    ['timezone', row.timezone ?? 'unknown: no contentKeyEnv in the config'],
    ['locale', settings?.locale],
    ['members', settings === undefined ? undefined : describeMembers(settings.membersSignupAccess)],
    ['comments', settings?.commentsEnabled],
    ['posts', row.posts],
    ['pages', row.pages],
    ['managed', row.managed],
    ['authors', row.authors],
    ['tiers', row.tiers],
    ['newsletters', row.newsletters],
    ...row.limits.map((limit): [string, string] => ['limit', limit]),
    ['settings', settings === undefined ? 'not asked for: no contentKeyEnv in the config' : undefined],
  ]
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [[label, value]]))
}

/** Describes Ghost's `members_signup_access`; an unknown value is shown as it is. */
function describeMembers(access: string | null): string | null {
  const words: Readonly<Record<string, string>> = {
    all: 'anyone can sign up',
    invite: 'by invitation only',
    paid: 'paid sign-up only',
    none: 'off',
  }
  return access === null ? null : (words[access] ?? access)
}

/** Renders what `sites --json` prints; it has a version, as the plan has. Ends with a newline. */
export function renderSitesJson(rows: readonly SiteRow[]): string {
  return renderJson({ kind: 'ghost-sync-sites', version: 1, sites: rows })
}
