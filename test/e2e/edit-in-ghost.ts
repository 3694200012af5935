import { fetchRemotePosts } from '../../src/ghost/posts/fetch-remote-posts.ts'
import type { RemotePost } from '../../src/ghost/posts/remote-post.ts'
import { updatePost } from '../../src/ghost/posts/write-post.ts'
import { type Connection, type ConnectOptions, connectSite } from '../../src/ghost/transport/connection.ts'
import { identifySite } from '../../src/ghost/transport/identify-site.ts'
import type { TestSite } from './boot-sites.ts'

/** A line to a test site, past the command line: to see what is there, and to edit as a person would. */
export function openLine(site: TestSite, ownershipTag: string, options: Partial<ConnectOptions> = {}): Connection {
  const [id = '', secret = ''] = site.adminKey.split(':')
  return connectSite({
    name: site.name,
    url: site.url,
    adminKey: { id, secret },
    contentKey: site.contentKey,
    apiVersion: 'auto',
    timeoutSeconds: 30,
    ownershipTag,
    ...options,
  })
}

/** Every managed post, and whatever has one of the slugs. */
export async function listRemote(line: Connection, slugs: readonly string[] = []): Promise<readonly RemotePost[]> {
  return fetchRemotePosts(line, { slugs: { posts: slugs, pages: slugs } })
}

/**
 * Saves a post as Ghost Admin does. Where bodies are Lexical, the body goes along and has lost the stamp, whatever else was edited (seen in a browser on
 * 5.130 and 6.65); the editors of Ghost 3 and 4 keep the stamp as long as the body is not edited (seen on 3.42 and 4.48).
 */
export async function editAsAdmin(line: Connection, post: RemotePost, changes: Record<string, unknown>): Promise<void> {
  const { capabilities } = await identifySite(line)
  const root = post.body.kind === 'lexical' ? post.body.root : undefined
  const body = capabilities.bodyFormat === 'lexical' ? { lexical: JSON.stringify({ root }) } : {}
  await updatePost(line, post.type, post.id, { ...body, ...changes, updated_at: post.updatedAt })
}
