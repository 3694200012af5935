import type { PostEdit } from '../ghost/posts/read-edits.ts'
import type { Action, SitePlan } from './plan.ts'

/**
 * Ids of the posts whose stamp has to be held against their revisions before a plan is believed: whatever it writes or removes, and what it calls changed on both
 * sides. A post that is left alone needs no look, so that a push without changes asks for none.
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
    // It was to be removed, and what its stamp says stood in the way.
    case 'orphan':
      return action.reason === 'edited'
    default:
      return false
  }
}

/** Ids of the posts whose plan tells of somebody's doing in Ghost: those that were edited, and those that were deleted. */
export function listTouched({ actions }: SitePlan): {
  readonly edited: readonly string[]
  readonly deleted: readonly string[]
} {
  return {
    edited: actions.flatMap((action) => (isTouched(action) && action.kind !== 'gone' ? [action.id] : [])),
    deleted: actions.flatMap((action) => (action.kind === 'gone' ? [action.id] : [])),
  }
}

/** Says of each such post who did it, and when. */
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
