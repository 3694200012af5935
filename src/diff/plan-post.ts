import type { RemotePost } from '../ghost/posts/remote-post.ts'
import type { LexicalRoot } from '../markdown/index.ts'
import type { FieldName } from '../model/fields.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import { type ComparisonContext, digestRemotePost, isFromLater } from './compare/digests.ts'
import { listLosses } from './compare/list-losses.ts'
import { type Comparison, comparePost } from './compare-post.ts'
import { composeFirstPayload, composePayload } from './compose-payload.ts'
import { decidePost, type PostDecision, type PostQuestion } from './decide.ts'
import { type Departed, findLost, type Lost } from './departed-posts.ts'
import { isOurs, type Match } from './match-posts.ts'
import type { Action, FieldChange, PlanFlags, UpdateAction } from './plan.ts'

export interface PostPlanInput {
  readonly project: string
  readonly context: ComparisonContext
  readonly flags: PlanFlags
  readonly forced?: ReadonlySet<string>
  /** Id of the post of each file on this site, by source path, according to the site's ledger. */
  readonly published: ReadonlyMap<string, string>
  /** Files that the ledger knows by something else than their path. */
  readonly departed?: ReadonlyMap<string, Departed>
}

/** The decision about one file's post, as an action, or, if the file and the post cannot be matched, the obstacle. */
export type PlannedPost =
  | { readonly kind: 'planned'; readonly action: Action }
  | { readonly kind: 'obstacle'; readonly reason: Obstacle }

export type Obstacle = Extract<PostDecision, { readonly kind: 'blocked' }>['reason']

/**
 * Plans one file's post: prepares the question for `decide`, and composes the action from the answer.
 * @param isSlugTaken whether another post of the site has the slug that the file asks for, and that its own post does not have yet
 */
export function planPost(match: Match, input: PostPlanInput, isSlugTaken: boolean): PlannedPost {
  const { desired } = match
  const found = match.kind === 'new' ? undefined : compareMatch(match, input)
  const decision = decidePost(
    found === undefined ? askOfNew(desired, input, isSlugTaken) : askOfFound(found, input, isSlugTaken),
  )
  if (decision.kind === 'blocked') return { kind: 'obstacle', reason: decision.reason }
  const action = composeAction(decision, desired, found, input)
  return { kind: 'planned', action }
}

/** A file and the post that was found for it, compared. */
interface FoundMatch {
  readonly match: Exclude<Match, { readonly kind: 'new' }>
  readonly remote: RemotePost
  readonly comparison: Comparison
  readonly lost: Lost
}

function compareMatch(match: FoundMatch['match'], input: PostPlanInput): FoundMatch {
  const { desired, remote, kind } = match
  const isManaged = kind === 'managed'
  // The stamp of a post that is not ours was written by another project, which does not know this file.
  const compared: RemotePost = isManaged ? remote : { ...remote, base: { kind: 'none' } }
  const isLooked = isManaged && isForced(desired, input)
  return {
    match,
    remote,
    comparison: comparePost(desired, compared, input.context),
    lost: isLooked ? findLost(desired, remote, input.context) : { urls: [], fields: [] },
  }
}

function askOfNew({ path }: DesiredPost, input: PostPlanInput, isSlugTaken: boolean): PostQuestion {
  const departed = input.departed?.get(path)
  const id = input.published.get(path) ?? departed?.id
  const former = id === undefined ? undefined : { id, ...(departed !== undefined && { by: departed.by }) }
  return {
    match: 'new',
    ...(former !== undefined && { former }),
    recreate: input.flags.recreate === true,
    isSlugTaken,
  }
}

function askOfFound({ match, remote, comparison, lost }: FoundMatch, input: PostPlanInput, isSlugTaken: boolean) {
  const { desired } = match
  const { base } = remote
  const common = {
    fields: comparison.fields,
    force: isForced(desired, input),
    isFromLater: isOurs(remote, input.project) && base.kind !== 'none' && isFromLater(base.stamp, input.context.rules),
    isOtherType: remote.type !== desired.type,
    isSlugTaken,
  }
  if (match.kind === 'managed') {
    const { renamedFrom } = match
    return {
      ...common,
      match: 'managed',
      base: base.kind === 'none' ? 'none' : base.isUntold === true ? 'untold' : 'told',
      isStampOlder: base.kind === 'revision' || (base.kind === 'stamp' && base.outlivesEdits === true),
      isMoved: renamedFrom !== undefined && renamedFrom !== desired.path,
      lost: lost.fields,
    } as const
  }
  const owner = remote.owned && base.kind !== 'none' ? base.stamp.project : undefined
  return {
    ...common,
    match: 'unowned',
    adopt: input.flags.adopt,
    // A copy of our post that was made in Ghost Admin has our stamp, and belongs to no project.
    ...(owner !== undefined && owner !== input.project && { otherProject: owner }),
    isReleased: !remote.owned && remote.id === input.published.get(desired.path),
  } as const
}

