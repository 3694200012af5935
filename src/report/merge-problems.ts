import type { Problem } from '../problem.ts'

export interface MergedProblem extends Omit<Problem, 'site'> {
  /** Empty when it holds for every site. */
  readonly sites: readonly string[]
}

/**
 * Each problem once, by file and line. A problem about every site is in the plan of each, and one author missing on three sites is one
 * mistake.
 */
export function mergeProblems(problems: readonly Problem[]): MergedProblem[] {
  const byText = new Map<string, MergedProblem>()
  for (const { site, ...problem } of problems) {
    const { severity, code, file, line, message, cure } = problem
    const key = JSON.stringify([severity, code, file, line, message, cure, site === undefined])
    const sites = [...(byText.get(key)?.sites ?? []), ...(site === undefined ? [] : [site])]
    byText.set(key, { ...problem, sites: [...new Set(sites)] })
  }
  return [...byText.values()].sort(compareProblems)
}

/** By code units, not by locale: the same problems print the same on every machine. */
function compareProblems(one: MergedProblem, other: MergedProblem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}
