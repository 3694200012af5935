import type { Action, SitePlan } from '../diff/plan.ts'

/**
 * The part of a plan that is about these files, for a push of just what was saved. Removals are left out of it as well: whether a file is gone
 * for good, or a branch is being changed, nobody can tell from here.
 */
export function narrowPlan(plan: SitePlan, paths: ReadonlySet<string>): SitePlan {
  const isAbout = (action: Action) => paths.has(action.path) && action.kind !== 'delete' && action.kind !== 'unpublish'
  const { site, url, problems } = plan
  return { site, url, actions: plan.actions.filter(isAbout), problems }
}
