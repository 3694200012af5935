import { isDeepStrictEqual } from 'node:util'
import { digestField, digestRemotePost } from '../diff/compare/digests.ts'
import { decideLateEdit } from '../diff/decide.ts'
import type { UpdateAction } from '../diff/plan.ts'
import { composeBody } from '../ghost/posts/compose-body.ts'
import { composePost } from '../ghost/posts/compose-post.ts'
import { fetchRemotePost } from '../ghost/posts/fetch-post.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { convertToLexical, updatePost, type WrittenPost } from '../ghost/posts/write-post.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { composeWrite, restamp, verifyBody } from './compose-write.ts'
import type { WriteContext } from './publish-context.ts'
import { fetchForUpdate, isNewerThanFiles, isOvertaken, lookAgain, lookBeforeWrite } from './read-before-write.ts'
import { type RefreshedStamp, refreshStamp } from './refresh-stamp.ts'
import { releasePost, splitRelease } from './release-post.ts'
import { resolveEmbeds } from './resolve-embeds.ts'
import type { ActionResult, ConflictReason } from './site-outcome.ts'

/**
 * Updates a post if it is still what the plan compared. It is read once more right before the write, because Ghost's own collision check sees neither
 * changed tags nor changed meta fields, nor two saves within a second.
 */
export async function updateFromPlan(action: UpdateAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title } = action
  if (action.reason === 'changed' && isNewerThanFiles(action, context)) {
    return conflict(action, { kind: 'pushed-meanwhile' })
  }
  const seen = context.remote.find(({ id }) => id === action.id)
  const { payload, warnings } = await resolveEmbeds(action.payload, seen?.body, context)
  const fetched = await fetchForUpdate(action, context)
  if (fetched === undefined) return conflict(action, { kind: 'deleted-since-plan' })
  const current = fetched.post
  if (digestRemotePost(current, context.facts.url) !== action.remoteDigest)
    return explainChange(action, current, context)
  const sending = action.email?.kind === 'send' && context.consent.kind === 'send' ? action.email : undefined
  // A post that is scheduled with its e-mail already, and only gets another date, is written like any other.
  const isReleased = sending !== undefined && payload.fields.status !== undefined
  const split = isReleased ? splitRelease(payload, current, context.facts.url) : undefined
  const backup = await fetched.keep()
  if (backup !== undefined && (await lookBeforeWrite(current, context)) !== 'same') {
    return explainChange(action, await fetchRemotePost(context.connection, type, action.id), context)
  }
  const settled = await writeUpdate({ ...action, payload: split?.first ?? payload }, current, context)
  if (settled === undefined) {
    return explainChange(action, await fetchRemotePost(context.connection, type, action.id), context)
  }
  const kind = action.reason === 'adopted' ? 'adopted' : 'updated'
  const fields = action.changes.map(({ field }) => field)
  const told = settled.warning === undefined ? warnings : [...warnings, settled.warning]
  const kept = { ...(backup !== undefined && { backup }), ...(told.length > 0 && { warnings: told }) }
  const about = { kind, path, type, title, fields, ...kept } as const
  if (sending === undefined) return { ...about, url: settled.post.url }
  if (split === undefined) {
    const { newsletter, segment, at } = sending
    const email = { newsletter, segment, recipients: null, ...(at !== undefined && { at }) }
    return { ...about, url: settled.post.url, email }
  }
  const slug = String(payload.fields.slug ?? current.fields.slug)
  const released = await releasePost(settled.post, slug, split.release, sending, context)
  return released === undefined
    ? conflict(action, { kind: 'edited-before-release', created: false })
    : { ...about, url: released.post.url, email: released.email }
}

/** @returns undefined when somebody else saved first */
async function writeUpdate(
  action: UpdateAction,
  current: RemotePost,
  context: WriteContext,
): Promise<RefreshedStamp | undefined> {
  const writesLexical = context.facts.capabilities.bodyFormat === 'lexical'
  const isOld = writesLexical && current.body.kind === 'other' && current.body.format === 'mobiledoc'
  const ready = isOld ? await convertFirst(current, context) : current
  const written = ready && (await updateOnce(action, ready, context, isOld))
  if (written === undefined) return undefined
  await holdSlug(action, current, written, context)
  verifyBody(action.payload, written)
  return refreshStamp(written.post, action.payload, context, isOld)
}

