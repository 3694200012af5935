import type { SiteOutcome } from '../publish/site-outcome.ts'
import { renderJson } from './render-json.ts'

/** What `push --json` prints, versioned as the plan is. Ends with a newline. */
export function renderOutcomeJson(outcomes: readonly SiteOutcome[]): string {
  return renderJson({ kind: 'ghost-sync-outcome', version: 1, sites: outcomes })
}
