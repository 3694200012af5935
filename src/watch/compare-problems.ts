import type { Problem } from '../model/problem.ts'

export interface ProblemNews {
  /** Problems that were not there before. */
  readonly fresh: readonly Problem[]
  /** Files that had an error and have none any more. */
  readonly mended: readonly string[]
}

/** What to say of the problems after a round: those that are new, and those of files that were just saved; not all of them every time. */
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

/** Without the line: text above a problem that grows is no new problem. */
function keyOf({ code, file, message, site }: Problem): string {
  return JSON.stringify([code, file, message, site])
}
