import type { RemotePost, Stamp } from '../ghost/posts/remote-post.ts'
import type { FieldName, FieldValues } from '../model/fields.ts'
import { ASSET_SCHEME } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { readBody } from './compare/canonicalise.ts'
import {
  type ComparisonContext,
  type DigestRules,
  digestBody,
  digestField,
  digestOthers,
  nameGeneration,
} from './compare/digests.ts'
import { type Comparison, comparePost, digestRemotePost, type FieldComparison } from './decide.ts'
import { type Departed, findLost } from './departed-posts.ts'
import type { Match } from './match-posts.ts'
import type { Action, FieldChange, Payload, PlanFlags, UpdateAction } from './plan.ts'

export interface PostPlanInput {
  readonly project: string
  readonly context: ComparisonContext
  readonly flags: PlanFlags
  readonly forced?: ReadonlySet<string>
  /** Id of the post that each file has had on this site, by source path, as far as the site remembers. */
  readonly published: ReadonlyMap<string, string>
  /** Files that the site knows by something else than their path. */
  readonly departed?: ReadonlyMap<string, Departed>
}

/** Decides what happens to one file's post. */
export function planPost(match: Match, input: PostPlanInput): Action {
  switch (match.kind) {
    case 'new': {
      const { path } = match.desired
      const departed = input.departed?.get(path)
      const id = input.published.get(path) ?? departed?.id
      if (id !== undefined && input.flags.recreate !== true) {
        return { kind: 'gone', ...about(match.desired), id, ...(departed !== undefined && { by: departed.by }) }
      }
      const { siteUrl, rules } = input.context
      const payload = composeFirstPayload(match.desired, input.project, siteUrl, rules)
      return { kind: 'create', ...about(match.desired), payload, ...(id !== undefined && { recreates: id }) }
    }
    case 'managed':
      return planManaged(match.desired, match.remote, match.renamedFrom, input)
    case 'unowned':
      return planUnowned(match.desired, match.remote, input)
  }
}

function planManaged(
  desired: DesiredPost,
  remote: RemotePost,
  renamedFrom: string | undefined,
  input: PostPlanInput,
): Action {
  const force = isForced(desired, input)
  const comparison = comparePost(desired, remote, input.context)
  const by = group(comparison)
  const conflicts = force ? [] : by.conflict
  const changes = force ? [...by.update, ...by.conflict, ...by.drift] : by.update
  const lost = force ? findLost(desired, remote, input.context) : { urls: [], fields: [] }
  const drifts = (force ? [] : by.drift).map(shown)
  const common = aboutRemote(desired, remote, input)
  if (conflicts.length > 0) {
    const isTold = remote.base.kind !== 'none' && remote.base.isUntold !== true
    const reason = isTold ? 'both-changed' : 'no-base'
    return { kind: 'conflict', ...common, reason, conflicts: conflicts.map(shown), drifts }
  }
  const moved = renamedFrom !== undefined && renamedFrom !== desired.path
  // Nothing left to say, but no stamp to say it by: the tag alone cannot tell the next run what we wrote.
  const unstamped = remote.base.kind === 'none' || isBehind(comparison, remote)
  if (changes.length === 0 && !moved && !unstamped && lost.urls.length === 0)
    return { kind: 'unchanged', ...common, drifts }
  const forced = force && by.conflict.length + by.drift.length > 0
  return {
    kind: 'update',
    ...common,
    reason: forced ? 'forced' : 'changed',
    ...(moved && { renamedFrom }),
    ...readConversion(remote),
    changes: changes.map(shown),
    drifts,
    ...(lost.urls.length > 0 && { lost: lost.urls }),
    payload: composePayload(
      desired,
      remote,
      comparison,
      comparison.fields.filter((one) => changes.includes(one) || lost.fields.includes(one.field)),
      input.project,
      input.context,
    ),
  }
}

/**
 * Somebody changed the post in Ghost, and the file has come to say the same (`ghost-sync pull`). Until the stamp says so as well, the next
 * change on either side would be taken for a change on both.
 */
function isBehind({ fields }: Comparison, { base }: RemotePost): boolean {
  if (base.kind !== 'revision' && !(base.kind === 'stamp' && base.outlivesEdits === true)) return false
  return fields.some(
    ({ field, verdict, baseDigest, localDigest }) =>
      field !== 'status' && verdict === 'same' && baseDigest !== undefined && baseDigest !== localDigest,
  )
}

