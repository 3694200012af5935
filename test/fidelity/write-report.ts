import { readFileSync, writeFileSync } from 'node:fs'
import type { FidelityResult } from './fidelity-result.ts'
import { readResults } from './read-results.ts'
import { placeReport } from './render-report.ts'

/** Keeps a result, and writes docs/fidelity.md from all that are kept. */
export function writeReport(result: FidelityResult): void {
  writeFileSync(new URL(`results/${result.ghost}.json`, import.meta.url), `${JSON.stringify(result, null, 2)}\n`)
  const page = new URL('../../docs/fidelity.md', import.meta.url)
  writeFileSync(page, placeReport(readFileSync(page, 'utf8'), readResults()))
}
