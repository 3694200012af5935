import type { ExitCode } from '../../failure.ts'
import type { ActionResult, SiteOutcome } from '../../publish/site-outcome.ts'
import { summariseOutcome } from '../summarise-outcome.ts'
import type { CiFinding, CiPlace, CiPost, CiReport } from './ci-report.ts'
import { describeFailure } from './describe-failure.ts'
import { findInPlan, type PlanRun } from './describe-plan.ts'
import { joinPath, orderFindings } from './locate-problems.ts'

/** What `push` has to tell a CI system: what was done, and what was not. */
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
      (message): CiFinding => ({ severity: 'warning', code: 'site/warning', message, cure: '', sites: [site] }),
    ),
  ]
}

function findInResult(result: ActionResult, site: string, place: CiPlace): CiFinding[] {
  const { path } = result
  const at = { ...(path !== '' && { file: joinPath(place.content, path), line: 1 }), sites: [site] }
  switch (result.kind) {
    case 'failed':
      return [{ ...at, severity: 'error', code: result.code, message: result.message, cure: result.hint ?? '' }]
    case 'conflict':
    case 'held':
      return [
        {
          ...at,
          severity: 'error',
          code: `post/${result.kind}`,
          message: result.message,
          cure: result.hint ?? CONFLICT_CURE,
        },
      ]
    case 'created':
    case 'updated':
    case 'adopted':
    case 'deleted':
    case 'unpublished':
      return (result.warnings ?? []).map((message) => ({
        ...at,
        severity: 'warning' as const,
        code: 'post/warning',
        message,
        cure: '',
      }))
    default:
      return []
  }
}

const CONFLICT_CURE = 'Look at both with ghost-sync plan --diff; then pull, push --force, or change the file.'

function describeResult(result: ActionResult): CiPost {
  const { kind, title, path } = result
  return { kind, title, path, note: noteOf(result), ...('url' in result && { url: result.url }) }
}

function noteOf(result: ActionResult): string {
  switch (result.kind) {
    case 'updated':
    case 'adopted':
      return result.fields.join(', ')
    case 'conflict':
    case 'failed':
    case 'held':
      return result.message
    case 'skipped':
      return result.reason
    case 'blocked':
      return 'has errors, not written'
    default:
      return ''
  }
}
