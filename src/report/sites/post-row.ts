import type { Action, SitePlan } from '../../diff/plan.ts'
import type { RemotePost } from '../../ghost/posts/remote-post.ts'
import type { PostType } from '../../model/fields.ts'

/**
 * Where a post stands between its file and one site.
 *
 * - `in-sync`: a push would do nothing.
 * - `new`: the file has no post yet.
 * - `pending`: a push would write it.
 * - `drift`: changed in Ghost alone; a push keeps that.
 * - `conflict`: changed on both sides.
 * - `unowned`: a post with this slug is there that ghost-sync does not manage.
 * - `gone`: deleted in Ghost since it was published.
 * - `only-in-ghost`: a post of the site that no file makes.
 * - `problems`: the file has errors.
 */
export const POST_STATES = [
  'in-sync',
  'new',
  'pending',
  'drift',
  'conflict',
  'unowned',
  'gone',
  'only-in-ghost',
  'problems',
] as const

export type PostState = (typeof POST_STATES)[number]

/** One post on one site, as `list` shows it. */
export interface PostRow {
  /** Name of the site. */
  readonly site: string
  readonly type: PostType
  /** Relative to the content root; null for a post that no file makes. */
  readonly path: string | null
  readonly title: string
  readonly state: PostState
  /** The status that readers see now: `draft`, `published`, `scheduled`, `sent`; null while the site does not have the post. */
  readonly status: string | null
  /** ISO 8601 in UTC; null for none. */
  readonly publishedAt: string | null
  /** The address; of a draft, that of its preview. Null while the site does not have the post. */
  readonly url: string | null
}

/**
 * Lists a row per post of a site: those of the plan in its order, then every other post of the site.
 *
 * @param remote the site's posts; those without an action come last, as posts without a file
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
