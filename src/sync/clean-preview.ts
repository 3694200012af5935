import { isOutdated } from '../diff/compare/digests.ts'
import { translateBase } from '../diff/compare/translate-base.ts'
import { listEditedFields } from '../diff/edited-posts.ts'
import { NO_FLAGS, type PlanFlags } from '../diff/plan.ts'
import { planSite } from '../diff/plan-site.ts'
import { readLedger } from '../ghost/ledger/ledger.ts'
import { verifyBases } from '../ghost/posts/bases.ts'
import { fetchRemotePosts } from '../ghost/posts/fetch-remote-posts.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { readSiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import type { Problem } from '../model/problem.ts'
import { type AssembledPlan, type PlannedSite, planEachSite } from './assembled-plan.ts'
import type { LoadedProject } from './load-project.ts'

export interface Cleanup {
  /** The preview's name, as `preview clean NAME` has it. */
  readonly preview: string
  /** Whether to remove drafts that somebody edited in Ghost as well. */
  readonly force: boolean
}

/**
 * Plans the removal of a preview's drafts. Every other post with the tag stays (another preview's draft, one that a person published or edited);
 * those of this preview are reported.
 *
 * @param project as `previewProject` gives it
 */
export async function assembleCleanup({ config, connect }: LoadedProject, cleanup: Cleanup): Promise<AssembledPlan> {
  const flags = { ...NO_FLAGS, force: cleanup.force, prune: true }
  const request = { sites: config.sites.map(({ name }) => name), paths: [], flags }
  return planEachSite(config, request, connect, (site, connection) =>
    planOneSite(site.name, connection, config.project, flags, cleanup),
  )
}

async function planOneSite(
  site: string,
  connection: Connection,
  project: string,
  flags: PlanFlags,
  cleanup: Cleanup,
): Promise<PlannedSite> {
  const facts = await readSiteFacts(connection)
  const [found, ledger] = await Promise.all([
    fetchRemotePosts(connection, { slugs: { posts: [], pages: [] } }),
    readLedger(connection),
  ])
  const isOurs = ({ owned, base }: RemotePost) => owned && base.kind !== 'none' && base.stamp.project === project
  const context = { siteUrl: facts.url, now: new Date(connection.clock.now()), defaultAuthor: facts.authors[0]?.slug }
  const listed = found.filter(isOurs).map((post) => translateBase(post, undefined, context))
  const open = listed.filter((post) => reportLeft(post, site, facts.url, cleanup) === undefined)
  const ours = await verifyBases(connection, listed, new Set(open.map(({ id }) => id)), (stamp) => isOutdated(stamp))
  const problems = ours.flatMap((post) => reportLeft(post, site, facts.url, cleanup) ?? [])
  const remote = ours.filter((post) => reportLeft(post, site, facts.url, cleanup) === undefined)
  const plan = planSite({
    site,
    project,
    policies: { onRemove: 'delete', maxDeletes: remote.length },
    ...{ desired: [], blocked: [], notAskedFor: [], problems, remote },
    context,
    flags,
    ...{ published: new Map(), partial: false, unhealthy: undefined },
  })
  const replan = { replan: () => Promise.resolve(plan), replanPost: () => undefined }
  return {
    plan,
    session: { connection, facts, remote, ledger, assets: new Map(), resolved: [], kept: [], ...replan },
  }
}

/** Says why a draft of this preview stays; undefined when it is removed. */
function reportLeft(post: RemotePost, site: string, siteUrl: string, cleanup: Cleanup): Problem | undefined {
  const file = post.base.kind === 'none' ? '' : post.base.stamp.path
  const about = { severity: 'warning', file, site } as const
  if (post.fields.status !== 'draft') {
    const message = `"${post.fields.title}" was published in Ghost: ${post.url}`
    return { ...about, code: 'preview/published', message, hint: 'Unpublish or delete it in Ghost Admin.' }
  }
  if (cleanup.force || listEditedFields(post, siteUrl)?.length === 0) return undefined
  const message = `"${post.fields.title}" was edited in Ghost since: ${post.url}`
  return { ...about, code: 'preview/edited', message, hint: `ghost-sync preview clean ${cleanup.preview} --force` }
}
