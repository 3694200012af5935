import type { Connection } from './connection.ts'
import { listPosts } from './list-posts.ts'
import { recoverBases } from './recover-bases.ts'
import type { RemotePost } from './remote-post.ts'

/** Lists every post and page of the site, ours or not, oldest first; ours with their bases. */
export async function listAllPosts(connection: Connection): Promise<readonly RemotePost[]> {
  const [posts, pages] = await Promise.all([
    listPosts(connection, 'post', 'status:[draft,published,scheduled,sent]'),
    listPosts(connection, 'page', 'status:[draft,published,scheduled,sent]'),
  ])
  return recoverBases(connection, [...posts, ...pages])
}
