import { type DecidedPost, decideMatch, type SiteDecision } from './plan-site.ts'

/** A change of status that a file asks for and that is not made. */
export interface KeptStatus {
  readonly path: string
  /** What the post is, or, if it is new, becomes. */
  readonly status: string
  /** What the file asks for. */
  readonly asked: string
}

/**
 * Takes the changes of status out of what was decided, for a run that may not publish a post or take it away: everything else is written, and a new post
 * is a draft. Each such post is decided once more, as if its file asked for the status that it has. The stamp then says of the status what Ghost has, so
 * that a later push still sees what the file asks for.
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
