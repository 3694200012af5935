import type { Backup, BackupStore } from '../backup/backup.ts'
import { readBody } from '../diff/compare/canonicalise.ts'
import { digestRemotePost } from '../diff/compare/digests.ts'
import { isSooner, isTransition } from '../diff/decide-email.ts'
import { listDifferences, type RestoreStep, type SlugOccupied } from '../diff/plan-restore.ts'
import { fetchMailState } from '../ghost/email/email-state.ts'
import { digestPath, markPost, noteSent, writeLedger } from '../ghost/ledger/ledger.ts'
import { composeBody } from '../ghost/posts/compose-body.ts'
import { composePost, type WirePost } from '../ghost/posts/compose-post.ts'
import { fetchWholePost } from '../ghost/posts/fetch-post.ts'
import type { RemotePost, Stamp } from '../ghost/posts/remote-post.ts'
import { createPost, updatePost } from '../ghost/posts/write-post.ts'
import type { SiteFacts } from '../ghost/site/site-facts.ts'
import type { Connection } from '../ghost/transport/connection.ts'
import { isObject } from '../ghost/transport/json-value.ts'
import { type FailureRecord, GhostSyncFailure, recordFailure } from '../model/failure.ts'
import type { FieldName, FieldValues } from '../model/fields.ts'
import { undoCreate } from './create-from-plan.ts'
import { fetchAtRest, isOvertaken, lookBeforeWrite } from './read-before-write.ts'

export interface RestoreEntry {
  /** Path of the backup; absolute. */
  readonly file: string
  readonly backup: Backup
  readonly kept: RemotePost
  readonly step: RestoreStep
}

export interface RestoreContext {
  readonly connection: Connection
  readonly facts: SiteFacts
  readonly ownershipTag: string
  /** Where the current state of a post is kept before it is overwritten. */
  readonly backups: BackupStore
}

/** The result for one backup; `restore --json` prints it. */
export type RestoreResult = RestoreAbout &
  (
    | { readonly kind: 'restored'; readonly how: 'created' | 'updated'; readonly warnings: readonly RestoreWarning[] }
    | { readonly kind: 'unchanged' }
    /** Ctrl-C came before its turn. */
    | { readonly kind: 'skipped' }
    | { readonly kind: 'refused'; readonly because: RestoreRefusal }
    | ({ readonly kind: 'failed' } & FailureRecord)
  )

/** Why a post was not brought back. `report/outcome/explain-restore` has the words. */
export type RestoreRefusal =
  | SlugOccupied
  /** As `ConflictReason` has it, for a post that was to be made again. */
  | { readonly kind: 'slug-taken-meanwhile'; readonly slug: string; readonly stays?: string }
  | { readonly kind: 'edited-meanwhile' }

/** What differs in a post that was brought back. */
export type RestoreWarning =
  /** The post was restored, but the site's ledger could not be updated. */
  | { readonly kind: 'not-noted'; readonly message: string }
  /** The post keeps its status, because publishing it would send an e-mail. */
  | { readonly kind: 'newsletter-kept'; readonly newsletter: string; readonly status: string }
  | { readonly kind: 'draft'; readonly because: 'sent-only-by-email' | 'schedule-passed' }
  | { readonly kind: 'stored-in-other-form'; readonly fields: readonly FieldName[] }

interface RestoreAbout {
  readonly file: string
  readonly site: string
  readonly path: string
  readonly title: string
  readonly url: string
}

/** Brings back one post, if it is still as the plan saw it. */
export async function restorePost(entry: RestoreEntry, context: RestoreContext): Promise<RestoreResult> {
  const { file, backup, kept, step } = entry
  const { site, path } = backup
  const about = { file, site, path, title: kept.fields.title, url: kept.url }
  try {
    switch (step.kind) {
      case 'unchanged':
        return { ...about, kind: 'unchanged' }
      case 'refused':
        return { ...about, kind: 'refused', because: step.because }
      case 'create':
        return { ...about, ...(await makeAgain(entry, context)) }
      case 'update':
        return { ...about, ...(await putBack(entry, step.remoteDigest, context)) }
    }
  } catch (error) {
    if (!(error instanceof GhostSyncFailure)) throw error
    return { ...about, kind: 'failed', ...recordFailure(error) }
  }
}

type Restored = Pick<Extract<RestoreResult, { kind: 'restored' }>, 'kind' | 'how' | 'warnings'>
type Refused = Pick<Extract<RestoreResult, { kind: 'refused' }>, 'kind' | 'because'>

async function makeAgain({ backup, kept }: RestoreEntry, context: RestoreContext): Promise<Restored | Refused> {
  const { connection } = context
  const { wire, warnings } = composeRestore(kept, backup.stamp, { ...context, now: readTime(context) })
  const { post } = await createPost(connection, kept.type, wire)
  if (post.fields.slug !== kept.fields.slug) {
    const stays = (await undoCreate(post, context)) ? {} : { stays: post.fields.slug }
    return { kind: 'refused', because: { kind: 'slug-taken-meanwhile', slug: kept.fields.slug, ...stays } }
  }
  const noted = await noteAgain(backup, kept, post, connection)
  return {
    kind: 'restored',
    how: 'created',
    warnings: [...warnings, ...noted, ...findDifferences(kept, post, context)],
  }
}

/** Returns the site's time, which decides whether a scheduled post's time has passed. */
function readTime({ connection }: RestoreContext): Date {
  return new Date(connection.clock.now())
}

