import type { PostEdit } from '../ghost/read-edits.ts'
import type { Action, SitePlan } from './plan.ts'

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
