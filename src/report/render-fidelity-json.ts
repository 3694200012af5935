import type { FidelityCheck } from './fidelity-check.ts'
import { renderJson } from './render-json.ts'

/** What `check --fidelity --json` prints, versioned as the plan is. Ends with a newline. */
export function renderFidelityJson({ sites, milliseconds }: FidelityCheck): string {
  const rows = sites.map(({ site, compared, skipped, differences, unseen = [] }) => ({
    site,
    compared,
    skipped,
    differences: differences.map(({ code, file, line, expected, found }) => ({
      kind: code.replace('fidelity/', ''),
      file,
      line: line ?? null,
      expected,
      found,
    })),
    ...(unseen.length > 0 && { unseen }),
  }))
  const check = { kind: 'ghost-sync-fidelity', version: 1, milliseconds: Math.round(milliseconds), sites: rows }
  return renderJson(check)
}
