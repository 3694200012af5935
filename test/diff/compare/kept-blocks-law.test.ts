import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LexicalNode, LexicalRoot } from '../../../src/markdown/index.ts'
import { makeRoot } from '../../markdown/write/any-lexical.ts'
import samples from '../../markdown/write/lexical-samples.json' with { type: 'json' }
import { decorated } from './decorated-documents.ts'
import { holdLaw, holdSectionLaw, type LawResult } from './kept-blocks-law.ts'

const RUNS = Number(process.env.FAST_CHECK_RUNS ?? 0)
const parameters = RUNS > 0 ? { numRuns: RUNS } : { numRuns: 25, seed: 20261130 }

/** A folder of repositories that hold documents of Ghost. Their score stands in docs/fidelity.md; nothing of them is kept. */
const FOLDER = process.env.GHOST_SYNC_DOCUMENTS

describe('what an edit of the file leaves as it is stays to the byte', () => {
  test('in documents of any kind', () => {
    fc.assert(
      fc.property(decorated, (root) => {
        expect(holdLaw(root, ['replace', 'insert']).broken).toEqual([])
      }),
      parameters,
    )
  }, 600_000)

  const nodes = samples.map(({ node }) => node as LexicalNode)
  const joined = Array.from({ length: Math.ceil(nodes.length / 6) }, (_, nth) => nodes.slice(nth * 6, nth * 6 + 6))

  test.each(joined.map((group, nth) => [nth, group] as const))(
    'in blocks as real Ghosts stored them, %i',
    (_, group) => {
      expect(holdLaw(makeRoot(group)).broken).toEqual([])
    },
  )
})

interface FoundDocument {
  readonly format: 'lexical' | 'mobiledoc'
  readonly text: string
  readonly place: string
}

const finder = new URL('../../../scripts/fixtures/find-documents.mjs', import.meta.url).href

describe.runIf(FOLDER !== undefined)('documents of GHOST_SYNC_DOCUMENTS', () => {
  const read = async (format: FoundDocument['format']) => {
    const { findDocuments } = (await import(finder)) as { findDocuments: (folder: string) => readonly FoundDocument[] }
    return findDocuments(FOLDER ?? '').filter((one) => one.format === format)
  }
  const score = (name: string, results: readonly (readonly [string, LawResult])[]) => {
    const held = results.filter(([, { broken }]) => broken.length === 0)
    const edits = results.reduce((sum, [, one]) => sum + one.edits, 0)
    console.info(`${name}: ${held.length} of ${results.length} documents, ${edits} edits`)
    expect(
      results.filter(([, { broken }]) => broken.length > 0).map(([place, { broken }]) => [place, broken[0]]),
    ).toEqual([])
  }

  test('Lexical, as they are and eight blocks in a row', async () => {
    const found = (await read('lexical')).map(
      ({ text, place }) => [place, (JSON.parse(text) as { root: LexicalRoot }).root] as const,
    )
    score(
      'Lexical',
      found.map(([place, root]) => [place, holdLaw(root)] as const),
    )
    const blocks = found.flatMap(([, { children }]) => children)
    const rows = Array.from({ length: Math.ceil(blocks.length / 8) }, (_, nth) =>
      makeRoot(blocks.slice(nth * 8, nth * 8 + 8)),
    )
    score(
      'eight blocks in a row',
      rows.map((root, nth) => [`row ${nth}`, holdLaw(root)] as const),
    )
  }, 600_000)

  test('Mobiledoc', async () => {
    const found = await read('mobiledoc')
    score(
      'Mobiledoc',
      found.map(({ text, place }) => [place, holdSectionLaw(text)] as const),
    )
  }, 600_000)
})
