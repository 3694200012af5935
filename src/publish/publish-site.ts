import type { Action, ConflictAction, SitePlan } from '../diff/plan.ts'
import { runInTurns } from '../ghost/transport/run-in-turns.ts'
import { type FailureRecord, GhostSyncFailure, recordFailure } from '../model/failure.ts'
import { createFromPlan } from './create-from-plan.ts'
import { holdEmail } from './hold-email.ts'
import type { PublishContext, WriteContext } from './publish-context.ts'
import { removeFromPlan } from './remove-from-plan.ts'
import type { ActionResult, ConflictReason, SkipReason } from './site-outcome.ts'
import { updateFromPlan } from './update-from-plan.ts'
import { forgetRemoved, updateLedger } from './update-ledger.ts'
import { uploadAssets } from './upload-assets.ts'

export interface Published {
  readonly results: readonly ActionResult[]
  readonly failure?: FailureRecord
  readonly uploads: number
  readonly warnings?: readonly string[]
}

/** After this many posts in a row that could not reach the site, the site counts as down; trying the other 900 would take hours. */
const GIVE_UP_AFTER = 3

/** Carries out a site's plan and decides nothing: uploads first, then the posts, a few at a time. One post that fails does not stop the others. */
export async function publishSite(plan: SitePlan, context: PublishContext): Promise<Published> {
  const uploaded = await uploadAssets(plan, context)
  const ledger = await forgetRemoved(plan, context)
  const waiting = plan.actions.filter(isWork).length
  let done = 0
  let lost: GhostSyncFailure[] = []
  const run = async (action: Action): Promise<ActionResult> => {
    if (!isWork(action)) return withoutWork(action)
    if (context.signal.aborted) return skipped(action, { kind: 'interrupted' })
    if (lost.length >= GIVE_UP_AFTER) return skipped(action, { kind: 'site-stopped-answering' })
    const result = await attempt(
      action,
      { ...context, uploaded: uploaded.urls, failedAssets: uploaded.failures },
      (failure) => {
        lost = failure !== undefined && isSiteWide(failure) ? [...lost, failure] : []
      },
    )
    done += 1
    context.onProgress({ kind: 'post', done, total: waiting, path: action.path, outcome: result.kind })
    return result
  }
  const results = await runInTurns(plan.actions, context.concurrency, run)
  const gaveUp = lost.length >= GIVE_UP_AFTER ? lost.at(-1) : undefined
  const warning = gaveUp === undefined ? await updateLedger(plan, results, { ...context, ledger }) : undefined
  return {
    results,
    uploads: uploaded.count,
    ...(gaveUp !== undefined && { failure: recordFailure(gaveUp) }),
    ...(warning !== undefined && { warnings: [warning] }),
  }
}

type Work = Extract<Action, { kind: 'create' | 'update' | 'delete' | 'unpublish' }>

function isWork(action: Action): action is Work {
  return action.kind === 'create' || action.kind === 'update' || action.kind === 'delete' || action.kind === 'unpublish'
}

async function attempt(
  action: Work,
  context: WriteContext,
  tell: (failure: GhostSyncFailure | undefined) => void,
): Promise<ActionResult> {
  try {
    const result = await obey(action, context)
    tell(undefined)
    return result
  } catch (error) {
    // Every other error is a bug of ours, and a bug must not look like a failed post.
    if (!(error instanceof GhostSyncFailure)) throw error
    tell(error)
    return { kind: 'failed', path: action.path, type: action.type, title: action.title, ...recordFailure(error) }
  }
}

function obey(action: Work, context: WriteContext): Promise<ActionResult> {
  switch (action.kind) {
    case 'create':
    case 'update': {
      const held = holdEmail(action, context.consent)
      if (held !== undefined) return Promise.resolve(held)
      return action.kind === 'create' ? createFromPlan(action, context) : updateFromPlan(action, context)
    }
    case 'delete':
    case 'unpublish':
      return removeFromPlan(action, context)
  }
}

function withoutWork(action: Exclude<Action, Work> | Action): ActionResult {
  const { path, type, title } = action
  switch (action.kind) {
    case 'unchanged':
      return { kind: 'unchanged', path, type, title, url: action.url }
    case 'blocked':
      return { kind: 'blocked', path, type, title }
    case 'conflict':
      return { kind: 'conflict', path, type, title, url: action.url, because: recallConflict(action) }
    case 'unowned': {
      const because: ConflictReason = { kind: 'unowned', ...(action.released === true && { released: true }) }
      return { kind: 'conflict', path, type, title, url: action.url, because }
    }
    case 'gone':
      return skipped(action, { kind: 'gone', certain: action.by !== 'title' })
    default:
      return skipped(action, { kind: 'file-gone' })
  }
}

function recallConflict({ reason, restored, merges }: ConflictAction): ConflictReason {
  return { kind: reason, ...(restored === true && { restored }), ...(merges === true && { merges }) }
}

function skipped({ path, type, title }: Action, because: SkipReason): ActionResult {
  return { kind: 'skipped', path, type, title, because }
}

function isSiteWide(failure: GhostSyncFailure): boolean {
  return failure.code.startsWith('site/') || failure.code.startsWith('auth/')
}
