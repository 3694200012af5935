import type { DeleteAction, UpdateAction } from '../diff/plan.ts'
import { fetchWholePost } from '../ghost/fetch-whole-post.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { JsonObject } from '../ghost/transport/parse-json.ts'
import type { PublishContext } from './publish-context.ts'

export interface CurrentPost {
  readonly post: RemotePost
  /** All that Ghost sent of it; absent where only what is compared was asked for. */
  readonly wire?: JsonObject
  /**
   * Writes the post to disk as it is here, where a folder for that is given.
   * @returns that folder
   * @throws GhostSyncFailure `backup/not-written`: then nothing may be done to the post
   */
  readonly keep: () => Promise<string | undefined>
}

/** Fetches a post that is about to be lost, in one piece: what is compared is what is kept. */
export async function fetchCurrent(
  { path, type, id, kind }: UpdateAction | DeleteAction,
  context: PublishContext,
): Promise<CurrentPost | undefined> {
  const whole = await fetchWholePost(context.connection, type, id)
  if (whole === undefined) return undefined
  const { post, wire } = whole
  return {
    post,
    wire,
    keep: async () =>
      context.backups?.keep({
        kind: 'ghost-sync-backup',
        version: 1,
        project: context.project,
        site: context.connection.name,
        url: context.facts.url,
        takenAt: new Date(context.connection.clock.now()).toISOString(),
        reason: kind === 'delete' ? 'delete' : 'overwrite',
        path,
        type,
        stamp: post.base.kind === 'none' ? null : post.base.stamp,
        post: wire,
      }),
  }
}
