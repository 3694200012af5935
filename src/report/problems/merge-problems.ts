import type { Problem } from '../../model/problem.ts'

export interface MergedProblem extends Omit<Problem, 'site'> {
  /** Names of the sites that have the problem; empty when it holds for every site. */
  readonly sites: readonly string[]
}

/**
 * Merges equal problems and sorts them by file and line. A problem about every site is in the plan of each, and one author missing on three sites is
 * one mistake.
 */
export function mergeProblems(problems: readonly Problem[]): MergedProblem[] {
  const byText = new Map<string, MergedProblem>()
  for (const { site, ...problem } of problems) {
    const { severity, code, file, line, message, hint } = problem
    const key = JSON.stringify([severity, code, file, line, message, hint, site === undefined])
    const sites = [...(byText.get(key)?.sites ?? []), ...(site === undefined ? [] : [site])]
    byText.set(key, { ...problem, sites: [...new Set(sites)] })
  }
  return [...byText.values()].sort(compareProblems)
}

/** Compares by code units, not by locale: the same problems print the same on every machine. */
function compareProblems(one: MergedProblem, other: MergedProblem): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0)
}

/** All problems of one kind: one code at one severity. */
export interface ProblemGroup {
  readonly severity: Problem['severity']
  readonly code: string
  /** At least one, in the order of files and lines. */
  readonly problems: readonly MergedProblem[]
  /** Number of files. */
  readonly files: number
  /** Number of those that `check --fix` mends. */
  readonly fixable: number
  /** What they are about, each with its number of problems, most frequent first; empty where the kind says enough. */
  readonly subjects: readonly (readonly [subject: string, count: number])[]
}

/** Groups problems by kind: errors before warnings, and the most frequent first. */
export function groupProblems(problems: readonly MergedProblem[]): ProblemGroup[] {
  const byKind = new Map<string, MergedProblem[]>()
  for (const problem of problems) {
    const kind = `${problem.severity} ${problem.code}`
    const same = byKind.get(kind)
    if (same === undefined) byKind.set(kind, [problem])
    else same.push(problem)
  }
  const groups = [...byKind.values()].flatMap((same): ProblemGroup[] => {
    const [first] = same
    if (first === undefined) return []
    const { severity, code } = first
    const files = new Set(same.map(({ file }) => file)).size
    const fixable = same.filter(({ isFixable }) => isFixable === true).length
    return [{ severity, code, problems: same, files, fixable, subjects: countSubjects(same) }]
  })
  return groups.sort(
    (one, other) =>
      Number(one.severity === 'warning') - Number(other.severity === 'warning') ||
      other.problems.length - one.problems.length ||
      (one.code < other.code ? -1 : 1),
  )
}

/** Counts what problems are about: as they say, else by the name with which their messages begin, where it is mostly the same few. */
function countSubjects(problems: readonly MergedProblem[]): (readonly [string, number])[] {
  const isSaid = problems.some(({ subject }) => subject !== undefined)
  const counts = new Map<string, number>()
  for (const { subject: said, message } of problems) {
    const subject = isSaid ? said : /^`([^`]{1,60})`/.exec(message)?.[1]
    if (subject !== undefined) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  }
  if (!isSaid && counts.size > problems.length / 2) return []
  return [...counts].sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
}
