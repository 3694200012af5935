import type { Finding } from './finding.ts'

/** What `doctor --json` prints, versioned as the plan is. Ends with a newline. */
export function renderFindingsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ kind: 'ghost-sync-findings', version: 1, findings }, null, 2)}\n`
}
