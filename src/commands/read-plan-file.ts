import { readFile } from 'node:fs/promises'
import type { Plan } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'

/**
 * Reads a plan that `plan --out` wrote.
 * @throws GhostSyncFailure `plan/unreadable`, `plan/not-a-plan`, `plan/other-project`
 */
export async function readPlanFile(path: string, project: string): Promise<Plan> {
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
