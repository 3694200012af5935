import type { SitePlan } from '../diff/plan.ts'
import { GhostSyncFailure } from '../failure.ts'
import { digestPath, isNotedAsSent, isPostEntry, noteSent } from '../ghost/ledger.ts'
import { writeLedger } from '../ghost/write-ledger.ts'
import type { PublishContext } from './publish-context.ts'
import type { ActionResult } from './site-outcome.ts'

/**
 * Has the site remember which posts it has from us, once the posts themselves are written: after a crash in between, the next push finds them by
 * their stamps and adds them. Only our own deletions and renames take an entry away. A checkout that has no such file yet, or no longer, says nothing of
 * the post; an entry that outlives its file costs one question, should a file of that name ever come back.
 *
 * @returns a sentence for the user where it could not be written; nothing else depends on it
 */
export async function keepLedger(
  plan: SitePlan,
  results: readonly ActionResult[],
  context: PublishContext,
): Promise<string | undefined> {
  const { entries } = context.ledger
  const changes = listChanges(plan, results, context)
  const isStale =
    [...changes.set].some(([key, id]) => entries.get(key) !== id) || [...changes.drop].some((key) => entries.has(key))
  if (!isStale) return undefined
  try {
    await writeLedger(context.connection, changes)
    return undefined
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    return `what was published could not be noted on the site, so that a post deleted there would be made again: ${error.message}`
  }
}

function listChanges(plan: SitePlan, results: readonly ActionResult[], context: PublishContext) {
  const set = new Map<string, string>()
  const drop = new Set<string>()
  const keyOf = (path: string) => digestPath(context.project, path)
  const owned = new Set(context.remote.filter((post) => post.owned).map(({ id }) => id))
  for (const { id, owned: isOurs, base } of context.remote) {
    if (!isOurs || base.kind === 'none' || base.stamp.project !== context.project) continue
    const key = keyOf(base.stamp.path)
    if (!set.has(key)) set.set(key, id)
  }
  plan.actions.forEach((action, nth) => {
    const result = results[nth]
    const key = keyOf(action.path)
    // The other of the two posts of that file stays.
    if (action.kind === 'delete' && action.reason === 'twin') return
    if (result?.kind === 'deleted') {
      set.delete(key)
      drop.add(key).add(noteSent(context.project, action.path)[0])
    } else if (result?.kind === 'created' && result.id !== undefined) {
      // Made anew: whether the one that is gone was sent, nobody can tell any more.
      if (context.ledger.entries.has(key)) set.set(...noteSent(context.project, action.path))
      set.set(key, result.id)
    } else if (action.kind === 'update' && (result?.kind === 'updated' || result?.kind === 'adopted')) {
      set.set(key, action.id)
      if (action.renamedFrom === undefined) return
      if (isNotedAsSent(context.ledger, context.project, action.renamedFrom)) {
        set.set(...noteSent(context.project, action.path))
        drop.add(noteSent(context.project, action.renamedFrom)[0])
      }
      const old = keyOf(action.renamedFrom)
      if (set.get(old) === action.id) set.delete(old)
      drop.add(old)
    } else if (action.kind === 'unchanged' && owned.has(action.id)) set.set(key, action.id)
  })
  // A rename that was cut off before this point has left its old path behind, and a post has one path.
  const paths = new Map([...set].filter(([, id]) => isPostEntry(id)).map(([key, id]) => [id, key]))
  for (const [key, id] of context.ledger.entries) if ((paths.get(id) ?? key) !== key) drop.add(key)
  return { set, drop }
}
