import type { ContentCheck } from './content-check.ts'
import { mergeProblems } from './merge-problems.ts'

/** What `check --json` prints, versioned as the plan is. Ends with a newline. */
export function renderCheckJson({ files, sites, problems, milliseconds }: ContentCheck): string {
  const merged = mergeProblems(problems)
  const errors = merged.filter(({ severity }) => severity === 'error').length
  const check = {
    kind: 'ghost-sync-check',
    version: 1,
    files,
    sites,
    milliseconds: Math.round(milliseconds),
    errors,
    warnings: merged.length - errors,
    problems: merged,
  }
  return `${JSON.stringify(check, null, 2)}\n`
}
