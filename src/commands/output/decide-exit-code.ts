import type { SitePlan } from '../../diff/plan.ts'
import { EXIT_CODE, EXIT_CODE_PRECEDENCE, type ExitCode } from '../../model/failure.ts'
import type { SiteOutcome } from '../../publish/site-outcome.ts'

/** What a finished run says to the shell: of all codes that hold, the first in the table of precedence. */
export function decideExitCode(run: {
  readonly sites: readonly SitePlan[]
  readonly outcomes?: readonly SiteOutcome[]
  readonly siteFailures: number
  readonly interrupted?: boolean
  /** `plan --exit-code`: pending changes have a code of their own. */
  readonly reportChanges?: boolean
}): ExitCode {
  const actions = run.sites.flatMap((site) => site.actions)
  const results = (run.outcomes ?? []).flatMap((outcome) => outcome.results)
  const has = (kind: string) =>
    actions.some((action) => action.kind === kind) || results.some((result) => result.kind === kind)
  const holds = new Map<ExitCode, boolean>([
    [EXIT_CODE.interrupted, run.interrupted === true],
    // Removals that wait for a mended file are told by that file's own code.
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
  return EXIT_CODE_PRECEDENCE.find((code) => holds.get(code) === true) ?? EXIT_CODE.ok
}
