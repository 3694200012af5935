import { readdirSync, readFileSync } from 'node:fs'
import type { FidelityResult } from './fidelity-result.ts'

/** What the Ghosts of docs/fidelity.md showed, the older first. */
export function readResults(): readonly FidelityResult[] {
  const folder = new URL('results/', import.meta.url)
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as FidelityResult)
}
