import picocolors from 'picocolors'
import type { ActionResult, SiteOutcome } from '../publish/site-outcome.ts'
import { composePattern } from '../scan/redirects/compose-pattern.ts'
import type { Redirect } from '../scan/redirects/redirect.ts'
import { makePrintable } from './make-printable.ts'
import { renderFailure } from './render-failure.ts'
import { renderResult } from './render-result.ts'
import type { ReportOptions } from './report-options.ts'
import { summariseOutcome } from './summarise-outcome.ts'

/**
 * What a push did, for people: per site a line per post that something happened to, then a summary line per site. Unchanged posts are
 * only counted, unless `verbose`.
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

/** As they stand in a redirects.yaml, ready to be copied. */
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
