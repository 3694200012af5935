import type { Config, SiteConfig } from '../config/config.ts'
import type { Action, Plan, PlanRequest, SitePlan } from '../diff/plan.ts'
import type { KeptStatus } from '../diff/preserve-status.ts'
import type { Ledger } from '../ghost/ledger/ledger.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import type { ResolvedPost } from '../scan/resolve-posts.ts'
import type { Asset } from '../scan/source/asset.ts'

/** What the plan was made from, per site; the publisher continues with it. */
export interface SiteSession {
  readonly connection: Connection
  readonly facts: SiteFacts
  readonly remote: readonly RemotePost[]
  readonly ledger: Ledger
  /** `PublishContext.since` */
  readonly since?: number
  /** Makes the same plan from the same data, with the file winning for these paths. */
  readonly replan: (forced: ReadonlySet<string>) => Promise<SitePlan>
  /** Plans a post as it is now; never with force. */
  readonly replanPost: (path: string, current: RemotePost) => Action | undefined
  /** `PublishContext.gone` */
  readonly gone?: ReadonlySet<string>
  /** By key (`keyAsset`). */
  readonly assets: ReadonlyMap<string, Asset>
  /** Every file that goes to the site, before its Markdown is converted. */
  readonly resolved: readonly ResolvedPost[]
  /** The changes of status that `AssembleInput.keepStatus` held back. */
  readonly kept: readonly KeptStatus[]
}

export interface AssembledPlan {
  readonly plan: Plan
  readonly sessions: ReadonlyMap<string, SiteSession>
  /** Sites whose planning failed; the others were planned. */
  readonly failures: readonly SiteFailure[]
}

export interface SiteFailure {
  readonly site: string
  readonly url: string
  readonly failure: GhostSyncFailure
}

export interface PlannedSite {
  readonly plan: SitePlan
  readonly session: SiteSession
}

/** Plans every site in parallel. One that fails does not stop the others. */
export async function planEachSite(
  { project, sites: configured }: Config,
  request: PlanRequest,
  connect: (site: SiteConfig) => Connection,
  planOne: (site: SiteConfig, connection: Connection) => Promise<PlannedSite>,
): Promise<AssembledPlan> {
  const planned = await Promise.all(configured.map((site) => attempt(site, connect(site), planOne)))
  const sessions = new Map<string, SiteSession>()
  const failures: SiteFailure[] = []
  const sites: SitePlan[] = []
  for (const entry of planned) {
    if ('failure' in entry) failures.push(entry)
    else {
      sites.push(entry.plan)
      sessions.set(entry.plan.site, entry.session)
    }
  }
  return { plan: { kind: 'ghost-sync-plan', version: 1, project, request, sites }, sessions, failures }
}

async function attempt(
  site: SiteConfig,
  connection: Connection,
  planOne: (site: SiteConfig, connection: Connection) => Promise<PlannedSite>,
): Promise<PlannedSite | SiteFailure> {
  try {
    return await planOne(site, connection)
  } catch (error) {
    if (error instanceof GhostSyncFailure) return { site: site.name, url: site.url, failure: error }
    throw error
  }
}
