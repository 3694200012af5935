import type { SitePlan } from '../diff/plan.ts'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE, type ExitCode } from '../model/failure.ts'
import type { Problem } from '../model/problem.ts'
import type { RestoreResult } from '../publish/restore-post.ts'
import type { SiteOutcome } from '../publish/site-outcome.ts'
import type { PullOutcome, PullResult } from '../pull/pull-context.ts'
import type { SiteFidelity } from './check-fidelity.ts'

/** Returns, of all codes that hold for a run, the first in the table of precedence. */
function chooseFirst(codes: readonly ExitCode[]): ExitCode {
  return EXIT_CODE_PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT_CODE.ok
}

/** Decides the exit code of a finished plan or push. */
export function decideExitCode(run: {
  readonly sites: readonly SitePlan[]
  readonly outcomes?: readonly SiteOutcome[]
  readonly siteFailures: number
  readonly interrupted?: boolean
  /** Set for `plan --exit-code`: pending changes have a code of their own. */
  readonly reportChanges?: boolean
}): ExitCode {
  const actions = run.sites.flatMap((site) => site.actions)
  const results = (run.outcomes ?? []).flatMap((outcome) => outcome.results)
  const has = (kind: string) =>
    actions.some((action) => action.kind === kind) || results.some((result) => result.kind === kind)
  const holds = new Map<ExitCode, boolean>([
    [EXIT_CODE.interrupted, run.interrupted === true],
    // Removals that wait for a file to be fixed need no code: the file's own problem has one.
    [
      EXIT_CODE.refused,
      has('held') ||
        run.sites.some(
          ({ removalRefused }) =>
            removalRefused?.kind === 'too-many' || (removalRefused !== undefined && !has('blocked')),
        ),
    ],
    [
      EXIT_CODE.failed,
      run.siteFailures > 0 || has('failed') || (run.outcomes ?? []).some(({ failure }) => failure !== undefined),
    ],
    [EXIT_CODE.conflicts, has('conflict') || has('unowned')],
    [EXIT_CODE.problems, has('blocked')],
    [EXIT_CODE.changes, run.reportChanges === true && ['create', 'update', 'delete', 'unpublish'].some(has)],
  ])
  return chooseFirst([...holds].flatMap(([code, isTrue]) => (isTrue ? [code] : [])))
}

const PULL_CODES: Readonly<Record<PullResult['kind'], ExitCode>> = {
  created: EXIT_CODE.ok,
  updated: EXIT_CODE.ok,
  unchanged: EXIT_CODE.ok,
  conflict: EXIT_CODE.conflicts,
  differs: EXIT_CODE.conflicts,
  refused: EXIT_CODE.refused,
  failed: EXIT_CODE.failed,
  skipped: EXIT_CODE.interrupted,
}

/** Decides the exit code of a finished pull. */
export function decidePullExitCode(outcomes: readonly PullOutcome[]): ExitCode {
  return chooseFirst(
    outcomes.flatMap(({ results, failure }) => [
      ...results.map(({ kind }) => PULL_CODES[kind]),
      ...(failure === undefined ? [] : [EXIT_CODE.failed]),
    ]),
  )
}

/** Decides the exit code of a finished check; with `strict`, a warning counts as an error. */
export function decideCheckExitCode(problems: readonly Problem[], strict: boolean): ExitCode {
  return problems.some(({ severity }) => strict || severity === 'error') ? EXIT_CODE.problems : EXIT_CODE.ok
}

/** Decides the exit code of a finished comparison of sites with files. */
export function decideFidelityExitCode(sites: readonly SiteFidelity[], siteFailures: number): ExitCode {
  return chooseFirst([
    siteFailures > 0 ? EXIT_CODE.failed : EXIT_CODE.ok,
    sites.some(({ differences }) => differences.length > 0) ? EXIT_CODE.problems : EXIT_CODE.ok,
  ])
}

const RESTORE_CODES: Readonly<Record<RestoreResult['kind'], ExitCode>> = {
  restored: EXIT_CODE.ok,
  unchanged: EXIT_CODE.ok,
  refused: EXIT_CODE.conflicts,
  failed: EXIT_CODE.failed,
  skipped: EXIT_CODE.interrupted,
}

/** Decides the exit code of a finished restore. */
export function decideRestoreExitCode(results: readonly RestoreResult[]): ExitCode {
  return chooseFirst(results.map(({ kind }) => RESTORE_CODES[kind]))
}
