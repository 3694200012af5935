import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { readTestSites } from './test-sites.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const [main, second] = readTestSites()
if (main === undefined || second === undefined) throw new Error('two sites are needed')

// `npm run fixtures` as the docs name it, on documents of our own: addresses that lead nowhere, nodes that nobody knows, odd nestings, and Mobiledoc
// (cases fidelity/20 and fidelity/21 are the first and the third of mobiledoc.json).
test('what a site has is pulled, planned and pushed, or told before', { timeout: 300_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ghost-sync-fixtures-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const output = join(folder, 'results.json')
  const env = { ...process.env, MAIN_ADMIN: main.adminKey, SECOND_ADMIN: second.adminKey }
  const documents = join(import.meta.dirname, 'documents')
  const options = ['--documents', documents, '--main', main.url, '--second', second.url, '--ghost', 'here']
  const { stdout } = await run(
    process.execPath,
    [join(root, 'scripts/fixtures.mjs'), ...options, '--output', output, '--no-write'],
    { env },
  )
  expect(stdout).toContain('| Ghost here |')
  const [{ documents: tried }] = JSON.parse(readFileSync(output, 'utf8'))
  const faults = tried.filter(({ fault }: { fault?: string }) => fault !== undefined)
  expect(faults).toEqual([])
  expect(tried.length).toBeGreaterThan(50)
  const ofMobiledoc = tried.filter(({ format }: { format: string }) => format === 'mobiledoc')
  expect(ofMobiledoc[0]).not.toHaveProperty('told')
  expect(ofMobiledoc[2].told ?? ofMobiledoc[2].refusal).toMatch(/does not know, `test`|status 422/)
})