type Decision = Exclude<PostDecision, { readonly kind: 'blocked' }>

function composeAction(
  decision: Decision,
  desired: DesiredPost,
  found: FoundMatch | undefined,
  input: PostPlanInput,
): Action {
  switch (decision.kind) {
    case 'gone':
      return {
        kind: 'gone',
        ...about(desired),
        id: decision.id,
        ...(decision.by !== undefined && { by: decision.by }),
      }
    case 'create': {
      const { recreates } = decision
      const { siteUrl, rules } = input.context
      const payload = composeFirstPayload(desired, input.project, siteUrl, rules)
      return { kind: 'create', ...about(desired), payload, ...(recreates !== undefined && { recreates }) }
    }
  }
  if (found === undefined) throw new TypeError(`nothing was found on the site for ${desired.path}`)
  const { match, remote, comparison, lost } = found
  const common = aboutRemote(desired, remote, input)
  const show = (fields: readonly FieldName[]) => fields.map((field) => showField(comparison, field))
  switch (decision.kind) {
    case 'unowned':
      return {
        kind: 'unowned',
        ...common,
        ...(decision.project !== undefined && { project: decision.project }),
        ...(decision.released === true && { released: true }),
        differences: show(decision.differences),
      }
    case 'conflict': {
      const { reason, conflicts, drifts } = decision
      return { kind: 'conflict', ...common, reason, conflicts: show(conflicts), drifts: show(drifts) }
    }
    case 'unchanged':
      return { kind: 'unchanged', ...common, drifts: show(decision.drifts) }
    case 'update': {
      const { renamedFrom } = match.kind === 'managed' ? match : {}
      const written = comparison.fields.filter(
        ({ field }) => decision.changes.includes(field) || lost.fields.includes(field),
      )
      return {
        kind: 'update',
        ...common,
        reason: decision.reason,
        ...(renamedFrom !== undefined && renamedFrom !== desired.path && { renamedFrom }),
        ...readConversion(remote),
        changes: show(decision.changes),
        drifts: show(decision.drifts),
        ...(lost.urls.length > 0 && { lost: lost.urls }),
        ...describeLosses(
          remote,
          written.some(({ field }) => field === 'body') ? desired.body : undefined,
          input.context,
        ),
        payload: composePayload(desired, remote, comparison, written, input.project, input.context),
      }
    }
  }
}

function describeLosses(
  { body }: RemotePost,
  wanted: LexicalRoot | undefined,
  { siteUrl }: ComparisonContext,
): Pick<UpdateAction, 'losses'> {
  if (body.kind !== 'lexical' || wanted === undefined) return {}
  const losses = listLosses(body.root, wanted, siteUrl)
  return losses.length > 0 ? { losses } : {}
}

function isForced({ path }: DesiredPost, { flags, forced }: PostPlanInput): boolean {
  return flags.force || forced?.has(path) === true
}

function readConversion({ body }: RemotePost): Pick<UpdateAction, 'converts'> {
  return body.kind === 'lexical' || body.format === 'empty' ? {} : { converts: body.format }
}

export function about({ path, type, fields }: DesiredPost) {
  return { path, type, title: fields.title }
}

function aboutRemote(desired: DesiredPost, remote: RemotePost, input: PostPlanInput) {
  const remoteDigest = digestRemotePost(remote, input.context.siteUrl)
  const { id, url, updatedAt } = remote
  return { ...about(desired), id, url, updatedAt, remoteDigest, ...describeRestored(remote) }
}

/** Says whether somebody restored an older revision of the post. */
export function describeRestored({ base }: RemotePost): { readonly restored?: true } {
  return base.kind === 'revision' && base.isRestored === true ? { restored: true } : {}
}

/** Leaves out what only the decision needed. */
function showField({ fields }: Comparison, name: FieldName): FieldChange {
  const found = fields.find(({ field }) => field === name)
  if (found === undefined) throw new TypeError(`the field ${name} was not compared`)
  const { field, remote, local } = found
  return { field, remote, local }
}
