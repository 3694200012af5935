import type { Policies } from '../config/config.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Problem } from '../model/problem.ts'
import type { LinkingPost } from '../scan/links/find-held-posts.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import type { ComparisonContext } from './compare/digests.ts'
import { translateBase } from './compare/translate-base.ts'
import { findUnrenderedBlocks, type RenderingSite } from './compare/unrendered-blocks.ts'
import type { Departed } from './departed-posts.ts'
import { holdPosts } from './hold-posts.ts'
import { findStrayRival, isTwin } from './interrupted-creates.ts'
import { isOurs, type Match, type Matches, matchPosts } from './match-posts.ts'
import type { Action, BlockedAction, PlanFlags, SitePlan } from './plan.ts'
import { about, planPost } from './plan-post.ts'
import { planRemovals, type TakenBack } from './plan-removals.ts'
import { copied, explainObstacle, projectRenamed } from './site-problems.ts'

export interface PlanInput {
  readonly site: string
  readonly project: string
  readonly policies: Pick<Policies, 'onRemove' | 'maxDeletes'>
  /** Posts without problems. */
  readonly desired: readonly DesiredPost[]
  /** Posts with problems: they are left as they are, and never removed. */
  readonly blocked: readonly BlockedAction[]
  /** Files that were read but are outside of this run (`push PATHS`): they are neither written nor removed. */
  readonly notAskedFor: readonly string[]
  readonly problems: readonly Problem[]
  /** The links between all files of the site: a post that links to an unpublished one is held back. Absent: no post is. */
  readonly links?: readonly LinkingPost[]
  readonly remote: readonly RemotePost[]
  readonly context: ComparisonContext
  /** What the site's Ghost can do. Absent: no post is held against it. */
  readonly capabilities?: RenderingSite['capabilities']
  readonly flags: PlanFlags
  /** Paths for which the file wins in this run, as with `--force`: a person has seen both sides and said so. */
  readonly forced?: ReadonlySet<string>
  /** Id of the post of each file on this site, by source path, according to the site's ledger (`ghost/ledger/ledger`). */
  readonly published: ReadonlyMap<string, string>
  /** Source paths of posts that were created again, and may have been sent by e-mail before: Ghost's record was deleted with the old one. */
  readonly sent?: ReadonlySet<string>
  /** Files whose path the ledger does not know, but whose deleted post it knows by something else, by source path. */
  readonly departed?: ReadonlyMap<string, Departed>
  /** The run is about some paths or sites only: nothing is removed. */
  readonly partial: boolean
  /** Why the scan cannot tell which files are gone; undefined when it was complete. */
  readonly unhealthy: string | undefined
}

/** The decision for the post of each file, before posts wait for each other and before anything is removed. */
export interface SiteDecision {
  /** The input of the decision, with every stamp in the digests of today. */
  readonly input: PlanInput
  readonly matches: Matches
  readonly posts: readonly DecidedPost[]
  /** Posts that an interrupted push made, beside somebody else's post with their slug. */
  readonly strays: readonly TakenBack[]
}

export interface DecidedPost {
  readonly match: Match
  readonly action: Action
  readonly problems: readonly Problem[]
}

/** Decides what a push does to one site, when nothing is left to be fetched. It is pure: the same values give the same plan. */
export function planSite(input: PlanInput): SitePlan {
  return completePlan(decideSite(input))
}

/**
 * Finds the post of each file and decides about it, once per plan. What is learnt later is a pass over this value (`decideAgain`, `applyEmail`), and
 * `completePlan` makes the plan of it.
 */
export function decideSite(asked: PlanInput): SiteDecision {
  const { siteUrl } = asked.context
  const files = new Map(asked.desired.map((post) => [post.path, post]))
  const fileOf = ({ base }: RemotePost) => (base.kind === 'none' ? undefined : files.get(base.stamp.path))
  const input = { ...asked, remote: asked.remote.map((post) => translateBase(post, fileOf(post), asked.context)) }
  const strays = input.remote.flatMap((post) => findStray(post, input) ?? [])
  const remote = input.remote.filter((post) => !strays.some((stray) => stray.post === post))
  const matches = matchPosts({ ...input, remote, setAside: listSetAside(input), siteUrl })
  return { input, matches, posts: matches.pairs.map((match) => decideMatch(match, input)), strays }
}

/**
 * Decides some posts once more, because something was learnt about them, and leaves the others as they were decided. The match of posts and files
 * stays. E-mails are decided last (`applyEmail`): a decision about them would be lost here.
 */
export function decideAgain(
  decision: SiteDecision,
  input: PlanInput,
  isConcerned: (post: DecidedPost) => boolean,
): SiteDecision {
  const posts = decision.posts.map((post) => (isConcerned(post) ? decideMatch(post.match, input) : post))
  return { ...decision, input, posts }
}

