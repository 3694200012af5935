import type { SitePlan } from './plan.ts'

/**
 * A plan without a word on posts whose file is gone, for a run that was asked about other files: it has not looked at those, and a file that was
 * moved, but is not among what was asked for, would be taken for one that is gone.
 */
export function leaveOutOrphans(plan: SitePlan): SitePlan {
  return { ...plan, actions: plan.actions.filter(({ kind }) => kind !== 'orphan') }
}
