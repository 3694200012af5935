import type { CreateAction } from '../diff/plan.ts'
import { EXIT_CODE, GhostSyncFailure } from '../failure.ts'
import { createPost } from '../ghost/create-post.ts'
import { deletePost } from '../ghost/delete-post.ts'
import { findPostsBySlug } from '../ghost/find-posts-by-slug.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { WrittenPost } from '../ghost/written-post.ts'
import { composeWrite } from './compose-write.ts'
import { placeEmbeds } from './place-embeds.ts'
import type { WriteContext } from './publish-context.ts'
import { releasePost } from './release-post.ts'
import { settleStamp } from './settle-stamp.ts'
import type { ActionResult } from './site-outcome.ts'
import { splitRelease } from './split-release.ts'
import { verifyBody } from './verify-body.ts'

/**
 * Creates a post, once: a create that got no answer is looked for before it is repeated, since Ghost would make a second post. One that goes by
 * e-mail is created as a draft and brought out by a second request, because Ghost sends nothing upon a create (seen on 5.130).
 */
export async function createFromPlan(planned: CreateAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title } = planned
  const sending = planned.email?.kind === 'send' && context.consent.kind === 'send' ? planned.email : undefined
  const split = sending === undefined ? undefined : splitRelease(planned.payload, undefined, context.facts.url)
  const action = split === undefined ? planned : { ...planned, payload: split.first }
  const { payload, warnings } = await placeEmbeds(action.payload, undefined, context)
  const wire = composeWrite(payload, context, { tags: [] })
  const written = await createOnce(action, wire, context)
  const slug = action.payload.fields.slug
  if (written.post.fields.slug !== slug) {
    // Somebody took the slug between plan and write, and Ghost made `slug-2` of it. Ours and a second old: taking it back loses nothing.
    await takeBack(written.post, context)
    const message = `another post took the slug "${String(slug)}" in the meantime`
    return { kind: 'conflict', path, type, title, url: written.post.url, message, hint: 'Run plan again to see it.' }
  }
  verifyBody(action.payload, written)
  const settled = await settleStamp(written.post, action.payload, context)
  const { id, url } = settled
  const fields = [...(Object.keys(planned.payload.fields) as (keyof typeof planned.payload.fields)[]), 'body' as const]
  const about = { id, path, type, title, ...(warnings.length > 0 && { warnings }) }
  if (sending === undefined || split === undefined) return { kind: 'created', ...about, url, fields }
  const released = await releasePost(settled, settled.fields.slug, split.release, sending, context)
  if (released === undefined) return { kind: 'conflict', path, type, title, url, message: SAVED_SINCE }
  return { kind: 'created', ...about, url: released.post.url, fields, email: released.email }
}

const SAVED_SINCE = 'changed in Ghost right after it was created as a draft; it was not published'

async function createOnce(
  action: CreateAction,
  wire: Parameters<typeof createPost>[2],
  context: WriteContext,
): Promise<WrittenPost> {
  let lost: GhostSyncFailure | undefined
  for (let sent = 0; sent < 2; sent += 1) {
    try {
      return await createPost(context.connection, action.type, wire)
    } catch (error) {
      if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/no-answer') throw error
      lost = error
      const landed = await findLanded(action, context)
      if (landed !== undefined) return { post: landed, html: undefined }
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
 * Our stamp, with this path, which no post had when the plan was made: it was written since, by this run or by one beside it. Looked for
 * under the slugs that Ghost falls back to as well, and any such second one is taken back here: left alone, it would be a duplicate.
 */
async function findLanded(action: CreateAction, context: WriteContext): Promise<RemotePost | undefined> {
  const slug = String(action.payload.fields.slug)
  const found = await findPostsBySlug(context.connection, action.type, [slug, ...[2, 3, 4].map((n) => `${slug}-${n}`)])
  const { project, path } = action.payload.stamp
  const ours = found.filter(
    ({ base }) => base.kind === 'stamp' && base.stamp.project === project && base.stamp.path === path,
  )
  const landed = ours.find(({ fields }) => fields.slug === slug) ?? ours[0]
  for (const post of ours) if (post !== landed) await takeBack(post, context)
  return landed
}

async function takeBack({ type, id }: RemotePost, context: WriteContext): Promise<void> {
  try {
    await deletePost(context.connection, type, id)
  } catch (error) {
    // A push beside this one may have taken it back already.
    if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/not-found') throw error
  }
}
