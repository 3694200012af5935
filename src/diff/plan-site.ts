import type { Policies } from '../config/config.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { Problem } from '../model/problem.ts'
import type { LinkingPost } from '../scan/links/find-held-posts.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { type ComparisonContext, isFromLater } from './compare/digests.ts'
import { translateBase } from './compare/translate-base.ts'
import type { Departed } from './departed-posts.ts'
import { holdPosts } from './hold-posts.ts'
import { findStrayRival, isTwin } from './interrupted-creates.ts'
import { type Copy, isOurs, type Match, type Matches, matchPosts } from './match-posts.ts'
import type { Action, BlockedAction, PlanFlags, SitePlan } from './plan.ts'
import { type MailKnowledge, planEmail } from './plan-email.ts'
import { about, planPost } from './plan-post.ts'
import { planRemovals, type TakenBack } from './plan-removals.ts'

export interface PlanInput {
  readonly site: string
  readonly project: string
  readonly policies: Pick<Policies, 'onRemove' | 'maxDeletes'>
  /** Posts without problems. */
  readonly desired: readonly DesiredPost[]
  /** Posts with problems: they are left as they are, and never taken for removed. */
  readonly blocked: readonly BlockedAction[]
  /** Files that were read but not asked for (`push PATHS`): neither written nor taken for removed. */
  readonly notAskedFor: readonly string[]
  readonly problems: readonly Problem[]
  /** The links between all files of the site: what leads to a post that is not published is held back. Absent: nothing is. */
  readonly links?: readonly LinkingPost[]
  readonly remote: readonly RemotePost[]
  readonly context: ComparisonContext
  readonly flags: PlanFlags
  /** Paths for which the file wins in this run, as with `--force`: a person has seen both sides and said so. */
  readonly forced?: ReadonlySet<string>
  /** Id of the post that each file has had on this site, by source path, as far as the site remembers (`ghost/ledger/ledger`). */
  readonly published: ReadonlyMap<string, string>
  /** Source paths of posts that were made again, and may have been sent by e-mail before: Ghost's record went with the old one. */
  readonly sent?: ReadonlySet<string>
  /** Files whose path the site does not know, and which it knows otherwise as those of posts that are gone, by source path. */
  readonly departed?: ReadonlyMap<string, Departed>
  /** Only some paths or sites were asked for: nothing is removed. */
  readonly partial: boolean
  /** Why the scan cannot tell what is gone; undefined when it was whole and healthy. */
  readonly unhealthy: string | undefined
  /** Absent: nothing was asked about e-mails yet, and the plan says nothing of them. */
  readonly mail?: MailKnowledge
}

/** Decides what a push does to one site. Pure: the same values give the same plan, and nothing is asked of the network. */
export function planSite(asked: PlanInput): SitePlan {
  const { siteUrl } = asked.context
  const files = new Map(asked.desired.map((post) => [post.path, post]))
  const fileOf = ({ base }: RemotePost) => (base.kind === 'none' ? undefined : files.get(base.stamp.path))
  const input = {
    ...asked,
    remote: asked.remote.map((post) => translateBase(post, fileOf(post), asked.context)),
  }
  const setAside = new Set([...input.blocked.map((action) => action.path), ...input.notAskedFor])
  const strays = input.remote.flatMap((post) => findStray(post, input) ?? [])
  const remote = input.remote.filter((post) => !strays.some((stray) => stray.post === post))
  const matches = matchPosts({ ...input, remote, setAside, siteUrl })
  const problems = [...input.problems]
  const actions: Action[] = [...input.blocked]
  for (const match of matches.pairs) {
    const remote = match.kind === 'new' ? undefined : match.remote
    const action = planPost(match, input)
    const problem = findObstacle(match.desired, remote, action, input)
    if (problem === undefined) {
      const planned = planEmail(action, match.desired, remote, input)
      actions.push(planned.action)
      problems.push(...planned.problems)
    } else {
      problems.push(problem)
      actions.push({ kind: 'blocked', ...about(match.desired), problems: [problem] })
    }
  }
  const before = findFormerProject(matches, input)
  if (before !== undefined) problems.push(projectRenamed(input.project, before, input.site))
  const held = holdPosts(actions, { ...input, links: input.links ?? [] })
  problems.push(...held.problems)
  const duplicates = matches.copies.flatMap(({ post, original }) =>
    original !== undefined && isTwin(post, input.context) ? [{ post, beside: original }] : [],
  )
  const copies = matches.copies.filter((copy) => !duplicates.some(({ post }) => post === copy.post))
  const twins = duplicates.filter(({ post }) => mayTakeBack(post, setAside, input))
  problems.push(...copies.map((copy) => copied(copy, input.site)))
  const managed = input.remote.filter((post) => isOurs(post, input.project)).length
  const removals = planRemovals({
    ...input.flags,
    ...input.policies,
    ...input,
    maxDeletes: input.flags.maxDeletes ?? input.policies.maxDeletes,
    orphans: matches.orphans,
    twins,
    strays,
    managed,
  })
  const all = [...held.actions, ...removals.actions].sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1))
  const plan = { site: input.site, url: siteUrl, actions: all, problems }
  return removals.refused === undefined ? plan : { ...plan, removalRefused: removals.refused }
}

