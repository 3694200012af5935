import picocolors from 'picocolors'
import { countNoun, makePrintable } from '../../model/text.ts'
import type { ActionResult, SiteOutcome } from '../../publish/site-outcome.ts'
import { composePattern, type Redirect } from '../../scan/redirects.ts'
import { renderFailure } from '../problems/render-failure.ts'
import { renderJson } from '../text/json.ts'
import type { ReportOptions } from '../text/report-options.ts'
import { addReasonTexts } from './explain-result.ts'
import { renderResult } from './render-result.ts'

/**
 * Renders what a push did, for people: per site a line per post that something happened to, then a summary line per site. Unchanged posts are only
 * counted, unless `verbose`.
 */
export function renderOutcome(outcomes: readonly SiteOutcome[], options: ReportOptions): string {
  const paint = picocolors.createColors(options.colour)
  const blocks = [
    ...outcomes.map((outcome) => renderSite(outcome, options)),
    outcomes
      .map((outcome) => `${paint.bold(makePrintable(outcome.site))}: ${summariseOutcome(outcome, options)}`)
      .join('\n'),
  ]
  const text = blocks.filter((block) => block !== '').join('\n\n')
  return text === '' ? '' : `${text}\n`
}

function renderSite(
  { site, url, results, failure, warnings = [], redirects = [] }: SiteOutcome,
  options: ReportOptions,
): string {
  const shown = results.filter((result) => isShown(result, options))
  if (shown.length === 0 && failure === undefined && warnings.length === 0) return ''
  const paint = picocolors.createColors(options.colour)
  const lines = [
    `${paint.bold(makePrintable(site))}  ${paint.dim(makePrintable(url))}`,
    ...shown.flatMap((result) => renderResult(result, options)),
  ]
  if (failure !== undefined) {
    const text = renderFailure(failure, { colour: options.colour, verbose: false }).trimEnd()
    lines.push(...text.split('\n').map((line) => `  ${line}`))
  }
  const told = redirects.length === 0 ? [] : renderRedirects(redirects)
  return [...lines, ...told, ...warnings.map((warning) => `  warning: ${makePrintable(warning)}`)].join('\n')
}

/** Renders redirects as they stand in a redirects.yaml, ready to be copied. */
function renderRedirects(redirects: readonly Redirect[]): string[] {
  return [
    '  Addresses that readers may have changed. For Ghost (Settings → Labs → Redirects), or with --redirects FILE:',
    ...[301, 302].flatMap((code) => {
      const own = redirects.filter(({ permanent }) => permanent === (code === 301))
      return own.length === 0
        ? []
        : [`    ${code}:`, ...own.map(({ from, to }) => `      ${makePrintable(`${composePattern(from)}: ${to}`)}`)]
    }),
  ]
}

function isShown({ kind }: ActionResult, { verbose = false }: ReportOptions): boolean {
  return kind !== 'unchanged' || verbose
}

const WORDING: readonly (readonly [ActionResult['kind'], string, string])[] = [
  ['created', 'created', 'created'],
  ['updated', 'updated', 'updated'],
  ['adopted', 'taken over', 'taken over'],
  ['deleted', 'deleted', 'deleted'],
  ['unpublished', 'unpublished', 'unpublished'],
  ['unchanged', 'unchanged', 'unchanged'],
  ['conflict', 'conflict', 'conflicts'],
  ['failed', 'failed', 'failed'],
  ['blocked', 'with errors', 'with errors'],
  ['held', 'held back', 'held back'],
  ['skipped', 'skipped', 'skipped'],
]

const ALARMING: ReadonlySet<ActionResult['kind']> = new Set(['conflict', 'failed', 'blocked', 'held'])

/** Summarises one site's push in one line: `3 created, 12 unchanged, 1 conflict, 4 uploads (9 reads, 7 writes, 2.3 s)`. */
export function summariseOutcome(outcome: SiteOutcome, { colour }: { readonly colour: boolean }): string {
  const paint = picocolors.createColors(colour)
  const counts = WORDING.flatMap(([kind, one, many]) => {
    const count = outcome.results.filter((result) => result.kind === kind).length
    const text = `${count} ${count === 1 ? one : many}`
    return count === 0 ? [] : [ALARMING.has(kind) ? paint.red(text) : text]
  })
  const sent = outcome.results.filter((result) => 'email' in result && result.email !== undefined).length
  const emails = sent === 0 ? [] : [countNoun(sent, 'e-mail')]
  const uploads = outcome.uploads === 0 ? [] : [countNoun(outcome.uploads, 'upload')]
  const failed =
    outcome.failure === undefined ? [] : [paint.red(counts.length === 0 ? 'failed' : 'failed before the end')]
  const said = [...failed, ...counts, ...emails, ...uploads]
  const { reads, writes } = outcome.requests
  const cost = `(${countNoun(reads, 'read')}, ${countNoun(writes, 'write')}, ${describeDuration(outcome.milliseconds)})`
  return `${said.length === 0 ? 'no posts' : said.join(', ')} ${paint.dim(cost)}`
}

function describeDuration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}

/** Renders what `push --json` prints; it has a version, as the plan has. Ends with a newline. */
export function renderOutcomeJson(outcomes: readonly SiteOutcome[]): string {
  return renderJson({ kind: 'ghost-sync-outcome', version: 1, sites: outcomes.map(addReasonTexts) })
}
