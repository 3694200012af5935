import type { ContentCheck } from './content-check.ts'
import type { ContentFixes } from './content-fix.ts'
import { mergeProblems } from './merge-problems.ts'
import { renderJson } from './render-json.ts'

/** What `check --json` prints, versioned as the plan is; the problems are those that are left after the fixes. Ends with a newline. */
export function renderCheckJson(
  { files, sites, problems, milliseconds }: ContentCheck,
  fixed: ContentFixes | undefined,
): string {
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
    ...(fixed === undefined ? {} : { fixes: fixed.fixes, notFixed: fixed.left, written: fixed.isWritten }),
  }
  return renderJson(check)
}
