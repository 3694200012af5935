import { readFile } from 'node:fs/promises'
import type { Config } from '../config/config.ts'
import { comparePlans } from '../diff/compare-plans.ts'
import type { Plan, PlanFlags } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import type { SiteFailure } from './assembled-plan.ts'
import type { LoadedProject } from './load-project.ts'
import { type PreparedPlan, preparePlan } from './plan.ts'
import type { RunContext, WorkReporter } from './run-context.ts'
import type { ChangedOptions } from './scope.ts'

/**
 * Reads the plan of `push --plan FILE`, and refuses one that is for another project or other sites, or that comes with other options.
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
  const saved = checkSavedPlan(parse(await readPlanFile(path)), config.project, path)
  const sites = config.sites.map(({ name }) => name)
  if ([...saved.request.sites].sort().join() === [...sites].sort().join()) return saved
  const message = `the saved plan is for ${saved.request.sites.join(', ')}, this push is for ${sites.join(', ')}`
  const hint = `Give the same sites: ${saved.request.sites.map((name) => `--site ${name}`).join(' ')}.`
  throw new GhostSyncFailure('plan/other-sites', message, EXIT_CODE.usage, { hint })
}

async function readPlanFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new GhostSyncFailure('plan/unreadable', `the plan file ${path} cannot be read`, EXIT_CODE.usage, {
      hint: HOW_TO_MAKE_ONE,
      cause,
    })
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const HOW_TO_MAKE_ONE = 'Make one with `ghost-sync plan --out FILE`.'

/**
 * Checks that a value is a plan of this project. Only its frame is checked, because it is never pushed unless a new plan says exactly the same.
 * @param name what to call it in a message
 * @throws GhostSyncFailure `plan/not-a-plan`, `plan/other-project`, `plan/incomplete`
 */
export function checkSavedPlan(value: unknown, project: string, name: string): Plan {
  if (!isPlan(value)) {
    const message = `${name} is not a plan of this version of ghost-sync`
    throw new GhostSyncFailure('plan/not-a-plan', message, EXIT_CODE.usage, { hint: HOW_TO_MAKE_ONE })
  }
  if (value.project !== project) {
    const message = `${name} is a plan of the project "${value.project}", this one is "${project}"`
    throw new GhostSyncFailure('plan/other-project', message, EXIT_CODE.usage)
  }
  // A plan without the failed sites, applied later, would look like a whole push.
  const { failures } = value as Partial<{ failures: unknown }>
  if (Array.isArray(failures) && failures.length > 0) {
    const message = `${name} is incomplete: not every site had answered when it was made`
    throw new GhostSyncFailure('plan/incomplete', message, EXIT_CODE.usage, { hint: 'Make a new one.' })
  }
  return value
}

function isPlan(value: unknown): value is Plan {
  if (typeof value !== 'object' || value === null) return false
  const { kind, version, sites, request } = value as Partial<Plan>
  const isWhole = kind === 'ghost-sync-plan' && version === 1 && Array.isArray(sites) && isRequest(request)
  return isWhole && sites.every((site) => Array.isArray(site?.actions))
}

function isRequest(request: Plan['request'] | undefined): boolean {
  if (typeof request !== 'object' || request === null) return false
  const { sites, paths, flags } = request
  const lists = [sites, paths].every((list) => Array.isArray(list) && list.every((entry) => typeof entry === 'string'))
  return lists && typeof flags === 'object' && flags !== null
}

/**
 * Makes a saved plan again, from the files and the sites as they are now.
 * @throws GhostSyncFailure `plan/outdated`, or the failure of a site that did not answer
 */
export async function planAgain(
  saved: Plan,
  project: LoadedProject,
  context: RunContext & WorkReporter,
): Promise<PreparedPlan> {
  const { paths, flags } = saved.request
  const prepared = await preparePlan(project, context, { paths, located: true, options: {}, flags })
  refuseUnlessSame(saved, prepared.plan, prepared.failures)
  return prepared
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
