import type { Action, Plan } from '../../diff/plan.ts'
import type { ExitCode } from '../../model/failure.ts'
import type { Problem } from '../../model/problem.ts'
import type { ActionResult, SiteOutcome } from '../../publish/site-outcome.ts'
import { explainResult, explainWarnings } from '../outcome/explain-result.ts'
import { summariseOutcome } from '../outcome/render-outcome.ts'
import { explainAction } from '../plan/explain-action.ts'
import { explainRemovalRefusal, summariseSite } from '../plan/render-plan.ts'
import type { ShownFailure } from '../problems/render-failure.ts'
import {
  type CiFinding,
  type CiPlace,
  type CiPost,
  type CiReport,
  joinPath,
  locateProblems,
  orderFindings,
} from './ci-report.ts'
import { describeFailure } from './describe-check.ts'

interface PlanRun {
  readonly plan: Plan
  readonly failures: readonly { readonly site: string; readonly url: string; readonly failure: ShownFailure }[]
  /** Warnings about the config. */
  readonly warnings: readonly Problem[]
}

/** Describes the result of `plan` for a CI system. */
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

/** Lists a plan's findings about files: their problems, and the posts that a push would not write. */
function findInPlan(plan: Plan, warnings: readonly Problem[], place: CiPlace): CiFinding[] {
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
        : [{ severity: 'warning', code: 'removal/refused', ...explainRemovalRefusal(removalRefused), sites: [site] }],
    ),
  ]
}

function findInAction(action: Action, site: string, place: CiPlace): CiFinding[] {
  if (action.kind !== 'conflict' && action.kind !== 'unowned' && action.kind !== 'gone') return []
  const { note = '', advice } = explainAction(action)
  const severity = action.kind === 'gone' ? 'warning' : 'error'
  const file = joinPath(place.content, action.path)
  return [
    { severity, code: `post/${action.kind}`, file, line: 1, message: note, hint: advice.join(' '), sites: [site] },
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

/** Describes the result of `push` for a CI system: what was written, and what was not. */
export function describeOutcome(
  { plan, warnings }: Pick<PlanRun, 'plan' | 'warnings'>,
  outcomes: readonly SiteOutcome[],
  place: CiPlace,
  exitCode: ExitCode,
  preview?: string,
): CiReport {
  // A conflict that was planned is in the results as well, with the same words.
  const planned = findInPlan(plan, warnings, place).filter(({ code }) => !TOLD_BY_RESULTS.includes(code))
  const findings = [...planned, ...outcomes.flatMap((outcome) => findInOutcome(outcome, place))]
  const sites = outcomes.map((outcome) => ({
    site: outcome.site,
    url: outcome.url,
    summary: summariseOutcome(outcome, { colour: false }),
    posts: outcome.results.map(describeResult),
  }))
  const about = preview === undefined ? {} : { preview }
  return { command: 'push', exitCode, findings: orderFindings(findings), sites, ...about }
}

const TOLD_BY_RESULTS: readonly string[] = ['post/conflict', 'post/unowned']

function findInOutcome({ site, failure, results, warnings = [] }: SiteOutcome, place: CiPlace): CiFinding[] {
  return [
    ...(failure === undefined ? [] : [describeFailure(failure, [site])]),
    ...results.flatMap((result) => findInResult(result, site, place)),
    ...warnings.map(
      (message): CiFinding => ({ severity: 'warning', code: 'site/warning', message, hint: '', sites: [site] }),
    ),
  ]
}

function findInResult(result: ActionResult, site: string, place: CiPlace): CiFinding[] {
  const { path } = result
  const at = { ...(path !== '' && { file: joinPath(place.content, path), line: 1 }), sites: [site] }
  switch (result.kind) {
    case 'failed':
      return [{ ...at, severity: 'error', code: result.code, message: result.message, hint: result.hint ?? '' }]
    case 'conflict':
    case 'held': {
      const { message, hint = CONFLICT_HINT } = explainResult(result)
      return [{ ...at, severity: 'error', code: `post/${result.kind}`, message, hint: hint }]
    }
    case 'created':
    case 'updated':
    case 'adopted':
    case 'deleted':
    case 'unpublished':
      return explainWarnings(result).map((message) => ({
        ...at,
        severity: 'warning' as const,
        code: 'post/warning',
        message,
        hint: '',
      }))
    default:
      return []
  }
}

const CONFLICT_HINT = 'Look at both with ghost-sync plan --diff; then pull, push --force, or change the file.'

function describeResult(result: ActionResult): CiPost {
  const { kind, title, path } = result
  return { kind, title, path, note: noteOf(result), ...('url' in result && { url: result.url }) }
}

function noteOf(result: ActionResult): string {
  switch (result.kind) {
    case 'updated':
    case 'adopted':
      return result.fields.join(', ')
    case 'failed':
      return result.message
    case 'conflict':
    case 'held':
    case 'skipped':
      return explainResult(result).message
    case 'blocked':
      return 'has errors, not written'
    default:
      return ''
  }
}
