import type { PostEdit } from '../ghost/posts/read-edits.ts'
import type { Action, SitePlan } from './plan.ts'

/**
 * Lists the ids of the posts whose stamp has to be compared with their revisions before a plan is believed: posts that it writes or removes, and
 * conflicts. A post that is left alone needs no look, so that a push without changes requests no revisions.
 */
export function listDoubted({ actions }: SitePlan): ReadonlySet<string> {
  return new Set(actions.flatMap((action) => (isDoubted(action) ? [action.id] : [])))
}

type Doubted = Extract<Action, { readonly kind: 'update' | 'conflict' | 'delete' | 'unpublish' | 'orphan' }>

function isDoubted(action: Action): action is Doubted {
  switch (action.kind) {
    case 'update':
    case 'conflict':
    case 'delete':
    case 'unpublish':
      return true
    // The post would be removed, but its stamp says that somebody edited it.
    case 'orphan':
      return action.reason === 'edited'
    default:
      return false
  }
}

/** Lists the ids of the posts that the plan reports as edited or deleted in Ghost. */
export function listTouched({ actions }: SitePlan): {
  readonly edited: readonly string[]
  readonly deleted: readonly string[]
} {
  return {
    edited: actions.flatMap((action) => (isTouched(action) && action.kind !== 'gone' ? [action.id] : [])),
    deleted: actions.flatMap((action) => (action.kind === 'gone' ? [action.id] : [])),
  }
}

/** Adds to each such post who did it, and when. */
export function nameEditors(plan: SitePlan, edits: ReadonlyMap<string, PostEdit>): SitePlan {
  const actions = plan.actions.map((action) => {
    const edited = isTouched(action) ? edits.get(action.id) : undefined
    return edited === undefined ? action : { ...action, edited }
  })
  return { ...plan, actions }
}

type Touched = Extract<Action, { readonly id: string }>

function isTouched(action: Action): action is Touched {
  switch (action.kind) {
    case 'conflict':
    case 'gone':
      return true
    case 'unchanged':
      return action.drifts.length > 0
    case 'update':
      return action.drifts.length > 0 || action.reason === 'forced'
    case 'orphan':
      return action.reason === 'edited'
    default:
      return false
  }
}
