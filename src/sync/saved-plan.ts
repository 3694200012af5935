import { readFile } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { comparePlans } from '../diff/compare-plans.ts'
import type { Plan, PlanFlags } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { SiteFailure } from './assembled-plan.ts'
import type { ChangedOptions } from './scope.ts'

/**
 * Reads the plan of `push --plan FILE` and sees to it that it is for this project, these sites and nothing besides.
 * @throws GhostSyncFailure `usage/plan-and-more`, `plan/unreadable`, `plan/not-a-plan`, `plan/other-project`, `plan/other-sites`
 */
export async function readSavedPlan(
  path: string,
  besides: { readonly paths: readonly string[]; readonly options: ChangedOptions; readonly flags: PlanFlags },
  config: Config,
): Promise<Plan> {
  const { force, adopt, prune, recreate, maxDeletes } = besides.flags
  const narrows = besides.paths.length > 0 || besides.options.changed !== undefined
  if (narrows || force || adopt || prune || recreate === true || maxDeletes !== undefined) {
    const message =
      '--plan goes without paths, --changed, --force, --adopt, --prune, --recreate and --max-deletes: the saved plan says all of that'
    throw new GhostSyncFailure('usage/plan-and-more', message, EXIT_CODE.usage)
  }
  const saved = await readPlanFile(path, config.project)
  const sites = config.sites.map(({ name }) => name)
  if ([...saved.request.sites].sort().join() === [...sites].sort().join()) return saved
  const message = `the saved plan is for ${saved.request.sites.join(', ')}, this push is for ${sites.join(', ')}`
  const hint = `Give the same sites: ${saved.request.sites.map((name) => `--site ${name}`).join(' ')}.`
  throw new GhostSyncFailure('plan/other-sites', message, EXIT_CODE.usage, { hint })
}

/**
 * Refuses unless a plan made just now writes exactly what the saved one says.
 * @throws GhostSyncFailure `plan/outdated`, or the failure of a site that did not answer
 */
export function refuseUnlessSame(saved: Plan, fresh: Plan, failures: readonly SiteFailure[]): void {
  if (failures[0] !== undefined) throw failures[0].failure
  const differences = comparePlans(saved, fresh)
  if (differences.length === 0) return
  const shown = differences
    .slice(0, 10)
    .map(({ site, path, saved: was, fresh: is }) => `\n  ${site}: ${path} (was ${was}, now ${is})`)
  const more = differences.length > 10 ? `\n  and ${differences.length - 10} more` : ''
  const message = `the saved plan no longer fits, nothing was written:${shown.join('')}${more}`
  const hint = 'Files or posts changed since it was made. Make a new one: ghost-sync plan --out FILE.'
  throw new GhostSyncFailure('plan/outdated', message, EXIT_CODE.refused, { hint })
}

/**
 * Reads a plan that `plan --out` wrote.
 * @throws GhostSyncFailure `plan/unreadable`, `plan/not-a-plan`, `plan/other-project`
 */
async function readPlanFile(path: string, project: string): Promise<Plan> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new GhostSyncFailure('plan/unreadable', `the plan file ${path} cannot be read`, EXIT_CODE.usage, {
      hint: 'Make one with `ghost-sync plan --out FILE`.',
      cause,
    })
  })
  const plan = parse(text)
  if (plan === undefined) {
    throw new GhostSyncFailure(
      'plan/not-a-plan',
      `${path} is not a plan of this version of ghost-sync`,
      EXIT_CODE.usage,
      {
        hint: 'Make one with `ghost-sync plan --out FILE`.',
      },
    )
  }
  if (plan.project !== project) {
    const message = `${path} is a plan of the project "${plan.project}", this one is "${project}"`
    throw new GhostSyncFailure('plan/other-project', message, EXIT_CODE.usage)
  }
  return plan
}

/** Only its frame is checked: nothing of it is ever written unless a plan made now says exactly the same. */
function parse(text: string): Plan | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const plan = value as Partial<Plan>
  const whole =
    plan.kind === 'ghost-sync-plan' && plan.version === 1 && Array.isArray(plan.sites) && isRequest(plan.request)
  return whole && plan.sites?.every((site) => Array.isArray(site?.actions)) ? (plan as Plan) : undefined
}

function isRequest(request: Plan['request'] | undefined): boolean {
  if (typeof request !== 'object' || request === null) return false
  const { sites, paths, flags } = request
  const lists = [sites, paths].every((list) => Array.isArray(list) && list.every((entry) => typeof entry === 'string'))
  return lists && typeof flags === 'object' && flags !== null
}