/** Of a file that this run was asked for: what becomes of the others is another run's matter. */
function findStray(post: RemotePost, { project, desired, remote, context }: PlanInput): TakenBack | undefined {
  if (post.base.kind !== 'stamp' || !post.owned || post.base.stamp.project !== project) return undefined
  const { path } = post.base.stamp
  if (!desired.some((file) => file.path === path && file.type === post.type)) return undefined
  const beside = findStrayRival(post, remote, context)
  return beside && { post, beside }
}

/**
 * Whose file this run was asked for and could read; one whose file is gone, only where a scan can tell that. The duplicate of another file
 * waits for the run that looks at it.
 */
function mayTakeBack(
  { base }: RemotePost,
  setAside: ReadonlySet<string>,
  { desired, partial, unhealthy }: PlanInput,
): boolean {
  const path = base.kind === 'none' ? '' : base.stamp.path
  if (desired.some((file) => file.path === path)) return true
  return !setAside.has(path) && !partial && unhealthy === undefined
}

/** The project of all posts with our tag, where that is another one and has posts of these very files: it was renamed, most likely. */
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

/** What keeps a file and its post apart, whatever they say. */
function findObstacle(
  desired: DesiredPost,
  remote: RemotePost | undefined,
  action: Action,
  input: PlanInput,
): Problem | undefined {
  const { base } = remote ?? {}
  const isOurOwn = remote !== undefined && isOurs(remote, input.project) && base !== undefined && base.kind !== 'none'
  if (isOurOwn && isFromLater(base.stamp, input.context.rules)) return fromLater(desired, remote, input.site)
  if (remote !== undefined && remote.type !== desired.type) return typeChanged(desired, remote, input.site)
  const writesSlug = (action.kind === 'create' || action.kind === 'update') && action.payload.fields.slug !== undefined
  if (!writesSlug || desired.fields.slug === remote?.fields.slug) return undefined
  // Ghost would make `slug-2` of it, without a word.
  const rival = input.remote.find((post) => post.id !== remote?.id && post.fields.slug === desired.fields.slug)
  return rival === undefined ? undefined : slugTaken(desired, rival, input.site)
}

/** What only shows when the files are held against the site. */

function typeChanged(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  const line = desired.lines.slug ?? desired.lines.title
  return {
    severity: 'error',
    code: 'post/type-changed',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `this is a ${desired.type}, but ${remote.url} is a ${remote.type}, and Ghost cannot turn one into the other`,
    cure: remote.owned
      ? adviseOnType(desired, remote)
      : `Give the ${desired.type} another slug (and file name), or delete the ${remote.type} in Ghost Admin first.`,
  }
}

/** Comments and e-mail statistics are tied to the old post, so that nobody but its author can want it gone. */
function adviseOnType({ path, type }: DesiredPost, { base, type: old }: RemotePost): string {
  const before = base.kind === 'none' ? path : base.stamp.path
  const back = before === path ? `Write \`type: ${old}\`` : `Move the file back to \`${before}\``
  return [
    `${back} to keep the ${old}.`,
    `To have a ${type} in its place: take the file away, run \`ghost-sync push --prune\` (it keeps a backup of the ${old} and deletes it, comments included), put the file back and push.`,
    `A ${old} that was edited in Ghost: delete it in Ghost Admin, and push with \`--recreate\`.`,
  ].join(' ')
}

function slugTaken(desired: DesiredPost, rival: RemotePost, site: string): Problem {
  const line = desired.lines.slug
  return {
    severity: 'error',
    code: 'post/slug-taken',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `the slug "${desired.fields.slug}" belongs to another ${rival.type} of the site, "${rival.fields.title}"`,
    cure: rival.owned
      ? 'If that one is to get another slug, push it first, or change it in Ghost Admin; two posts that trade slugs need a third in between.'
      : 'Choose another slug, or change the one of that post in Ghost Admin.',
  }
}

function copied({ post, original }: Copy, site: string): Problem {
  const path = post.base.kind === 'none' ? '' : post.base.stamp.path
  const about = { severity: 'warning', code: 'post/copied', file: path, site } as const
  if (original === undefined) {
    return {
      ...about,
      message: `${post.url} carries the stamp of this file, but the site remembers another post for it, which is gone (copied in Ghost Admin, and then deleted?); it is left alone`,
      cure: 'Remove the ownership tag from it in Ghost Admin, or, if it is to be the post of this file, give it the slug that the file asks for.',
    }
  }
  return {
    ...about,
    message: `a second post, ${post.url}, carries the stamp of this file (copied in Ghost Admin?); it is left alone`,
    cure: 'Remove the ownership tag from the copy, or delete it, in Ghost Admin.',
  }
}

function projectRenamed(project: string, other: string, site: string): Problem {
  return {
    severity: 'warning',
    code: 'project/renamed',
    file: 'ghost-sync.config',
    site,
    message: `every post with our tag is of the project "${other}", and none of "${project}", though files of this project are among them`,
    cure: 'If the project was renamed in the config, give it its old name back; or take the posts over with `ghost-sync push --adopt --force`, which overwrites what was edited in Ghost.',
  }
}

function fromLater(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  return {
    severity: 'error',
    code: 'post/newer-stamp',
    file: desired.file,
    site,
    message: `${remote.url} was last written by a newer ghost-sync, by rules of comparison that this one does not know; it is left alone`,
    cure: 'Update ghost-sync here to the version that the others of this project use.',
  }
}
