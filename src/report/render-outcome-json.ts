import type { SiteOutcome } from '../publish/site-outcome.ts'

/** What `push --json` prints, versioned as the plan is. Ends with a newline. */
export function renderOutcomeJson(outcomes: readonly SiteOutcome[]): string {
  return `${JSON.stringify({ kind: 'ghost-sync-outcome', version: 1, sites: outcomes }, null, 2)}\n`
}