/**
 * Adds the post to the ledger, so that deleting it in Ghost Admin is noticed, and notes that it may have been sent: Ghost's record of that was
 * deleted with the old post.
 */
async function noteAgain(
  { project, path, stamp, post: wire }: Backup,
  kept: RemotePost,
  { id }: RemotePost,
  connection: Connection,
): Promise<readonly RestoreWarning[]> {
  if (stamp === null || path === '') return []
  try {
    const key = digestPath(project, path)
    const set = new Map([[key, id]])
    if (mayHaveBeenSent(kept, wire.email)) set.set(...noteSent(project, path))
    const marks = markPost(stamp.fields)
    await writeLedger(connection, { set, marks: new Map(marks === undefined ? [] : [[key, marks]]), drop: new Set() })
    return []
  } catch (error) {
    if (error instanceof GhostSyncFailure) return [{ kind: 'not-noted', message: error.message }]
    throw error
  }
}

/** Whether the post may have been sent. @param email Ghost's record; undefined in a backup of an older ghost-sync */
export function mayHaveBeenSent({ type, fields }: RemotePost, email: unknown): boolean {
  if (email === undefined) return type === 'post' && fields.status !== 'draft'
  return isObject(email) && email.status !== 'failed'
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
    takenAt: readTime(context).toISOString(),
    reason: 'overwrite',
    stamp: post.base.kind === 'none' ? null : post.base.stamp,
    post: before,
  })
  const carried = await findNewsletter(kept, post, connection)
  // Writing the backup takes time. Tags and meta fields are overwritten here, and Ghost checks no collision for those.
  if ((await lookBeforeWrite(post, context)) !== 'same') return CHANGED
  const { status, published_at = null } = post.fields
  const calm = carried === undefined ? kept : { ...kept, fields: { ...kept.fields, status, published_at } }
  const { wire, warnings: own } = composeRestore(calm, null, { ...context, now: readTime(context) })
  const warnings = carried === undefined ? own : [...own, keepNewsletter(post, carried)]
  try {
    const written = await updatePost(connection, kept.type, kept.id, { ...wire, updated_at: post.updatedAt })
    return {
      kind: 'restored',
      how: 'updated',
      warnings: [...warnings, ...findDifferences(kept, written.post, context)],
    }
  } catch (error) {
    if (isOvertaken(error)) return CHANGED
    throw error
  }
}

/**
 * Returns the newsletter that Ghost would send the post to if it were published as it was kept. Unscheduled in Ghost's list of posts, a draft keeps
 * its newsletter, and whatever publishes it sends it: nobody who restores a text agrees to that.
 */
async function findNewsletter(
  kept: RemotePost,
  { type, id, fields }: RemotePost,
  connection: Connection,
): Promise<string | undefined> {
  if (type === 'page' || !(isTransition(fields.status, kept.fields.status) || isSooner(fields, kept.fields))) return
  const mail = await fetchMailState(connection, id)
  return mail?.email === undefined || mail.email.status === 'failed' ? mail?.newsletter : undefined
}

function keepNewsletter({ fields: { status } }: RemotePost, newsletter: string): RestoreWarning {
  return { kind: 'newsletter-kept', newsletter, status: String(status) }
}

const CHANGED: Refused = { kind: 'refused', because: { kind: 'edited-meanwhile' } }

/** Finds the differences to the backup. A status that had to differ has its own warning. */
function findDifferences(kept: RemotePost, post: RemotePost, { facts }: RestoreContext): readonly RestoreWarning[] {
  const fields: readonly FieldName[] = listDifferences(kept, post, facts.url).filter((field) => field !== 'status')
  return fields.length === 0 ? [] : [{ kind: 'stored-in-other-form', fields }]
}

export interface RestoreContent {
  readonly wire: WirePost
  /** What differs from the backup. */
  readonly warnings: readonly RestoreWarning[]
}

/**
 * Composes a kept post as Ghost takes it, with every field. Nothing is published, and no e-mail is asked for, that had not been when it was kept.
 * @param stamp makes it ours again where the post itself has lost it; null leaves the document as it was
 */
export function composeRestore(
  kept: RemotePost,
  stamp: Stamp | null,
  { ownershipTag, facts, now }: { readonly ownershipTag: string; readonly facts: SiteFacts; readonly now: Date },
): RestoreContent {
  const { fields, warnings } = resolveStatus(kept, now)
  const root = readBody(kept.body)
  const own = kept.base.kind === 'stamp' ? kept.base.stamp : stamp
  const body = root === undefined ? undefined : composeBody(root, own ?? undefined, facts, { slug: kept.fields.slug })
  const wire = composePost({ fields, body, ownershipTag, facts })
  // A post that was not ours when it was kept goes back to its owner.
  const tags = kept.owned ? wire.tags : listNames(fields.tags).map((name) => ({ name }))
  return { wire: { ...wire, tags }, warnings }
}

function resolveStatus(
  { fields }: RemotePost,
  now: Date,
): { fields: FieldValues; warnings: readonly RestoreWarning[] } {
  const draft = (because: Extract<RestoreWarning, { kind: 'draft' }>['because']) => ({
    fields: { ...fields, status: 'draft' },
    warnings: [{ kind: 'draft', because } as const],
  })
  if (fields.status === 'sent') return draft('sent-only-by-email')
  const date = fields.published_at
  const isOver = fields.status === 'scheduled' && typeof date === 'string' && new Date(date) <= now
  return isOver ? draft('schedule-passed') : { fields, warnings: [] }
}

function listNames(value: FieldValues['tags']): readonly string[] {
  return Array.isArray(value) ? value : []
}