/** Has Ghost convert the post first; the update is the second write. */
async function convertFirst(current: RemotePost, context: WriteContext): Promise<RemotePost | undefined> {
  const converted = await unlessOvertaken(() => convertToLexical(context.connection, current))
  return converted && lookAgain(converted, context)
}

async function unlessOvertaken<Written>(write: () => Promise<Written>): Promise<Written | undefined> {
  try {
    return await write()
  } catch (error) {
    if (isOvertaken(error)) return undefined
    throw error
  }
}

/**
 * Plans the post once more as it is now, to explain what somebody's save between plan and write means. Nothing that the plan did not show is written,
 * and nothing is forced.
 */
function explainChange(action: UpdateAction, current: RemotePost | undefined, context: WriteContext): ActionResult {
  return current === undefined
    ? conflict(action, { kind: 'deleted-meanwhile' })
    : conflict(action, decideLateEdit(context.replanPost?.(action.path, current)))
}

function conflict({ path, type, title, url }: UpdateAction, because: ConflictReason): ActionResult {
  return { kind: 'conflict', path, type, title, url, because }
}

/** @returns undefined when somebody else saved or deleted it first */
async function updateOnce(
  action: UpdateAction,
  current: RemotePost,
  context: WriteContext,
  isConverted: boolean,
): Promise<WrittenPost | undefined> {
  // What Ghost's converter made of an old body is nobody's work: the file's own blocks take its place.
  const keeps = !isConverted || action.payload.body === undefined
  const { body } = current
  const root = body.kind === 'lexical' && keeps ? { root: body.root, mobiledoc: body.mobiledoc } : {}
  const tags = current.owned ? {} : { tags: (current.fields.tags ?? []) as readonly string[] }
  const wire = {
    ...composeWrite(action.payload, context, { ...root, ...tags, id: current.id }),
    updated_at: current.updatedAt,
  }
  try {
    return await updatePost(context.connection, action.type, action.id, wire)
  } catch (error) {
    if (isOvertaken(error)) return undefined
    if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/no-answer') throw error
    const after = await fetchRemotePost(context.connection, action.type, action.id)
    if (after === undefined) return undefined
    // The post is unchanged: the request never arrived, so it may be sent again. This is checked first, because with `--force` the stamp that we send
    // may be the one that is there already, and would wrongly show that the write happened.
    if (digestRemotePost(after, context.facts.url) === digestRemotePost(current, context.facts.url)) {
      return updatePost(context.connection, action.type, action.id, wire)
    }
    return carries(after, action) ? { post: after, html: undefined } : undefined
  }
}

/**
 * Gives the post its old slug back. Somebody took the new slug between plan and write, and Ghost made `slug-2` of ours; its readers' links must not
 * change to a slug that nobody chose.
 * @throws GhostSyncFailure `publish/slug-taken`
 */
async function holdSlug(
  action: UpdateAction,
  before: RemotePost,
  written: WrittenPost,
  context: WriteContext,
): Promise<void> {
  const wanted = action.payload.fields.slug
  const { post } = written
  if (wanted === undefined || wanted === post.fields.slug || post.body.kind !== 'lexical') return
  const slug = digestField('slug', before.fields.slug, context.facts.url)
  const { ownershipTag, facts } = context
  const body = composeBody(
    post.body.root,
    restamp(action.payload.stamp, { slug }),
    facts,
    { id: post.id },
    post.body.mobiledoc,
  )
  const wire = composePost({ fields: { slug: before.fields.slug }, body, ownershipTag, facts })
  const now = await lookAgain(post, context)
  const put = ({ updatedAt }: RemotePost) =>
    updatePost(context.connection, action.type, action.id, { ...wire, updated_at: updatedAt })
  const restored = now && (await unlessOvertaken(() => put(now)))
  // If somebody saved the post since, the message names the slug that it has now.
  const called =
    restored === undefined ? `, and somebody saved this one, which is "${post.fields.slug}" now` : '; the old one stays'
  const message = `another post took the slug "${String(wanted)}" in the meantime${called}`
  throw new GhostSyncFailure('publish/slug-taken', message, EXIT_CODE.failed, { hint: 'Run plan again to see it.' })
}

/** Whether the post has the stamp that we sent: our write landed, and only its answer was lost. */
function carries({ base }: RemotePost, action: UpdateAction): boolean {
  return base.kind === 'stamp' && isDeepStrictEqual(base.stamp, action.payload.stamp)
}
