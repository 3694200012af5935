import { relative } from 'node:path'
import type { SiteConfig } from '../../config/config.ts'
import { NO_FLAGS } from '../../diff/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { runUnguarded } from '../../model/stop-on-interrupt.ts'
import { toPosix } from '../../model/text.ts'
import { scanContent } from '../../scan/scan-content.ts'
import { compareProblems } from '../../watch/compare-problems.ts'
import { findChanged, narrowPlan, rememberPosts } from '../../watch/post-memory.ts'
import type { Batch } from '../../watch/queue.ts'
import { assemblePlan } from '../assemble-plan.ts'
import type { AssembledPlan } from '../assembled-plan.ts'
import type { KnownSite } from '../fetch-site-posts.ts'
import { openAssetReader } from '../load-project.ts'
import { pushUnasked } from '../push/push-plan.ts'
import { concludeSite, reportOutage } from './conclude-site.ts'
import type { ConfigNews, RoundReport, SiteRound } from './round-report.ts'
import type { WatchedSite, WatchState } from './watch-state.ts'

/** Authors, tiers and newsletters rarely change while somebody writes, and fetching them costs more requests than a push. */
const FACTS_LAST_MILLISECONDS = 60_000

/** Runs one round of a watch: plans and pushes the changes on every site. */
export async function pushChanges(state: WatchState, batch: Batch, news?: ConfigNews): Promise<RoundReport> {
  const { context, project, sites } = state
  const { config } = project
  const at = context.now()
  const saved = locateSources(batch, config.content.root)
  const sumUp = (rounds: readonly SiteRound[]) => ({
    at,
    milliseconds: context.now().getTime() - at.getTime(),
    ...(news !== undefined && { config: news }),
    sites: rounds,
    sandbox: state.sandbox,
  })

  const scanned = await runUnguarded(context, () => scanContent(config.content, config.rootDir, state.parse))
  // A folder that is gone (another branch is checked out, for example) does not mean that its posts are deleted: what is remembered of them stays.
  if (scanned.refused === true) {
    return { ...sumUp([]), ...reportProblems(state, scanned.problems, new Set()), mended: [] }
  }
  for (const site of sites.values()) for (const path of saved) site.waiting.add(path)
  const assembled = await assemblePlan({
    config,
    scanned,
    readAsset: openAssetReader(config, state.assets),
    connect: ({ name }) => getSite(sites, name).connection,
    request: { sites: config.sites.map(({ name }) => name), paths: [], flags: NO_FLAGS },
    known: listKnown(state, at),
    choose: ({ name }: SiteConfig, posts) => {
      const { memory, waiting } = getSite(sites, name)
      return memory === undefined ? 'all' : new Set([...waiting, ...findChanged(memory, rememberPosts(posts))])
    },
    keepStatus: !state.publish,
    unguarded: context.unguarded,
  })

  const narrowed = narrowAll(assembled, sites)
  // A round without saved files writes nothing, not even into the ledger.
  const [busy, idle] = [true, false].map((has) =>
    narrowed.plan.sites.filter(({ actions }) => actions.length > 0 === has),
  )
  const plan = { ...narrowed.plan, sites: busy ?? [] }
  const request = { started: at.getTime(), backups: undefined, email: {} }
  const pushed = await pushUnasked({ ...narrowed, plan }, project, context, request)
  const outcomes = [...pushed.outcomes, ...(idle ?? []).map(({ site, url }) => ({ site, url, results: [] }))]
  const rounds: SiteRound[] = []
  for (const outcome of outcomes) {
    const watched = getSite(sites, outcome.site)
    const session = assembled.sessions.get(outcome.site)
    const whole = assembled.plan.sites.find(({ site }) => site === outcome.site)
    const part = narrowed.plan.sites.find(({ site }) => site === outcome.site)
    rounds.push(
      session === undefined || whole === undefined || part === undefined
        ? reportOutage(watched, outcome)
        : concludeSite(watched, { session, whole, part, outcome, at }),
    )
  }

  const root = toPosix(relative(config.rootDir, config.content.root))
  const files = new Set([...saved].map((path) => (root === '' ? path : `${root}/${path}`)))
  const reached = assembled.plan.sites.length > 0
  // Without a site that answers, the front matter cannot be checked, so its known problems stay.
  const problems = reached ? assembled.plan.sites.flatMap((site) => site.problems) : scanned.problems
  const told = reportProblems(state, problems, files)
  return { ...sumUp(rounds), ...told, ...(!reached && { mended: [] }) }
}

/** Reports the problems that are new, and remembers all of them for the next round. */
function reportProblems(
  state: WatchState,
  problems: readonly Problem[],
  saved: ReadonlySet<string>,
): Pick<RoundReport, 'problems' | 'mended'> {
  const { fresh, mended } = compareProblems(state.problems, problems, saved)
  state.problems = problems
  return { problems: fresh, mended }
}

/** Locates the changed files relative to the content root. Pictures are included; they are no posts and do not count as such. */
function locateSources({ changes }: Batch, root: string): Set<string> {
  const content = [...changes].filter(([, what]) => what === 'content')
  const paths = content.map(([path]) => toPosix(relative(root, path)).normalize('NFC'))
  return new Set(paths.filter((path) => path !== '' && !path.startsWith('../')))
}

function listKnown({ sites }: WatchState, at: Date): ReadonlyMap<string, KnownSite> {
  return new Map(
    [...sites].flatMap(([name, { known, factsAt }]) => {
      if (known === undefined) return []
      const { facts, ...rest } = known
      const age = at.getTime() - factsAt
      // If the clock was set back while the watch ran, the facts would seem fresh for hours, and with them the measured difference to the site's
      // clock.
      const isFresh = facts !== undefined && age >= 0 && age < FACTS_LAST_MILLISECONDS
      return [[name, isFresh ? known : rest] as const]
    }),
  )
}

/** Narrows the plans to the saved files. A site that is planned for the first time gets the same: everything else was pending before. */
function narrowAll(assembled: AssembledPlan, sites: ReadonlyMap<string, WatchedSite>): AssembledPlan {
  const narrowed = assembled.plan.sites.map((plan) => {
    const { memory, waiting } = getSite(sites, plan.site)
    const resolved = assembled.sessions.get(plan.site)?.resolved ?? []
    const changed = memory === undefined ? [] : findChanged(memory, rememberPosts(resolved))
    return narrowPlan(plan, new Set([...waiting, ...changed]))
  })
  return { ...assembled, plan: { ...assembled.plan, sites: narrowed } }
}

function getSite(sites: ReadonlyMap<string, WatchedSite>, name: string): WatchedSite {
  const site = sites.get(name)
  if (site === undefined) throw new TypeError(`the watch does not know the site ${name}`)
  return site
}
