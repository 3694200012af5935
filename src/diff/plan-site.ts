import type { Policies } from '../config/config.ts'
import type { FieldName, FieldValues } from '../fields.ts'
import type { RemotePost, Stamp } from '../ghost/remote-post.ts'
import type { Problem } from '../problem.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import type { DesiredPost } from '../scan/desired-post.ts'
import { type Comparison, type ComparisonContext, comparePost, type FieldComparison } from './compare-post.ts'
import { digestBody, digestField } from './digest-field.ts'
import { digestRemotePost } from './digest-remote.ts'
import { matchPosts } from './match-posts.ts'
import type { Action, BlockedAction, FieldChange, Payload, PlanFlags, SitePlan } from './plan.ts'
import { planRemovals } from './plan-removals.ts'

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
  readonly remote: readonly RemotePost[]
  readonly context: ComparisonContext
  readonly flags: PlanFlags
  /** Only some paths or sites were asked for: nothing is removed. */
  readonly partial: boolean
  /** Why the scan cannot tell what is gone; undefined when it was whole and healthy. */
  readonly unhealthy: string | undefined
}

/** Decides what a push does to one site. Pure: the same values give the same plan, and nothing is asked of the network. */
export function planSite(input: PlanInput): SitePlan {
  const { siteUrl } = input.context
  const setAside = new Set([...input.blocked.map((action) => action.path), ...input.notAskedFor])
  const matches = matchPosts({ ...input, setAside, siteUrl })
  const problems = [...input.problems]
  const actions: Action[] = [...input.blocked]
  for (const match of matches.pairs) {
    if (match.kind === 'new') actions.push(planCreate(match.desired, input))
    else if (match.remote.type !== match.desired.type) {
      const problem = typeChanged(match.desired, match.remote, input.site)
      problems.push(problem)
      actions.push({ kind: 'blocked', ...about(match.desired), problems: [problem] })
    } else if (match.kind === 'managed')
      actions.push(planManaged(match.desired, match.remote, match.renamedFrom, input))
    else actions.push(planUnowned(match.desired, match.remote, input))
  }
  problems.push(...matches.copies.map((copy) => copied(copy, input.site)))
  const managed = input.remote.filter((post) => post.owned).length
  const removals = planRemovals({
    ...input.flags,
    ...input.policies,
    ...input,
    maxDeletes: input.flags.maxDeletes ?? input.policies.maxDeletes,
    orphans: matches.orphans,
    managed,
    siteUrl,
  })
  actions.push(...removals.actions)
  actions.sort((a, b) => (a.path === b.path ? 0 : a.path < b.path ? -1 : 1))
  const plan = { site: input.site, url: siteUrl, actions, problems }
  return removals.refused === undefined ? plan : { ...plan, removalRefused: removals.refused }
}

function about({ path, type, fields }: DesiredPost) {
  return { path, type, title: fields.title }
}

function aboutRemote(desired: DesiredPost, remote: RemotePost, input: PlanInput) {
  const remoteDigest = digestRemotePost(remote, input.context.siteUrl)
  return { ...about(desired), id: remote.id, url: remote.url, updatedAt: remote.updatedAt, remoteDigest }
}

function planCreate(desired: DesiredPost, input: PlanInput): Action {
  const { siteUrl } = input.context
  const digests = Object.entries(desired.fields).map(([field, value]) => [
    field,
    digestField(field as Exclude<FieldName, 'body'>, value ?? null, siteUrl),
  ])
  const fields = { ...Object.fromEntries(digests), body: digestBody(desired.body, siteUrl) }
  const stamp: Stamp = { v: 1, project: input.project, path: desired.path, fields }
  const payload = { fields: desired.fields, body: desired.body, stamp, assets: assetsIn(desired, desired.fields, true) }
  return { kind: 'create', ...about(desired), payload }
}

function planManaged(
  desired: DesiredPost,
  remote: RemotePost,
  renamedFrom: string | undefined,
  input: PlanInput,
): Action {
  const comparison = comparePost(desired, remote, input.context)
  const by = group(comparison)
  const conflicts = input.flags.force ? [] : by.conflict
  const changes = input.flags.force ? [...by.update, ...by.conflict, ...by.drift] : by.update
  const drifts = (input.flags.force ? [] : by.drift).map(shown)
  const common = aboutRemote(desired, remote, input)
  if (conflicts.length > 0) {
    const reason = remote.base.kind === 'none' ? 'no-base' : 'both-changed'
    return { kind: 'conflict', ...common, reason, conflicts: conflicts.map(shown), drifts }
  }
  const moved = renamedFrom !== undefined && renamedFrom !== desired.path
  // Nothing left to say, but no stamp to say it by: the tag alone cannot tell the next run what we wrote.
  const unstamped = remote.base.kind === 'none'
  if (changes.length === 0 && !moved && !unstamped) return { kind: 'unchanged', ...common, drifts }
  const forced = input.flags.force && by.conflict.length + by.drift.length > 0
  return {
    kind: 'update',
    ...common,
    reason: forced ? 'forced' : 'changed',
    ...(moved && { renamedFrom }),
    changes: changes.map(shown),
    drifts,
    payload: composePayload(desired, remote, comparison, changes, input),
  }
}

