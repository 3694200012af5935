import picocolors from 'picocolors'
import { makePrintable } from './make-printable.ts'
import { renderFailure } from './render-failure.ts'
import { DEFAULT_WIDTH, type ReportOptions } from './report-options.ts'
import { shortenText } from './shorten-text.ts'
import type { ReachedSiteRow, SiteRow } from './site-row.ts'

/** A table per site, one fact a line: descriptions and URLs are too long for one line per site. Ends with a newline. */
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

/** Source: Ghost's `members_signup_access`; a value that is new to us is shown as it is. */
function describeMembers(access: string | null): string | null {
  const words: Readonly<Record<string, string>> = {
    all: 'anyone can sign up',
    invite: 'by invitation only',
    paid: 'paid sign-up only',
    none: 'off',
  }
  return access === null ? null : (words[access] ?? access)
}
