import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { type ComparisonContext, digestRemotePost, isFromLater } from './compare/digests.ts'
import { decideRemoval } from './decide.ts'
import { isEdited } from './edited-posts.ts'
import type { RemovalRefusal, RemoveAction, SitePlan } from './plan.ts'
import { describeRestored } from './plan-post.ts'

/** A post that an interrupted push made, and the other post because of which it is deleted. */
export interface TakenBack {
  readonly post: RemotePost
  readonly beside: RemotePost
}

export interface RemovalInput {
  readonly orphans: readonly RemotePost[]
  /** Posts that an interrupted push made twice. They are deleted whatever the policy, since the other one stays. See `isTwin`. */
  readonly twins: readonly TakenBack[]
  /** Posts that an interrupted push made beside somebody else's post with that slug. They are deleted likewise. See `findStrayRival`. */
  readonly strays: readonly TakenBack[]
  /** Number of the site's posts of this project, for the limit of 10 %: another project may have thousands under the same tag. */
  readonly managed: number
  readonly onRemove: 'report' | 'unpublish' | 'delete'
  /** `--prune`: remove although the policy only reports. */
  readonly prune: boolean
  /** `--force`: also remove posts that somebody edited in Ghost. */
  readonly force: boolean
  readonly maxDeletes: number | undefined
  /** The run is about some paths or sites only: posts whose file is gone are then reported, never removed. */
  readonly partial: boolean
  /** Why the scan cannot tell which files are gone; undefined when it was complete. */
  readonly unhealthy: string | undefined
  readonly context: Pick<ComparisonContext, 'siteUrl' | 'defaultAuthor' | 'rules'>
}

/** Plans the managed posts whose file is gone, and refuses all removals at once where they are too many, or the scan is in doubt. */
export function planRemovals(input: RemovalInput): { actions: RemoveAction[]; refused?: RemovalRefusal } {
  const allowed = input.prune && input.onRemove === 'report' ? 'delete' : input.onRemove
  const wanted = input.partial ? 'report' : allowed
  const decided = input.orphans.map((post) => decide(post, wanted, input))
  const takeBack = ({ post, beside }: TakenBack, reason: 'twin' | 'stray'): RemoveAction => ({
    ...describe(post, input),
    kind: 'delete',
    reason,
    beside: { type: beside.type, id: beside.id },
  })
  const taken = [
    ...input.twins.map((twin) => takeBack(twin, 'twin')),
    ...input.strays.map((stray) => takeBack(stray, 'stray')),
  ]
  const removals = decided.filter((action) => action.kind !== 'orphan')
  const refused = removals.length === 0 ? undefined : refuse(removals.length, input)
  if (refused === undefined) return { actions: [...decided, ...taken] }
  const reported = decided.map(
    (action): RemoveAction => (action.kind === 'orphan' ? action : { ...action, kind: 'orphan', reason: 'refused' }),
  )
  return { actions: [...reported, ...taken], refused }
}

function describe(post: RemotePost, input: RemovalInput) {
  return {
    path: post.base.kind === 'none' ? '' : post.base.stamp.path,
    type: post.type,
    title: post.fields.title,
    id: post.id,
    url: post.url,
    updatedAt: post.updatedAt,
    remoteDigest: digestRemotePost(post, input.context.siteUrl),
    publishedAt: typeof post.fields.published_at === 'string' ? post.fields.published_at : null,
    ...describeRestored(post),
  }
}

function decide(post: RemotePost, wanted: 'report' | 'unpublish' | 'delete', input: RemovalInput): RemoveAction {
  const { base } = post
  const decision = decideRemoval({
    hasStamp: base.kind !== 'none',
    isFromLater: base.kind !== 'none' && isFromLater(base.stamp, input.context.rules),
    wanted,
    isDraft: post.fields.status === 'draft',
    get isEdited() {
      return isEdited(post, input.context)
    },
    force: input.force,
  })
  return { ...describe(post, input), ...decision }
}

function refuse(posts: number, input: RemovalInput): RemovalRefusal | undefined {
  if (input.unhealthy !== undefined) return { kind: 'unhealthy-scan', detail: input.unhealthy, posts }
  const limit = input.maxDeletes ?? Math.max(5, Math.floor(input.managed / 10))
  return posts > limit ? { kind: 'too-many', posts, limit } : undefined
}

/**
 * Leaves posts whose file is gone out of a plan for a run about other files: that run has not looked at their files, and a moved file outside of the
 * run would be taken for a deleted one.
 */
export function leaveOutOrphans(plan: SitePlan): SitePlan {
  return { ...plan, actions: plan.actions.filter(({ kind }) => kind !== 'orphan') }
}
