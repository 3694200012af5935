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
