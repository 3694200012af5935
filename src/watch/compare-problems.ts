import type { Problem } from '../model/problem.ts'

export interface ProblemNews {
  /** Problems that are new. */
  readonly fresh: readonly Problem[]
  /** Files that had an error and no longer have one. */
  readonly mended: readonly string[]
}

/** Chooses the problems to report after a round: those that are new, and those of saved files; not all of them every time. */
export function compareProblems(
  before: readonly Problem[],
  now: readonly Problem[],
  saved: ReadonlySet<string>,
): ProblemNews {
  const known = new Set(before.map(keyOf))
  const fresh = now.filter((problem) => !known.has(keyOf(problem)) || saved.has(problem.file))
  const broken = listBroken(now)
  return { fresh, mended: [...listBroken(before)].filter((file) => !broken.has(file)) }
}

function listBroken(problems: readonly Problem[]): Set<string> {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(({ file }) => file))
}

/** Leaves the line out: a problem below new text is no new problem. */
function keyOf({ code, file, message, site }: Problem): string {
  return JSON.stringify([code, file, message, site])
}
