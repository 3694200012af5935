import type { Action, Plan } from './plan.ts'

/** A post whose action or state differs from the saved plan. */
export interface PlanDifference {
  readonly site: string
  readonly path: string
  readonly saved: Action['kind'] | 'nothing'
  readonly fresh: Action['kind'] | 'nothing'
}

/**
 * Compares a saved plan with one made just now for the same request. Only what would be written counts: every value of every write must be the one
 * that was reviewed, and the post's state must be the one that was compared.
 */
export function comparePlans(saved: Plan, fresh: Plan): PlanDifference[] {
  const before = listWrites(saved)
  const now = listWrites(fresh)
  const keys = [...new Set([...before.keys(), ...now.keys()])].sort()
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key), now.get(key)]
    if (was !== undefined && is !== undefined && describe(was.action) === describe(is.action)) return []
    const about = was ?? is
    if (about === undefined) return []
    return [
      {
        site: about.site,
        path: about.action.path,
        saved: was?.action.kind ?? 'nothing',
        fresh: is?.action.kind ?? 'nothing',
      },
    ]
  })
}

/** The number of members is left out: members come and go between review and push, and the number was not part of the consent. */
function describe(action: Action): string {
  const email = 'email' in action ? action.email : undefined
  return JSON.stringify(email?.kind === 'send' ? { ...action, email: { ...email, recipients: null } } : action)
}

function listWrites(plan: Plan): Map<string, { site: string; action: Action }> {
  const writes = new Map<string, { site: string; action: Action }>()
  for (const { site, actions } of plan.sites) {
    for (const action of actions) {
      if (!['create', 'update', 'delete', 'unpublish'].includes(action.kind)) continue
      writes.set(JSON.stringify([site, action.type, action.path, 'id' in action ? action.id : '']), { site, action })
    }
  }
  return writes
}
