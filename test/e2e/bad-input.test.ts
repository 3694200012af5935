import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readSiteFacts } from '../../src/ghost/site/site-facts.ts'
import { type BadInput, SOUND_POST } from '../bad-input/bad-input.ts'
import { CONFIG_CASES } from '../bad-input/config-cases.ts'
import { CONTENT_CASES } from '../bad-input/content-cases.ts'
import { FRONT_MATTER_CASES } from '../bad-input/front-matter-cases.ts'
import { settleText } from '../bad-input/settle-text.ts'
import { SITE_CASES } from '../bad-input/site-cases.ts'
import { openLine } from './edit-in-ghost.ts'
import { openWorkspace } from './open-workspace.ts'
import { readTestSites } from './test-sites.ts'

// What the built command line says to bad input, whole, on real sites. `UPDATE_GOLDEN=1 npm run test:e2e` writes the golden files anew: read the
// difference as somebody who has never seen the tool.

const GOLDEN = join(import.meta.dirname, '../bad-input/golden')
/** What a new Ghost has of these. */
const OF_EVERY_SITE: ReadonlySet<string> = new Set(['sandbox', 'free', 'default-product', 'default-newsletter'])

/** Authors, tiers and newsletters that tests before this one have made: Ghost cannot take all of them away again, and the messages list them all. */
let madeByOthers: readonly string[] = []

beforeAll(async () => {
  const facts = await Promise.all(readTestSites().map((site) => readSiteFacts(openLine(site, '#bad-input'))))
  const slugs = facts.flatMap(({ authors, tiers, newsletters }) =>
    [...authors, ...tiers, ...newsletters].map(({ slug }) => slug),
  )
  madeByOthers = slugs.filter((slug) => !OF_EVERY_SITE.has(slug))
})

const all = [...FRONT_MATTER_CASES, ...CONTENT_CASES, ...CONFIG_CASES, ...SITE_CASES]

describe.each([
  ['front matter', FRONT_MATTER_CASES],
  ['what a text names', CONTENT_CASES],
  ['config and command line', CONFIG_CASES],
  ['sites and clocks', SITE_CASES],
])('%s', (_, cases) => {
  test.concurrent.each(cases)('$name', { timeout: 120_000 }, async (input) => {
    const { text, code } = await runBadInput(input)
    const file = join(GOLDEN, `${input.name}.txt`)
    if (process.env.UPDATE_GOLDEN !== undefined) {
      mkdirSync(GOLDEN, { recursive: true })
      writeFileSync(file, text)
    }
    expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : `no golden file ${input.name}.txt`)
    expect(code).toBe(input.exitCode)
  })
})

test('every golden file belongs to a case', () => {
  expect(readdirSync(GOLDEN).sort()).toEqual(all.map(({ name }) => `${name}.txt`).sort())
})

async function runBadInput(input: BadInput): Promise<{ text: string; code: number | null }> {
  const real = readTestSites().slice(0, input.sites ?? 1)
  const last = real.at(-1)
  const served = last === undefined ? undefined : await input.serve?.(last)
  let folder: string | undefined
  try {
    const sites = real.map((site) => (site === last && served !== undefined ? { ...site, url: served.url } : site))
    const name = `bad-${input.name}`
    const config = { project: 'bad-input', policies: { ownershipTag: '#bad-input' }, ...input.config?.(sites) }
    const workspace = openWorkspace({ name, sites, config })
    folder = workspace.folder
    const files = input.files ?? { 'content/posts/sound.md': SOUND_POST }
    for (const [path, content] of Object.entries(files)) workspace.write(path, content)
    input.prepare?.(workspace)
    const args = input.args ?? ['plan']
    const run = await workspace.runWith((await input.env?.(sites)) ?? {}, ...args)
    const about = { folder, sites: real, ...(served !== undefined && { served: served.url }) }
    const text = settleText(args, run, about)
    return { text: madeByOthers.reduce((rest, slug) => rest.replaceAll(`, ${slug}`, ''), text), code: run.code }
  } finally {
    await served?.close()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  }
}
