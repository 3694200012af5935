import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type MatrixResult, placeVersionsTable } from '../../scripts/place-versions-table.mjs'
import { findCapabilities } from '../../src/ghost/transport/capabilities.ts'
import { GHOST_RELEASES } from '../../src/sandbox/ghost-versions.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

test('docs/ghost-versions.md has the table of the code and of the last matrix run', () => {
  const page = read('../../docs/ghost-versions.md')
  const results = JSON.parse(read('../matrix/results.json')) as readonly MatrixResult[]
  expect(page).toBe(placeVersionsTable(page, { releases: GHOST_RELEASES, findCapabilities, results }))
})

test('a failure is told in the table', () => {
  const page = '<!-- capabilities: begin -->\na stale line\n<!-- capabilities: end -->\n'
  const results = [{ ghost: '5.130.6', file: 'main-job', passed: 17, failed: 1, skipped: 0 }]
  const placed = placeVersionsTable(page, { releases: GHOST_RELEASES, findCapabilities, results })
  expect(placed).toContain('| Tests: `main-job` | – | – | 17 passed, 1 failed | – |')
  expect(placed).not.toContain('a stale line')
})
