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
import { settleStamp } from './settle-stamp.ts'
import type { ActionResult } from './site-outcome.ts'
import { verifyBody } from './verify-body.ts'

/** Creates a post, once: a create that got no answer is looked for before it is repeated, since Ghost would make a second post. */
export async function createFromPlan(action: CreateAction, context: WriteContext): Promise<ActionResult> {
  const { path, type, title } = action
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
  const fields = [...(Object.keys(action.payload.fields) as (keyof typeof action.payload.fields)[]), 'body' as const]
  const warned = warnings.length === 0 ? {} : { warnings }
  return { kind: 'created', id: settled.id, path, type, title, url: settled.url, fields, ...warned }
}

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
