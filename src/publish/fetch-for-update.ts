import type { UpdateAction } from '../diff/plan.ts'
import { fetchRemotePost } from '../ghost/fetch-remote-post.ts'
import { fetchAtRest } from './fetch-at-rest.ts'
import { type CurrentPost, fetchCurrent } from './fetch-current.ts'
import type { WriteContext } from './publish-context.ts'

/** The post as it is right before its update. Where somebody's edit is overwritten, it is kept as it was. */
export function fetchForUpdate(action: UpdateAction, context: WriteContext): Promise<CurrentPost | undefined> {
  const read = async () => {
    if (action.reason !== 'changed' && action.changes.length > 0) return fetchCurrent(action, context)
    const post = await fetchRemotePost(context.connection, action.type, action.id)
    return post && { post, keep: async () => undefined }
  }
  return fetchAtRest(read, context.connection)
}
