import type { Action, SitePlan } from '../diff/plan.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { PostRow, PostState } from './post-row.ts'

/**
 * One row per post of a site: those of the plan, in its order, then every other post that the site has.
 *
 * @param remote What the site has; posts of it that no action is about come last, as posts that no file makes.
 */
export function listPostRows({ site, actions }: SitePlan, remote: readonly RemotePost[]): PostRow[] {
  const byId = new Map(remote.map((post) => [post.id, post]))
  const planned = actions.map((action): PostRow => {
    const post = 'id' in action ? byId.get(action.id) : undefined
    return {
      site,
      type: action.type,
      path: hasFile(action) ? action.path : null,
      title: action.title,
      state: judgeState(action),
      ...describePost(post),
    }
  })
  const known = new Set(actions.flatMap((action) => ('id' in action ? [action.id] : [])))
  const others = remote
    .filter(({ id }) => !known.has(id))
    .map(
      (post): PostRow => ({
        site,
        type: post.type,
        path: null,
        title: post.fields.title,
        state: 'only-in-ghost',
        ...describePost(post),
      }),
    )
  return [...planned, ...others]
}

function hasFile({ kind }: Action): boolean {
  return kind !== 'orphan' && kind !== 'delete' && kind !== 'unpublish'
}

function describePost(post: RemotePost | undefined): Pick<PostRow, 'status' | 'publishedAt' | 'url'> {
  if (post === undefined) return { status: null, publishedAt: null, url: null }
  const date = post.fields.published_at
  return { status: post.fields.status, publishedAt: typeof date === 'string' ? date : null, url: post.url }
}

function judgeState(action: Action): PostState {
  switch (action.kind) {
    case 'create':
      return 'new'
    case 'update':
      return 'pending'
    case 'unchanged':
      return action.drifts.length > 0 ? 'drift' : 'in-sync'
    case 'conflict':
    case 'unowned':
    case 'gone':
      return action.kind
    case 'orphan':
    case 'delete':
    case 'unpublish':
      return 'only-in-ghost'
    case 'blocked':
      return 'problems'
  }
}
