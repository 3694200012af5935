import type { SiteConfig } from '../config/config.ts'
import { isOutdated } from '../diff/compare/digests.ts'
import { translateBase } from '../diff/compare/translate-base.ts'
import { listEditedFields } from '../diff/edited-posts.ts'
import type { Plan, SitePlan } from '../diff/plan.ts'
import { planSite } from '../diff/plan-site.ts'
import { readLedger } from '../ghost/ledger/ledger.ts'
import { verifyBases } from '../ghost/posts/bases.ts'
import { fetchRemotePosts } from '../ghost/posts/fetch-remote-posts.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { readSiteFacts } from '../ghost/site/site-facts.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import type { Problem } from '../model/problem.ts'
import type { AssembledPlan, SiteFailure, SiteSession } from './assemble-plan.ts'
import type { Project } from './open-project.ts'

export interface Cleanup {
  /** As the config names it, without what makes it a preview's. */
  readonly preview: string
  /** Also drafts that somebody edited in Ghost. */
  readonly force: boolean
}

/**
 * Plans the removal of a preview's drafts. Whatever else carries the tag (another preview's draft, one that a person published or edited) is left, and of
 * this preview told.
 *
 * @param project as `previewProject` gives it
 */
export async function assembleCleanup(project: Project, cleanup: Cleanup): Promise<AssembledPlan> {
  const { config } = project
  const planned = await Promise.all(config.sites.map((site) => planOne(site, project, cleanup)))
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
  const flags = { force: cleanup.force, adopt: false, prune: true }
  const request = { sites: config.sites.map(({ name }) => name), paths: [], flags }
  const plan: Plan = { kind: 'ghost-sync-plan', version: 1, project: config.project, request, sites }
  return { plan, sessions, failures }
}

async function planOne(
  site: SiteConfig,
  { config, connect }: Project,
  cleanup: Cleanup,
): Promise<{ plan: SitePlan; session: SiteSession } | SiteFailure> {
  const connection = connect(site)
  try {
    const facts = await readSiteFacts(connection)
    const [found, ledger] = await Promise.all([
      fetchRemotePosts(connection, { slugs: { posts: [], pages: [] } }),
      readLedger(connection),
    ])
    const isOurs = ({ owned, base }: RemotePost) =>
      owned && base.kind !== 'none' && base.stamp.project === config.project
    const context = { siteUrl: facts.url, now: new Date(connection.clock.now()), defaultAuthor: facts.authors[0]?.slug }
    const listed = found.filter(isOurs).map((post) => translateBase(post, undefined, context))
    const open = listed.filter((post) => tellLeft(post, site.name, facts.url, cleanup) === undefined)
    const ours = await verifyBases(connection, listed, new Set(open.map(({ id }) => id)), (stamp) => isOutdated(stamp))
    const problems = ours.flatMap((post) => tellLeft(post, site.name, facts.url, cleanup) ?? [])
    const remote = ours.filter((post) => tellLeft(post, site.name, facts.url, cleanup) === undefined)
    const plan = planSite({
      site: site.name,
      project: config.project,
      policies: { onRemove: 'delete', maxDeletes: remote.length },
      ...{ desired: [], blocked: [], notAskedFor: [], problems, remote },
      context,
      flags: { force: cleanup.force, adopt: false, prune: true },
      ...{ published: new Map(), partial: false, unhealthy: undefined },
    })
    const replan = { replan: () => Promise.resolve(plan), replanPost: () => undefined }
    return {
      plan,
      session: { connection, facts, remote, ledger, assets: new Map(), resolved: [], kept: [], ...replan },
    }
  } catch (error) {
    if (error instanceof GhostSyncFailure) return { site: site.name, url: site.url, failure: error }
    throw error
  }
}

/** Why a draft of this preview stays; undefined when it goes. */
function tellLeft(post: RemotePost, site: string, siteUrl: string, cleanup: Cleanup): Problem | undefined {
  const file = post.base.kind === 'none' ? '' : post.base.stamp.path
  const about = { severity: 'warning', file, site } as const
  if (post.fields.status !== 'draft') {
    const message = `"${post.fields.title}" was published in Ghost: ${post.url}`
    return { ...about, code: 'preview/published', message, cure: 'Unpublish or delete it in Ghost Admin.' }
  }
  if (cleanup.force || listEditedFields(post, siteUrl)?.length === 0) return undefined
  const message = `"${post.fields.title}" was edited in Ghost since: ${post.url}`
  return { ...about, code: 'preview/edited', message, cure: `ghost-sync preview clean ${cleanup.preview} --force` }
}
