import type { DesiredPost } from '../scan/source/desired-post.ts'
import type { SitePlan } from './plan.ts'

/** A change of status that a file asks for and that is not made. */
export interface KeptStatus {
  readonly path: string
  /** What the post is, or, if it is new, becomes. */
  readonly status: string
  /** What the file asks for. */
  readonly asked: string
}

export interface KeptPosts {
  /** To be planned instead: the same, with the status that the posts have. */
  readonly desired: readonly DesiredPost[]
  readonly kept: readonly KeptStatus[]
}

/**
 * Takes the changes of status out of what is asked of a site, for a run that may not bring a post out or take it away: everything else is
 * written, and a new post is a draft. The stamp then says of the status what Ghost has, so that a later push still sees what the file asks for.
 * @param plan made of these posts as they are
 */
export function keepStatus(plan: SitePlan, desired: readonly DesiredPost[]): KeptPosts {
  const kept = new Map<string, KeptStatus>()
  for (const action of plan.actions) {
    if (action.kind === 'create') {
      const { status: asked } = action.payload.fields
      if (typeof asked === 'string' && asked !== 'draft') kept.set(action.path, about(action.path, 'draft', asked))
    } else if (action.kind === 'update') {
      const change = action.changes.find(({ field }) => field === 'status')
      if (change !== undefined) kept.set(action.path, about(action.path, String(change.remote), String(change.local)))
    }
  }
  const keep = (post: DesiredPost): DesiredPost => {
    const status = kept.get(post.path)?.status
    return status === undefined ? post : { ...post, fields: { ...post.fields, status } }
  }
  return { desired: desired.map(keep), kept: [...kept.values()] }
}

function about(path: string, status: string, asked: string): KeptStatus {
  return { path, status, asked }
}