/** Decides about the post of one file. */
export function decideMatch(match: Match, input: PlanInput): DecidedPost {
  const { desired } = match
  const remote = match.kind === 'new' ? undefined : match.remote
  const rival = findRival(desired, remote, input)
  const planned = planPost(match, input, rival !== undefined)
  if (planned.kind === 'planned') return refuseUnrendered(match, planned.action, input)
  const problem = explainObstacle(planned.reason, { desired, remote, rival, site: input.site })
  return { match, action: { kind: 'blocked', ...about(desired), problems: [problem] }, problems: [problem] }
}

/** Blocks a post that Ghost would refuse, or show only in part, and tells of one that it shows in part already. */
function refuseUnrendered(match: Match, action: Action, { site, context, capabilities }: PlanInput): DecidedPost {
  if (capabilities === undefined || (action.kind !== 'create' && action.kind !== 'update'))
    return { match, action, problems: [] }
  const { desired } = match
  const remote = match.kind === 'new' ? undefined : match.remote
  const problems = findUnrenderedBlocks(desired, remote, { site, siteUrl: context.siteUrl, capabilities })
  const isRefused = problems.some(({ severity }) => severity === 'error')
  return { match, action: isRefused ? { kind: 'blocked', ...about(desired), problems } : action, problems }
}

/** Finds the other post of the site that has the slug which a file asks for, and which its own post does not have yet. */
function findRival({ fields: { slug } }: DesiredPost, own: RemotePost | undefined, { remote }: PlanInput) {
  return slug === own?.fields.slug ? undefined : remote.find((post) => post.id !== own?.id && post.fields.slug === slug)
}

/** Makes the plan from the decisions: posts wait for those that they link to, and posts whose file is gone are removed or reported. */
export function completePlan({ input, matches, posts, strays }: SiteDecision): SitePlan {
  const { siteUrl } = input.context
  const problems = [...input.problems, ...posts.flatMap((post) => post.problems)]
  const before = findFormerProject(matches, input)
  if (before !== undefined) problems.push(projectRenamed(input.project, before, input.site))
  const decided = [...input.blocked, ...posts.map(({ action }) => action)]
  const held = holdPosts(decided, { ...input, links: input.links ?? [] })
  problems.push(...held.problems)
  const duplicates = matches.copies.flatMap(({ post, original }) =>
    original !== undefined && isTwin(post, input.context) ? [{ post, beside: original }] : [],
  )
  const copies = matches.copies.filter((copy) => !duplicates.some(({ post }) => post === copy.post))
  const twins = duplicates.filter(({ post }) => mayTakeBack(post, input))
  problems.push(...copies.map((copy) => copied(copy, input.site)))
  const removals = planRemovals({
    ...input.flags,
    ...input.policies,
    ...input,
    maxDeletes: input.flags.maxDeletes ?? input.policies.maxDeletes,
    orphans: matches.orphans,
    twins,
    strays,
    managed: input.remote.filter((post) => isOurs(post, input.project)).length,
  })
  const all = [...held.actions, ...removals.actions].sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1))
  const plan = { site: input.site, url: siteUrl, actions: all, problems }
  return removals.refused === undefined ? plan : { ...plan, removalRefused: removals.refused }
}

/** Lists files that exist and are not planned: those with problems, and those outside of this run. */
function listSetAside({ blocked, notAskedFor }: PlanInput): ReadonlySet<string> {
  return new Set([...blocked.map(({ path }) => path), ...notAskedFor])
}

/** Only for files in this run's scope; another run decides about the rest. */
function findStray(post: RemotePost, { project, desired, remote, context }: PlanInput): TakenBack | undefined {
  if (post.base.kind !== 'stamp' || !post.owned || post.base.stamp.project !== project) return undefined
  const { path } = post.base.stamp
  if (!desired.some((file) => file.path === path && file.type === post.type)) return undefined
  const beside = findStrayRival(post, remote, context)
  return beside && { post, beside }
}

/**
 * Whether a duplicate may be deleted: its file is in this run's scope and was read, or it is gone, and the scan was complete. The duplicate of any
 * other file waits for the run about that file.
 */
function mayTakeBack({ base }: RemotePost, input: PlanInput): boolean {
  const { desired, partial, unhealthy } = input
  const path = base.kind === 'none' ? '' : base.stamp.path
  if (desired.some((file) => file.path === path)) return true
  return !listSetAside(input).has(path) && !partial && unhealthy === undefined
}

/**
 * Returns the project of all posts with our tag, if that is another one and has posts of exactly these files: the project was renamed, most likely.
 */
function findFormerProject({ pairs }: Matches, { remote, project }: PlanInput): string | undefined {
  const projects = new Set(
    remote.flatMap(({ owned, base }) => (owned && base.kind !== 'none' ? [base.stamp.project] : [])),
  )
  const [only] = projects
  if (only === undefined || projects.size > 1 || only === project) return undefined
  const isSameFile = (match: Match) =>
    match.kind === 'unowned' && match.remote.base.kind !== 'none' && match.remote.base.stamp.path === match.desired.path
  return pairs.some(isSameFile) ? only : undefined
}
