import { connectSite } from '../../src/ghost/connect-site.ts'
import type { Connection } from '../../src/ghost/connection.ts'
import { fetchRemotePosts } from '../../src/ghost/fetch-remote-posts.ts'
import type { RemotePost } from '../../src/ghost/remote-post.ts'
import { updatePost } from '../../src/ghost/update-post.ts'
import type { TestSite } from './boot-sites.ts'

/** A line to a test site, past the command line: to see what is there, and to edit as a person would. */
export function openLine(site: TestSite, ownershipTag: string): Connection {
  const [id = '', secret = ''] = site.adminKey.split(':')
  return connectSite({
    name: site.name,
    url: site.url,
    adminKey: { id, secret },
    contentKey: site.contentKey,
    apiVersion: 'auto',
    timeoutSeconds: 30,
    ownershipTag,
  })
}

/** Every managed post, and whatever has one of the slugs. */
export async function listRemote(line: Connection, slugs: readonly string[] = []): Promise<readonly RemotePost[]> {
  return fetchRemotePosts(line, { slugs: { posts: slugs, pages: slugs } })
}

/**
 * Saves a post as Ghost Admin does: the body goes along and has lost the stamp, whatever else was edited (seen in a browser on 5.130
 * and 6.65).
 */
export async function editAsAdmin(line: Connection, post: RemotePost, changes: Record<string, unknown>): Promise<void> {
  const root = post.body.kind === 'lexical' ? post.body.root : undefined
  await updatePost(line, post.type, post.id, {
    lexical: JSON.stringify({ root }),
    ...changes,
    updated_at: post.updatedAt,
  })
}
