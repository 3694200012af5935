import { type DecidedPost, decideMatch, type SiteDecision } from './plan-site.ts'

/** A change of status that a file asks for and that is not made. */
export interface KeptStatus {
  readonly path: string
  /** The post's status, or, if the post is new, the status that it gets. */
  readonly status: string
  /** The status that the file asks for. */
  readonly asked: string
}

/**
 * Takes changes of status out of the decisions, for a run that may neither publish nor unpublish a post: everything else is written, and a new post
 * is a draft. Each such post is decided once more, as if its file asked for its current status. The stamp then has Ghost's status, so that a later
 * push still sees what the file asks for.
 */
export function preserveStatus(decision: SiteDecision): {
  readonly decision: SiteDecision
  readonly kept: readonly KeptStatus[]
} {
  const kept: KeptStatus[] = []
  const posts = decision.posts.map((post): DecidedPost => {
    const change = findChange(post)
    if (change === undefined) return post
    kept.push(change)
    const { match } = post
    const { fields } = match.desired
    const desired = { ...match.desired, fields: { ...fields, status: change.status } }
    return decideMatch({ ...match, desired }, decision.input)
  })
  if (kept.length === 0) return { decision, kept }
  const files = new Map(posts.map(({ match: { desired } }) => [desired.path, desired]))
  const desired = decision.input.desired.map((post) => files.get(post.path) ?? post)
  return { decision: { ...decision, input: { ...decision.input, desired }, posts }, kept }
}

function findChange({ action }: DecidedPost): KeptStatus | undefined {
  const { path } = action
  if (action.kind === 'create') {
    const { status: asked } = action.payload.fields
    return typeof asked === 'string' && asked !== 'draft' ? { path, status: 'draft', asked } : undefined
  }
  const change = action.kind === 'update' ? action.changes.find(({ field }) => field === 'status') : undefined
  return change === undefined ? undefined : { path, status: String(change.remote), asked: String(change.local) }
}