/** A post that nobody gave us: taken over only on purpose, and even then no differing field is overwritten without `--force`. */
function planUnowned(desired: DesiredPost, remote: RemotePost, input: PlanInput): Action {
  const comparison = comparePost(desired, { ...remote, base: { kind: 'none' } }, input.context)
  const differences = comparison.fields.filter(({ verdict }) => verdict !== 'same')
  const common = aboutRemote(desired, remote, input)
  const otherProject = remote.owned && remote.base.kind !== 'none' ? remote.base.stamp.project : undefined
  if (!input.flags.adopt || (otherProject !== undefined && !input.flags.force)) {
    const project = otherProject === undefined ? {} : { project: otherProject }
    return { kind: 'unowned', ...common, ...project, differences: differences.map(shown) }
  }
  if (differences.length > 0 && !input.flags.force) {
    return { kind: 'conflict', ...common, reason: 'no-base', conflicts: differences.map(shown), drifts: [] }
  }
  return {
    kind: 'update',
    ...common,
    reason: 'adopted',
    changes: differences.map(shown),
    drifts: [],
    payload: composePayload(desired, remote, comparison, differences, input),
  }
}

function group(comparison: Comparison) {
  const having = (verdict: FieldComparison['verdict']) => comparison.fields.filter((field) => field.verdict === verdict)
  return { update: having('update'), drift: having('drift'), conflict: having('conflict') }
}

/**
 * Only what changed is sent. The new stamp says of each managed field what we last wrote: now, or, where Ghost's own edit is kept, before it;
 * that is what lets the next run still see the drift.
 */
function composePayload(
  desired: DesiredPost,
  remote: RemotePost,
  comparison: Comparison,
  changes: readonly FieldComparison[],
  input: PlanInput,
): Payload {
  const written = new Set(changes.map(({ field }) => field))
  const fields: FieldValues = Object.fromEntries(
    Object.entries(desired.fields).filter(([field]) => written.has(field as FieldName)),
  )
  const previous = remote.base.kind === 'none' ? undefined : remote.base.stamp
  const digests: Partial<Record<FieldName, string>> = {}
  const stored: Partial<Record<FieldName, string>> = {}
  for (const { field, verdict, localDigest, baseDigest } of comparison.fields) {
    const kept = verdict === 'drift' && !written.has(field)
    const digest = kept ? baseDigest : localDigest
    if (digest !== undefined) digests[field] = digest
    const asStored = previous?.stored?.[field]
    if (asStored !== undefined && !written.has(field)) stored[field] = asStored
  }
  const stamp: Stamp = {
    v: 1,
    project: input.project,
    path: desired.path,
    fields: digests,
    ...(Object.keys(stored).length > 0 && { stored }),
  }
  const withBody = written.has('body')
  return { fields, ...(withBody && { body: desired.body }), stamp, assets: assetsIn(desired, fields, withBody) }
}

function assetsIn(desired: DesiredPost, fields: FieldValues, withBody: boolean): string[] {
  const text = JSON.stringify([fields, withBody ? desired.body : null])
  return desired.assets.map((asset) => asset.hash).filter((hash) => text.includes(`${ASSET_SCHEME}${hash}`))
}

/** Leaves out what only the decision needed. */
function shown({ field, remote, local }: FieldComparison): FieldChange {
  return { field, remote, local }
}

function typeChanged(desired: DesiredPost, remote: RemotePost, site: string): Problem {
  const line = desired.lines.slug ?? desired.lines.title
  return {
    severity: 'error',
    code: 'post/type-changed',
    file: desired.file,
    ...(line !== undefined && { line }),
    site,
    message: `this is a ${desired.type}, but ${remote.url} is a ${remote.type}, and Ghost cannot turn one into the other`,
    cure: `Give the ${desired.type} another slug (and file name), or delete the ${remote.type} in Ghost Admin first.`,
  }
}

function copied(copy: RemotePost, site: string): Problem {
  const path = copy.base.kind === 'none' ? '' : copy.base.stamp.path
  return {
    severity: 'warning',
    code: 'post/copied',
    file: path,
    site,
    message: `a second post, ${copy.url}, carries the stamp of this file (copied in Ghost Admin?); it is left alone`,
    cure: 'Remove the ownership tag from the copy, or delete it, in Ghost Admin.',
  }
}
