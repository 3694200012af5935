import type { SitePlan } from '../diff/plan.ts'
import { GhostSyncFailure } from '../failure.ts'
import { digestPath, type Ledger } from '../ghost/ledger.ts'
import { writeLedger } from '../ghost/write-ledger.ts'
import type { PublishContext } from './publish-context.ts'

/**
 * Takes the posts that this push is about to delete out of the site's ledger, before it deletes them. Cut off in between, the posts are still there
 * to be noted again; the other way round, their files could never come back without looking like something that was deleted in Ghost Admin.
 * @returns the ledger as it is now; unchanged where it could not be written, which `keepLedger` tries again and tells
 */
export async function forgetRemoved(plan: SitePlan, context: PublishContext): Promise<Ledger> {
  const { ledger, project, connection } = context
  const removed = plan.actions.filter((action) => action.kind === 'delete').filter(({ reason }) => reason !== 'twin')
  const ids = new Set(removed.map(({ id }) => id))
  const keys = new Set(removed.map(({ path }) => digestPath(project, path)))
  // By the id as well: a rename that was cut off leaves the old path's entry behind.
  const drop = new Set([...ledger.entries].flatMap(([key, id]) => (keys.has(key) || ids.has(id) ? [key] : [])))
  if (drop.size === 0 || context.signal.aborted) return ledger
  try {
    await writeLedger(connection, { set: new Map(), drop })
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    return ledger
  }
  return { ...ledger, entries: new Map([...ledger.entries].filter(([key]) => !drop.has(key))) }
}
