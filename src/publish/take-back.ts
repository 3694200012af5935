import { GhostSyncFailure } from '../failure.ts'
import { deletePost } from '../ghost/delete-post.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { type LookContext, lookBeforeWrite } from './look-again.ts'

/**
 * Deletes a post that this very run has made a moment ago under a slug that was taken. It is read once more first: an editor may have found it in the
 * list of posts and begun to write.
 * @returns false when somebody has changed it since: then it stays
 */
export async function takeBack(made: RemotePost, context: LookContext): Promise<boolean> {
  const seen = await lookBeforeWrite(made, context)
  if (seen === 'changed') return false
  if (seen === 'gone') return true
  try {
    await deletePost(context.connection, made.type, made.id)
  } catch (error) {
    // A push beside this one may have taken it back already.
    if (!(error instanceof GhostSyncFailure) || error.code !== 'ghost/not-found') throw error
  }
  return true
}
