import type { Backup, BackupStore } from '../backup/backup.ts'
import { digestRemotePost } from '../diff/digest-remote.ts'
import { listDifferences, type RestoreStep } from '../diff/plan-restore.ts'
import { GhostSyncFailure } from '../failure.ts'
import type { FieldName } from '../fields.ts'
import type { Connection } from '../ghost/connection.ts'
import { createPost } from '../ghost/create-post.ts'
import { fetchWholePost } from '../ghost/fetch-whole-post.ts'
import { digestPath } from '../ghost/ledger.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { SiteFacts } from '../ghost/site-facts.ts'
import { updatePost } from '../ghost/update-post.ts'
import { writeLedger } from '../ghost/write-ledger.ts'
import { composeRestore } from './compose-restore.ts'
import { fetchAtRest } from './fetch-at-rest.ts'
import { lookBeforeWrite } from './look-again.ts'
import type { OutcomeFailure } from './site-outcome.ts'
import { takeBack } from './take-back.ts'

export interface RestoreEntry {
  /** Where it lies: absolute. */
  readonly file: string
  readonly backup: Backup
  readonly kept: RemotePost
  readonly step: RestoreStep
}

export interface RestoreContext {
  readonly connection: Connection
  readonly facts: SiteFacts
  readonly ownershipTag: string
  /** Where a post that is put back is kept as it was until then. */
  readonly backups: BackupStore
  readonly now: Date
}

/** What became of one backup: `restore --json` prints it. */
export type RestoreResult = RestoreAbout &
  (
    | { readonly kind: 'restored'; readonly how: 'created' | 'updated'; readonly warnings: readonly string[] }
    | { readonly kind: 'unchanged' }
    /** Stopped by Ctrl-C before its turn. */
    | { readonly kind: 'skipped' }
    | { readonly kind: 'refused'; readonly message: string; readonly hint?: string }
    | ({ readonly kind: 'failed' } & OutcomeFailure)
  )

interface RestoreAbout {
  readonly file: string
  readonly site: string
  readonly path: string
  readonly title: string
  readonly url: string
}

/** Brings back one post, if it still is what the plan saw. */
export async function restorePost(entry: RestoreEntry, context: RestoreContext): Promise<RestoreResult> {
  const { file, backup, kept, step } = entry
  const { site, path } = backup
  const about = { file, site, path, title: kept.fields.title, url: kept.url }
  try {
    switch (step.kind) {
      case 'unchanged':
        return { ...about, kind: 'unchanged' }
      case 'refused':
        return { ...about, kind: 'refused', message: step.reason, hint: step.cure }
      case 'create':
        return { ...about, ...(await makeAgain(entry, context)) }
      case 'update':
        return { ...about, ...(await putBack(entry, step.remoteDigest, context)) }
    }
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    const { code, message, hint } = error
    return { ...about, kind: 'failed', code, message, ...(hint !== undefined && { hint }) }
  }
}

type Restored = Pick<Extract<RestoreResult, { kind: 'restored' }>, 'kind' | 'how' | 'warnings'>
type Refused = Pick<Extract<RestoreResult, { kind: 'refused' }>, 'kind' | 'message' | 'hint'>

async function makeAgain({ backup, kept }: RestoreEntry, context: RestoreContext): Promise<Restored | Refused> {
  const { connection } = context
  const { wire, warnings } = composeRestore(kept, backup.stamp, context)
  const { post } = await createPost(connection, kept.type, wire)
  if (post.fields.slug !== kept.fields.slug) {
    const stays = (await takeBack(post, context))
      ? ''
      : `, and somebody has edited the one that was made as "${post.fields.slug}": it stays`
    return { kind: 'refused', message: `another post took the slug "${kept.fields.slug}" in the meantime${stays}` }
  }
  const noted = await noteAgain(backup, post, connection)
  return {
    kind: 'restored',
    how: 'created',
    warnings: [...warnings, ...noted, ...tellDifferences(kept, post, context)],
  }
}

/** Ours again, so that deleting it in Ghost Admin is noticed. */
async function noteAgain(
  { project, path, stamp }: Backup,
  { id }: RemotePost,
  connection: Connection,
): Promise<string[]> {
  if (stamp === null || path === '') return []
  try {
    await writeLedger(connection, { set: new Map([[digestPath(project, path), id]]), drop: new Set() })
    return []
  } catch (error) {
    if (error instanceof GhostSyncFailure) return [`it could not be noted on the site: ${error.message}`]
    throw error
  }
}

async function putBack(
  { backup, kept }: RestoreEntry,
  seen: string,
  context: RestoreContext,
): Promise<Restored | Refused> {
  const { connection, facts, backups } = context
  const whole = await fetchAtRest(() => fetchWholePost(connection, kept.type, kept.id), connection)
  if (whole === undefined || digestRemotePost(whole.post, facts.url) !== seen) return CHANGED
  const { post, wire: before } = whole
  await backups.keep({
    ...backup,
    takenAt: context.now.toISOString(),
    reason: 'overwrite',
    stamp: post.base.kind === 'none' ? null : post.base.stamp,
    post: before,
  })
  // Writing the backup takes its time. Tags and meta fields are written over here, and Ghost checks no collision for those.
  if ((await lookBeforeWrite(post, context)) !== 'same') return CHANGED
  const { wire, warnings } = composeRestore(kept, null, context)
  try {
    const written = await updatePost(connection, kept.type, kept.id, { ...wire, updated_at: post.updatedAt })
    return {
      kind: 'restored',
      how: 'updated',
      warnings: [...warnings, ...tellDifferences(kept, written.post, context)],
    }
  } catch (error) {
    if (error instanceof GhostSyncFailure && error.code === 'ghost/collision') return CHANGED
    throw error
  }
}

const CHANGED: Refused = {
  kind: 'refused',
  message: 'changed in Ghost in the meantime',
  hint: 'Nothing was written. Run restore again to see it.',
}

/** The status has its own sentence, where it had to differ. */
function tellDifferences(kept: RemotePost, post: RemotePost, { facts }: RestoreContext): readonly string[] {
  const fields: readonly FieldName[] = listDifferences(kept, post, facts.url).filter((field) => field !== 'status')
  return fields.length === 0 ? [] : [`Ghost stored otherwise than it was: ${fields.join(', ')}`]
}
