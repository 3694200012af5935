import { digestRemotePost } from '../diff/digest-remote.ts'
import type { Connection } from '../ghost/connection.ts'
import { fetchRemotePost } from '../ghost/fetch-remote-post.ts'
import type { RemotePost } from '../ghost/remote-post.ts'
import type { SiteFacts } from '../ghost/site-facts.ts'
import { fetchAtRest } from './fetch-at-rest.ts'

/** What a look at a post needs. */
export interface LookContext {
  readonly connection: Connection
  readonly facts: Pick<SiteFacts, 'url'>
}

/**
 * Reads a post before the second write of it, and holds all of it against what the first write answered. The second write carries the body that the
 * first one left, and Ghost's collision check alone would let it through: the `updated_at` of that answer is right for whoever saved in the same
 * second, and does not move for tags and meta fields. So the second is waited out, and what is there then is compared, field by field.
 *
 * @param written as the first write answered it
 * @returns the post as it is; whoever saves it from now on makes the second write collide. undefined when somebody saved or deleted it in between
 */
export async function lookAgain(written: RemotePost, context: LookContext): Promise<RemotePost | undefined> {
  const found = await fetchAtRest(async () => {
    const post = await fetchRemotePost(context.connection, written.type, written.id)
    return post && { post }
  }, context.connection)
  return found !== undefined && isSame(found.post, written, context) ? found.post : undefined
}

/** Looks at a post once more right before a write for which Ghost checks no collision, or not all of it: what is left is the time of one request. */
export async function lookBeforeWrite(seen: RemotePost, context: LookContext): Promise<'same' | 'changed' | 'gone'> {
  const now = await fetchRemotePost(context.connection, seen.type, seen.id)
  if (now === undefined) return 'gone'
  return isSame(now, seen, context) ? 'same' : 'changed'
}

function isSame(one: RemotePost, other: RemotePost, { facts }: LookContext): boolean {
  return digestRemotePost(one, facts.url) === digestRemotePost(other, facts.url)
}
