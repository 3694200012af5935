import type { Finding } from './finding.ts'
import { renderJson } from './render-json.ts'

/** What `doctor --json` prints, versioned as the plan is. Ends with a newline. */
export function renderFindingsJson(findings: readonly Finding[]): string {
  return renderJson({ kind: 'ghost-sync-findings', version: 1, findings })
}
