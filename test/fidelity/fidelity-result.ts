import type { FidelityDifference } from '../../src/markdown/index.ts'
import { CORPORA, type Corpus } from './fidelity-case.ts'
import type { JudgedCase } from './judge-case.ts'
import type { Reason } from './reasons.ts'

/** What one Ghost showed: the part of a run that docs/fidelity.md is written from. */
export interface FidelityResult {
  /** Version of Ghost. */
  readonly ghost: string
  readonly corpora: Readonly<
    Record<Corpus, { readonly cases: number; readonly identical: number; readonly sameMeaning: number }>
  >
  /** How many top-level nodes of each type were sent. */
  readonly nodes: Readonly<Record<string, number>>
  /** Cases that are not shown as the reference is. */
  readonly different: readonly {
    readonly corpus: Corpus
    readonly name: string
    readonly reasons: readonly Reason[]
    readonly differences: readonly Omit<FidelityDifference, 'line'>[]
  }[]
}

export function summariseResult(ghost: string, judged: readonly JudgedCase[]): FidelityResult {
  const count = (corpus: Corpus): FidelityResult['corpora'][Corpus] => {
    const cases = judged.filter(({ fidelityCase }) => fidelityCase.corpus === corpus)
    return {
      cases: cases.length,
      identical: cases.filter(({ identical }) => identical).length,
      sameMeaning: cases.filter(({ sameMeaning }) => sameMeaning).length,
    }
  }
  const nodes: Record<string, number> = {}
  for (const { type } of judged.flatMap(({ root }) => root.children)) nodes[type] = (nodes[type] ?? 0) + 1
  const [commonmark, gfm, golden] = CORPORA
  return {
    ghost,
    corpora: { commonmark: count(commonmark), gfm: count(gfm), golden: count(golden) },
    nodes: Object.fromEntries(Object.entries(nodes).sort(([one], [other]) => (one < other ? -1 : 1))),
    different: judged.flatMap(({ fidelityCase: { corpus, name }, identical, reasons, differences }) => {
      const told = differences.map(({ kind, expected, found }) => ({ kind, expected, found }))
      return identical ? [] : [{ corpus, name, reasons, differences: told }]
    }),
  }
}
