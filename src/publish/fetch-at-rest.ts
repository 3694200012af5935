import type { Connection } from '../ghost/connection.ts'
import type { RemotePost } from '../ghost/remote-post.ts'

/**
 * Fetches a post that is about to be written, out of the second in which it was saved last. Ghost's collision check counts in whole seconds: somebody
 * who saves in that same second, after we have looked, would be overwritten unseen.
 */
export async function fetchAtRest<Found extends { readonly post: RemotePost }>(
  read: () => Promise<Found | undefined>,
  connection: Connection,
): Promise<Found | undefined> {
  const first = await read()
  const rest = first === undefined ? 0 : measureSecond(first.post, connection)
  if (rest <= 0) return first
  await connection.wait(rest)
  return read()
}

/** Milliseconds until that second is over. */
function measureSecond({ updatedAt }: RemotePost, { clock }: Connection): number {
  const age = clock.now() - Date.parse(updatedAt)
  // The server's clock is known to about half a second, and Ghost rounds: what was written just now may seem to lie a second ahead.
  return age < -2000 ? 0 : 1500 - age
}
