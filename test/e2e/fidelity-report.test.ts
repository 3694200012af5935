import { beforeAll, describe, expect, test } from 'vitest'
import { askAdmin } from '../../src/ghost/transport/ask-admin.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import { CORPORA } from '../fidelity/fidelity-case.ts'
import { summariseResult } from '../fidelity/fidelity-result.ts'
import { findNeedlessCards } from '../fidelity/find-needless-cards.ts'
import { type JudgedCase, judgeCase } from '../fidelity/judge-case.ts'
import { listCases } from '../fidelity/list-cases.ts'
import { readResults } from '../fidelity/read-results.ts'
import { RECORDED } from '../fidelity/reasons.ts'
import { showOnGhost } from '../fidelity/show-on-ghost.ts'
import { writeReport } from '../fidelity/write-report.ts'
import { openLine } from './edit-in-ghost.ts'
import { readTestSites } from './test-sites.ts'

const cases = listCases()
let judged: readonly JudgedCase[] = []
let version = ''

beforeAll(async () => {
  const [site] = readTestSites()
  if (site === undefined) throw new Error('no test site')
  const line = openLine(site, '#fidelity')
  const { config } = (await askAdmin(line, { method: 'GET', path: 'config/' })) as { config: { version: string } }
  version = config.version
  const { capabilities } = await identifySite(line)
  const isOlder = capabilities.bodyFormat === 'mobiledoc'
  judged = (await showOnGhost(line, cases)).map((shown) => judgeCase(shown, site.url, isOlder))
})

const tell = (wrong: readonly JudgedCase[]) =>
  wrong.map(({ fidelityCase: { corpus, name }, differences }) => ({ case: `${corpus} ${name}`, differences }))

test('there is something to compare, and every case was sent', () => {
  const counts = CORPORA.map((corpus) => cases.filter((one) => one.corpus === corpus).length)
  expect(counts).toEqual([652, expect.toSatisfy((count) => count >= 80), expect.toSatisfy((count) => count >= 60)])
  expect(judged.length).toBe(cases.length)
})

describe.each(CORPORA)('%s', (corpus) => {
  const own = () => judged.filter(({ fidelityCase }) => fidelityCase.corpus === corpus)

  test('Ghost shows what the Markdown means', () => {
    expect(tell(own().filter(({ sameMeaning }) => !sameMeaning))).toEqual([])
  })

  test('every other difference has its reason, and every reason its difference', () => {
    const faults = own().map(({ fidelityCase: { name }, fault }) => `${name}: ${fault}`)
    expect(faults.filter((fault) => !fault.endsWith(': '))).toEqual([])
    const names = new Set(cases.flatMap((one) => (one.corpus === corpus ? [one.name] : [])))
    expect(Object.keys(RECORDED[corpus]).filter((name) => !names.has(name))).toEqual([])
  })

  test('what has a node in Ghost is one', () => {
    const needless = own().flatMap((one) => findNeedlessCards(one).map((html) => `${one.fidelityCase.name}: ${html}`))
    expect(needless).toEqual([])
  })
})

test('docs/fidelity.md tells of this run', () => {
  const result = summariseResult(version, judged)
  if (process.env.GHOST_SYNC_WRITE_FIDELITY === 'yes') writeReport(result)
  const recorded = readResults().find(({ ghost }) => ghost === version)
  // Another version than those of the report has no column in it.
  if (recorded !== undefined) expect(result, '`npm run fidelity` writes the report anew').toEqual(recorded)
})