/** A post that nobody gave us: taken over only on purpose, and even then no differing field is overwritten without `--force`. */
function planUnowned(desired: DesiredPost, remote: RemotePost, input: PostPlanInput): Action {
  const force = isForced(desired, input)
  const comparison = comparePost(desired, { ...remote, base: { kind: 'none' } }, input.context)
  const differences = comparison.fields.filter(({ verdict }) => verdict !== 'same')
  const common = aboutRemote(desired, remote, input)
  const owner = remote.owned && remote.base.kind !== 'none' ? remote.base.stamp.project : undefined
  // A copy of a post of ours that was made in Ghost Admin has our stamp, and is nobody's.
  const otherProject = owner === input.project ? undefined : owner
  if (!input.flags.adopt || (otherProject !== undefined && !force)) {
    const project = otherProject === undefined ? {} : { project: otherProject }
    const released = !remote.owned && remote.id === input.published.get(desired.path)
    return {
      kind: 'unowned',
      ...common,
      ...project,
      ...(released && { released }),
      differences: differences.map(shown),
    }
  }
  if (differences.length > 0 && !force) {
    return { kind: 'conflict', ...common, reason: 'no-base', conflicts: differences.map(shown), drifts: [] }
  }
  return {
    kind: 'update',
    ...common,
    reason: 'adopted',
    ...readConversion(remote),
    changes: differences.map(shown),
    drifts: [],
    payload: composePayload(desired, remote, comparison, differences, input.project, input.context),
  }
}

function isForced({ path }: DesiredPost, { flags, forced }: PostPlanInput): boolean {
  return flags.force || forced?.has(path) === true
}

function readConversion({ body }: RemotePost): Pick<UpdateAction, 'converts'> {
  return body.kind === 'lexical' || body.format === 'empty' ? {} : { converts: body.format }
}

function group(comparison: Comparison) {
  const having = (verdict: FieldComparison['verdict']) => comparison.fields.filter((field) => field.verdict === verdict)
  return { update: having('update'), drift: having('drift'), conflict: having('conflict') }
}

export function about({ path, type, fields }: DesiredPost) {
  return { path, type, title: fields.title }
}

function aboutRemote(desired: DesiredPost, remote: RemotePost, input: PostPlanInput) {
  const remoteDigest = digestRemotePost(remote, input.context.siteUrl)
  const { id, url, updatedAt } = remote
  return { ...about(desired), id, url, updatedAt, remoteDigest, ...tellRestored(remote) }
}

/** Whether somebody put an older revision of the post back. */
export function tellRestored({ base }: RemotePost): { readonly restored?: true } {
  return base.kind === 'revision' && base.isRestored === true ? { restored: true } : {}
}

/** Leaves out what only the decision needed. */
function shown({ field, remote, local }: FieldComparison): FieldChange {
  return { field, remote, local }
}

/** Everything that the file says, for a post that does not exist yet. */
export function composeFirstPayload(
  desired: DesiredPost,
  project: string,
  siteUrl: string,
  rules?: DigestRules,
): Payload {
  const digests = Object.entries(desired.fields).map(([field, value]) => [
    field,
    digestField(field as Exclude<FieldName, 'body'>, value ?? null, siteUrl),
  ])
  const fields = { ...Object.fromEntries(digests), body: digestBody(desired.body, siteUrl) }
  const stamp: Stamp = { v: 1, project, path: desired.path, fields, ...nameGeneration(rules) }
  return { fields: desired.fields, body: desired.body, stamp, assets: assetsIn(desired, desired.fields, true) }
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
  project: string,
  context: ComparisonContext,
): Payload {
  const { siteUrl } = context
  const written = new Set(changes.map(({ field }) => field))
  const fields: FieldValues = Object.fromEntries(
    Object.entries(desired.fields).filter(([field]) => written.has(field as FieldName)),
  )
  const previous = remote.base.kind === 'none' ? undefined : remote.base.stamp
  const last = remote.base.kind === 'none' ? remote.base.lastSeq : (remote.base.stamp.seq ?? 0)
  const digests: Partial<Record<FieldName, string>> = {}
  const stored: Partial<Record<FieldName, string>> = {}
  for (const { field, verdict, localDigest, baseDigest, storedDigest } of comparison.fields) {
    const kept = verdict === 'drift' && !written.has(field)
    const digest = kept ? baseDigest : localDigest
    if (digest !== undefined) digests[field] = digest
    const asStored = storedDigest ?? previous?.stored?.[field]
    if (asStored !== undefined && !written.has(field)) stored[field] = asStored
  }
  const withBody = written.has('body')
  // The stamp travels in the document: one in an older format is brought into today's, with the addresses that it has.
  const converted = withBody || remote.body.kind === 'lexical' ? undefined : readBody(remote.body)
  if (converted !== undefined) {
    const digest = digestBody(converted, siteUrl)
    if (digest === digests.body) delete stored.body
    else stored.body = digest
  }
  const body = withBody ? desired.body : converted
  const others = digestOthers(Object.keys(digests), remote, context)
  const stamp: Stamp = {
    v: 1,
    project,
    path: desired.path,
    fields: digests,
    ...(last !== undefined && { seq: last + 1 }),
    ...nameGeneration(context.rules),
    ...(others !== undefined && { others }),
    ...(Object.keys(stored).length > 0 && { stored }),
  }
  return { fields, ...(body !== undefined && { body }), stamp, assets: assetsIn(desired, fields, withBody) }
}

function assetsIn(desired: DesiredPost, fields: FieldValues, withBody: boolean): string[] {
  const text = JSON.stringify([fields, withBody ? desired.body : null])
  return desired.assets.map((asset) => asset.hash).filter((hash) => text.includes(`${ASSET_SCHEME}${hash}`))
}
