import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readResults } from '../fidelity/read-results.ts'
import { placeReport } from '../fidelity/render-report.ts'

test('docs/fidelity.md has the report of the recorded results', () => {
  const page = readFileSync(new URL('../../docs/fidelity.md', import.meta.url), 'utf8')
  expect(page).toBe(placeReport(page, readResults()))
})
