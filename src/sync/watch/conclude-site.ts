import type { SitePlan } from '../../diff/plan.ts'
import type { FailureRecord } from '../../model/failure.ts'
import type { ActionResult, SiteOutcome } from '../../publish/site-outcome.ts'
import { rememberPosts } from '../../watch/post-memory.ts'
import { backOff } from '../../watch/queue.ts'
import type { SiteSession } from '../assembled-plan.ts'
import type { SiteRound } from './round-report.ts'
import type { WatchedSite } from './watch-state.ts'

/** The part of an outcome that a watch uses. */
export type RoundOutcome = Pick<SiteOutcome, 'site' | 'url' | 'results' | 'failure' | 'warnings'>

export interface SiteConclusion {
  readonly session: SiteSession
  /** The whole plan of the site. */
  readonly whole: SitePlan
  /** The part of it that was pushed. */
  readonly part: SitePlan
  readonly outcome: RoundOutcome
  readonly at: Date
}

/** Records what a round did to a site, for the next round and for the report. */
export function concludeSite(watched: WatchedSite, { session, whole, part, outcome, at }: SiteConclusion): SiteRound {
  const isFirst = watched.memory === undefined
  const failed = outcome.results.filter(isWorthRetrying)
  const failure = outcome.failure ?? failed.find((result) => result.kind === 'failed')
  const back = failure === undefined && watched.failures > 0
  watched.failures = failure === undefined ? 0 : watched.failures + 1
  watched.waiting = new Set(failed.map(({ path }) => path))
  watched.memory = rememberPosts(session.resolved)
  if (watched.known?.facts !== session.facts) watched.factsAt = at.getTime()
  const { facts, remote, ledger } = session
  // Posts that were written before and were not fetched since still have to be fetched.
  const before = remote === watched.known?.remote ? watched.known.written : []
  watched.known = { facts, remote, ledger, written: new Set([...before, ...listWritten(part, outcome.results)]) }
  watched.urls = new Map([...watched.urls, ...listUrls(whole, outcome.results)])
  const kept = session.kept.filter(({ path }) => part.actions.some((action) => action.path === path))
  const news = kept.filter((one) => !watched.told.has(JSON.stringify(one)))
  watched.told = new Set([...watched.told, ...kept.map((one) => JSON.stringify(one))])
  return {
    site: outcome.site,
    url: outcome.url,
    actions: part.actions,
    results: outcome.results,
    kept: news,
    warnings: outcome.warnings ?? [],
    ...(outcome.failure !== undefined && { failure: outcome.failure }),
    waiting: watched.waiting.size,
    ...(failure !== undefined && { retryIn: backOff(watched.failures) }),
    back,
    ...(isFirst && { pending: countPending(whole) - outcome.results.filter(isWritten).length }),
  }
}

/** Records that planning failed for this site; the saved files wait. */
export function reportOutage(watched: WatchedSite, outcome: RoundOutcome): SiteRound {
  const { failure } = outcome
  watched.failures += 1
  // A refused key stays refused until somebody corrects it, so another attempt would not help.
  const helps = failure !== undefined && !failure.code.startsWith('auth/')
  return {
    site: outcome.site,
    url: outcome.url,
    actions: [],
    results: [],
    kept: [],
    warnings: [],
    ...(failure !== undefined && { failure }),
    waiting: watched.waiting.size,
    ...(helps && { retryIn: backOff(watched.failures) }),
    back: false,
  }
}

/** Whether a later attempt may succeed without another save: there was no answer, or the server was restarting. */
function isWorthRetrying(result: ActionResult): boolean {
  if (result.kind === 'skipped') return result.because.kind === 'site-stopped-answering'
  return result.kind === 'failed' && isPassing(result)
}

function isPassing({ code }: FailureRecord): boolean {
  return code.startsWith('site/') || ['ghost/no-answer', 'ghost/server-error', 'ghost/rate-limited'].includes(code)
}

function isWritten({ kind }: ActionResult): boolean {
  return kind === 'created' || kind === 'updated'
}

function countPending({ actions }: SitePlan): number {
  return actions.filter(({ kind }) => kind === 'create' || kind === 'update').length
}

/** Lists failed writes as well: they may have reached the server. */
function listWritten({ actions }: SitePlan, results: readonly ActionResult[]): Set<string> {
  const ids = actions.flatMap((action) => (action.kind === 'update' ? [action.id] : []))
  return new Set([
    ...ids,
    ...results.flatMap((result) => ('id' in result && result.id !== undefined ? [result.id] : [])),
  ])
}

function listUrls({ actions }: SitePlan, results: readonly ActionResult[]): [string, string][] {
  return [...actions, ...results].flatMap((about) => ('url' in about ? [[about.path, about.url]] : []))
}
