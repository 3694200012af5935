import type { Action, Plan } from '../../diff/plan.ts'
import type { ExitCode } from '../../failure.ts'
import type { Problem } from '../../problem.ts'
import { explainAction } from '../explain-action.ts'
import { explainRefusal } from '../explain-refusal.ts'
import type { ShownFailure } from '../render-failure.ts'
import { summariseSite } from '../summarise-site.ts'
import type { CiFinding, CiPlace, CiPost, CiReport } from './ci-report.ts'
import { describeFailure } from './describe-failure.ts'
import { joinPath, locateProblems, orderFindings } from './locate-problems.ts'

export interface PlanRun {
  readonly plan: Plan
  readonly failures: readonly { readonly site: string; readonly url: string; readonly failure: ShownFailure }[]
  /** Of the config. */
  readonly warnings: readonly Problem[]
}

/** What `plan` has to tell a CI system. */
export function describePlan({ plan, failures, warnings }: PlanRun, place: CiPlace, exitCode: ExitCode): CiReport {
  const findings = [
    ...findInPlan(plan, warnings, place),
    ...failures.map(({ site, failure }) => describeFailure(failure, [site])),
  ]
  const sites = [
    ...plan.sites.map((site) => ({
      site: site.site,
      url: site.url,
      summary: summariseSite(site),
      posts: site.actions.map(describeAction),
    })),
    ...failures.map(({ site, url }) => ({ site, url, summary: 'failed', posts: [] })),
  ]
  return { command: 'plan', exitCode, findings: orderFindings(findings), sites }
}

/** What a plan says of the files: their problems, and the posts that a push would not write. */
export function findInPlan(plan: Plan, warnings: readonly Problem[], place: CiPlace): CiFinding[] {
  const problems = plan.sites.flatMap(({ problems: own, actions }) => [
    ...own,
    ...actions.flatMap((action) => (action.kind === 'blocked' ? action.problems : [])),
  ])
  return [
    ...locateProblems([...warnings, ...problems], place.project),
    ...plan.sites.flatMap(({ site, actions }) => actions.flatMap((action) => findInAction(action, site, place))),
    ...plan.sites.flatMap(({ site, removalRefused }): CiFinding[] =>
      removalRefused === undefined
        ? []
        : [{ severity: 'warning', code: 'removal/refused', ...explainRefusal(removalRefused), sites: [site] }],
    ),
  ]
}

function findInAction(action: Action, site: string, place: CiPlace): CiFinding[] {
  if (action.kind !== 'conflict' && action.kind !== 'unowned' && action.kind !== 'gone') return []
  const { note = '', advice } = explainAction(action)
  const severity = action.kind === 'gone' ? 'warning' : 'error'
  const file = joinPath(place.content, action.path)
  return [
    { severity, code: `post/${action.kind}`, file, line: 1, message: note, cure: advice.join(' '), sites: [site] },
  ]
}

function describeAction(action: Action): CiPost {
  const { kind, title, path } = action
  const { note = '' } = explainAction(action)
  const fields = action.kind === 'update' ? action.changes.map(({ field }) => field).join(', ') : ''
  const moved = action.kind === 'update' && action.renamedFrom !== undefined ? `was ${action.renamedFrom}` : ''
  const said = [note, fields, moved].filter((part) => part !== '').join('; ')
  return { kind, title, path, note: said, ...('url' in action && { url: action.url }) }
}
