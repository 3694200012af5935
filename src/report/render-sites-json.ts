import { renderJson } from './render-json.ts'
import type { SiteRow } from './site-row.ts'

/** What `sites --json` prints, versioned as the plan is. Ends with a newline. */
export function renderSitesJson(rows: readonly SiteRow[]): string {
  return renderJson({ kind: 'ghost-sync-sites', version: 1, sites: rows })
}
