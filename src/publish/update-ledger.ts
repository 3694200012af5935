import { isDeepStrictEqual } from 'node:util'
import type { SitePlan } from '../diff/plan.ts'
import {
  digestPath,
  isNotedAsSent,
  isPostEntry,
  type Ledger,
  markPost,
  noteSent,
  writeLedger,
} from '../ghost/ledger/ledger.ts'
import type { Stamp } from '../ghost/posts/remote-post.ts'
import { GhostSyncFailure } from '../model/failure.ts'
import type { PublishContext } from './publish-context.ts'
import type { ActionResult } from './site-outcome.ts'

/**
 * Updates the site's ledger of our posts after the posts are written: after a crash in between, the next push finds the posts by their stamps and
 * adds them. Only our own deletions and renames remove an entry. A checkout that lacks the file says nothing about the post; an entry that outlives
 * its file costs one question, should a file of that name ever come back.
 *
 * @returns a sentence for the user where it could not be written; nothing else depends on it
 */
export async function updateLedger(
  plan: SitePlan,
  results: readonly ActionResult[],
  context: PublishContext,
): Promise<string | undefined> {
  const { entries, marks } = context.ledger
  const changes = listLedgerChanges(plan, results, context)
  const isStale =
    [...changes.set].some(([key, id]) => entries.get(key) !== id) ||
    [...changes.marks].some(([key, own]) => !isDeepStrictEqual(marks.get(key), own)) ||
    [...changes.drop].some((key) => entries.has(key))
  if (!isStale) return undefined
  try {
    await writeLedger(context.connection, changes)
    return undefined
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    return `what was published could not be noted on the site, so that a post deleted there would be made again: ${error.message}`
  }
}

/** Lists what the ledger gets and loses by the results of a push. */
export function listLedgerChanges(
  plan: SitePlan,
  results: readonly ActionResult[],
  context: Pick<PublishContext, 'project' | 'remote' | 'ledger'>,
) {
  const set = new Map<string, string>()
  const stamps = new Map<string, Stamp>()
  const drop = new Set<string>()
  const keyOf = (path: string) => digestPath(context.project, path)
  const owned = new Set(context.remote.filter((post) => post.owned).map(({ id }) => id))
  for (const { id, owned: isOurs, base } of context.remote) {
    if (!isOurs || base.kind === 'none' || base.stamp.project !== context.project) continue
    const key = keyOf(base.stamp.path)
    stamps.set(id, base.stamp)
    // A post with another id than the entry is a copy, unless the plan took it for that file's post.
    if (!set.has(key) && (context.ledger.entries.get(key) ?? id) === id) set.set(key, id)
  }
  plan.actions.forEach((action, nth) => {
    const result = results[nth]
    const key = keyOf(action.path)
    // The other post of that file stays.
    if (action.kind === 'delete' && action.reason === 'twin') return
    if (result?.kind === 'deleted') {
      set.delete(key)
      drop.add(key).add(noteSent(context.project, action.path)[0])
    } else if (action.kind === 'create' && result?.kind === 'created' && result.id !== undefined) {
      // The post was created again, and whether the deleted one was sent cannot be known any more.
      if (context.ledger.entries.has(key) || action.recreates !== undefined)
        set.set(...noteSent(context.project, action.path))
      set.set(key, result.id)
      stamps.set(result.id, action.payload.stamp)
      for (const [old, id] of context.ledger.entries) if (id === action.recreates && old !== key) drop.add(old)
    } else if (action.kind === 'update' && (result?.kind === 'updated' || result?.kind === 'adopted')) {
      set.set(key, action.id)
      stamps.set(action.id, action.payload.stamp)
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
  // An interrupted rename has left the old path's entry behind, and a post has one path.
  const paths = new Map([...set].filter(([, id]) => isPostEntry(id)).map(([key, id]) => [id, key]))
  for (const [key, id] of context.ledger.entries) if ((paths.get(id) ?? key) !== key) drop.add(key)
  const marks = new Map(
    [...set].flatMap(([key, id]) => {
      const stamp = stamps.get(id)
      const own = stamp && markPost(stamp.fields)
      return own === undefined ? [] : [[key, own] as const]
    }),
  )
  return { set, marks, drop }
}

/**
 * Removes the posts that this push is about to delete from the site's ledger, before it deletes them. If the push is interrupted in between, the
 * posts still exist and are added again; the other way round, their files could never come back without looking like posts that were deleted in Ghost
 * Admin.
 * @returns the ledger as it is now; unchanged where it could not be written, which `updateLedger` tries again and reports
 */
export async function forgetRemoved(plan: SitePlan, context: PublishContext): Promise<Ledger> {
  const { ledger, project, connection } = context
  const removed = plan.actions.filter((action) => action.kind === 'delete').filter(({ reason }) => reason !== 'twin')
  const ids = new Set(removed.map(({ id }) => id))
  const keys = new Set(removed.map(({ path }) => digestPath(project, path)))
  // Entries are also removed by id: an interrupted rename leaves the old path's entry behind.
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
