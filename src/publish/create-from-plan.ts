import { isTwin } from '../diff/interrupted-creates.ts'
import type { CreateAction } from '../diff/plan.ts'
import { fetchRemotePost } from '../ghost/posts/fetch-post.ts'
import { findPostsBySlug } from '../ghost/posts/list-posts.ts'
import type { RemotePost } from '../ghost/posts/remote-post.ts'
import { createPost, deletePost, type WrittenPost } from '../ghost/posts/write-post.ts'
import { EXIT_CODE, GhostSyncFailure } from '../model/failure.ts'
import { composeWrite, verifyBody } from './compose-write.ts'
import type { WriteContext } from './publish-context.ts'
import { type LookContext, lookBeforeWrite } from './read-before-write.ts'
import { refreshStamp } from './refresh-stamp.ts'
import { releasePost, splitRelease } from './release-post.ts'
import { resolveEmbeds } from './resolve-embeds.ts'
import type { ActionResult, ConflictReason, WriteWarning } from './site-outcome.ts'

/**
 * Creates a post once. A create that got no answer is looked for before it is repeated, since Ghost would make a second post. A post that is sent by
 * e-mail is created as a draft and published by a second request, because Ghost sends nothing upon a create (seen on 5.130).
 */
export async function createFromPlan(planned: CreateAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title, recreates } = planned
  const there = recreates === undefined ? undefined : await findAgain(recreates, context)
  const conflict = (url: string, because: ConflictReason): ActionResult => ({
    ...{ kind: 'conflict', path, type, title, url, because },
  })
  if (there !== undefined) return conflict(there.url, { kind: 'restored-meanwhile' })
  const sending = planned.email?.kind === 'send' && context.consent.kind === 'send' ? planned.email : undefined
  const split = sending === undefined ? undefined : splitRelease(planned.payload, undefined, context.facts.url)
  const action = split === undefined ? planned : { ...planned, payload: split.first }
  const { payload, warnings } = await resolveEmbeds(action.payload, undefined, context)
  const wire = composeWrite(payload, context, { tags: [] })
  const { written, left } = await createOnce(action, wire, context)
  const slug = action.payload.fields.slug
  if (written.post.fields.slug !== slug) {
    // Somebody took the slug between plan and write, and Ghost used `slug-2` instead.
    const isGone = await undoCreate(written.post, context)
    const kept = isGone ? {} : { stays: written.post.fields.slug }
    return conflict(written.post.url, { kind: 'slug-taken', slug: String(slug), ...kept })
  }
  verifyBody(action.payload, written)
  const settled = await refreshStamp(written.post, action.payload, context)
  const { id, url } = settled.post
  const fields = [...(Object.keys(planned.payload.fields) as (keyof typeof planned.payload.fields)[]), 'body' as const]
  const told = [...warnings, ...left, ...(settled.warning === undefined ? [] : [settled.warning])]
  const about = { id, path, type, title, ...(told.length > 0 && { warnings: told }) }
  if (sending === undefined || split === undefined) return { kind: 'created', ...about, url, fields }
  const released = await releasePost(settled.post, settled.post.fields.slug, split.release, sending, context)
  if (released === undefined) return conflict(url, { kind: 'edited-before-release', created: true })
  return { kind: 'created', ...about, url: released.post.url, fields, email: released.email }
}

/** Looks for the deleted post: if it exists again, creating it would make a duplicate. */
async function findAgain(id: string, { connection }: WriteContext): Promise<RemotePost | undefined> {
  return (await fetchRemotePost(connection, 'post', id)) ?? fetchRemotePost(connection, 'page', id)
}

interface Created {
  readonly written: WrittenPost
  /** Second posts that stay, because somebody has edited them. */
  readonly left: readonly WriteWarning[]
}

async function createOnce(
  action: CreateAction,
  wire: Parameters<typeof createPost>[2],
  context: WriteContext,
): Promise<Created> {
  let lost: GhostSyncFailure | undefined
  for (let sent = 0; sent < 2; sent += 1) {
    try {
      return { written: await createPost(context.connection, action.type, wire), left: [] }
    } catch (error) {
      if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/no-answer') throw error
      lost = error
      const landed = await findLanded(action, context)
      if (landed !== undefined) return { written: { post: landed.post, html: undefined }, left: landed.left }
    }
  }
  throw new GhostSyncFailure(
    'ghost/no-answer',
    `"${action.title}" was sent twice and never answered`,
    EXIT_CODE.failed,
    { hint: 'Push again: it is looked for first, so that no second post is made.', cause: lost },
  )
}

/**
 * Finds a post with our stamp and this path that did not exist when the plan was made: this run wrote it, or another one at the same time. The slugs
 * that Ghost falls back to are searched as well, and such a second post is deleted here: left alone, it would be a duplicate.
 */
async function findLanded(
  action: CreateAction,
  context: WriteContext,
): Promise<{ readonly post: RemotePost; readonly left: readonly WriteWarning[] } | undefined> {
  const slug = String(action.payload.fields.slug)
  const found = await findPostsBySlug(context.connection, action.type, [slug, ...[2, 3, 4].map((n) => `${slug}-${n}`)])
  const { project, path } = action.payload.stamp
  const ours = found.filter(
    ({ base }) => base.kind === 'stamp' && base.stamp.project === project && base.stamp.path === path,
  )
  const post = ours.find(({ fields }) => fields.slug === slug) ?? ours[0]
  if (post === undefined) return undefined
  const seconds = ours.filter(({ id }) => id !== post.id)
  // The post is also read by its id: a wrong list must not cost the only post of this file.
  const stays = seconds.length > 0 && (await fetchRemotePost(context.connection, post.type, post.id)) !== undefined
  const left: WriteWarning[] = []
  for (const second of seconds) {
    if (stays && isTwin(second, readContext(context)) && (await undoCreate(second, context))) continue
    left.push({ kind: 'second-post-stays', slug: second.fields.slug })
  }
  return { post, left }
}

function readContext({ facts }: WriteContext) {
  return { siteUrl: facts.url, defaultAuthor: facts.authors[0]?.slug }
}

/**
 * Deletes a post that this run has just made under a slug that was taken. It is read once more first, because an editor may have found it in the list
 * of posts and begun to write.
 * @returns false when somebody has changed it since; it stays then
 */
export async function undoCreate(made: RemotePost, context: LookContext): Promise<boolean> {
  const seen = await lookBeforeWrite(made, context)
  if (seen === 'changed') return false
  if (seen === 'gone') return true
  try {
    await deletePost(context.connection, made.type, made.id)
  } catch (error) {
    // Another push at the same time may have deleted it already.
    if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/not-found') throw error
  }
  return true
}
