import type { UpdateAction } from '../diff/plan.ts'
import type { Connection } from '../ghost/connection.ts'
import { fetchRemotePost } from '../ghost/fetch-remote-post.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import { type CurrentPost, fetchCurrent } from './fetch-current.ts'
import type { WriteContext } from './publish-context.ts'

/**
 * The post as it is right before its update, and out of the second in which it was saved last. Where somebody's edit is overwritten, it is kept as it was.
 */
export async function fetchForUpdate(action: UpdateAction, context: WriteContext): Promise<CurrentPost | undefined> {
  const fetch = async () => {
    if (action.reason !== 'changed' && action.changes.length > 0) return fetchCurrent(action, context)
    const post = await fetchRemotePost(context.connection, action.type, action.id)
    return post && { post, keep: async () => undefined }
  }
  const first = await fetch()
  const rest = first === undefined ? 0 : measureSecond(first.post, context.connection)
  if (rest <= 0) return first
  await context.connection.wait(rest)
  return fetch()
}

/**
 * Milliseconds until the second in which the post was saved last is over. Ghost's collision check counts in whole seconds: somebody who saves in that
 * same second, after we have looked, would be overwritten unseen.
 */
function measureSecond({ updatedAt }: RemotePost, { now, clock }: Connection): number {
  const age = now() + (clock.skew() ?? 0) - Date.parse(updatedAt)
  // The server's clock is known to about half a second.
  return age < 0 ? 0 : 1500 - age
}
