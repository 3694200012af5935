import { tests as examples } from 'commonmark-spec'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicaliseBody } from '../../src/diff/canonicalise-body.ts'
import { convertMarkdown } from '../../src/markdown/convert-markdown.ts'
import type { LexicalRoot } from '../../src/markdown/lexical.ts'
import { writeMobiledoc } from '../../src/markdown/mobiledoc/write-mobiledoc.ts'
import { parseMarkdown } from '../../src/markdown/parse-markdown.ts'
import { readMobiledoc } from '../../src/markdown/read/read-mobiledoc.ts'
import { anyDocument, makeRoot } from './write/any-lexical.ts'
import samples from './write/lexical-samples.json' with { type: 'json' }

const SITE = 'https://example.com'
const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 0)
const parameters = (runs: number) => (RUNS > 0 ? { numRuns: RUNS } : { numRuns: runs, seed: 20261127 })

function convert(markdown: string): LexicalRoot {
  return convertMarkdown(parseMarkdown(markdown, 1), { resolve: (url) => ({ url }) })
}

function expectKept(root: LexicalRoot, dialect: 3 | 4): void {
  const text = JSON.stringify(writeMobiledoc(root, { dialect, siteUrl: SITE }))
  expect(canonicaliseBody(readMobiledoc(text), SITE)).toEqual(canonicaliseBody(root, SITE))
}

describe.each([3, 4] as const)('what is written for Ghost %i is read back as it was', (dialect) => {
  test('any document', () => {
    fc.assert(
      fc.property(anyDocument, (root) => expectKept(root, dialect)),
      parameters(300),
    )
  }, 600_000)

  test.each(samples.map(({ name, node }) => [name, node] as const))('the sample %s', (_name, node) => {
    expectKept(makeRoot([node]), dialect)
  })

  test.each(examples.map(({ number, markdown }) => [number, markdown.replaceAll('→', '\t')] as const))(
    'CommonMark example %i',
    (_number, markdown) => expectKept(convert(markdown), dialect),
  )
})
