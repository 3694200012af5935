import type { RemotePost } from '../ghost/remote-post.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'

/** As much of a post as can name a file. */
type Naming = Partial<Pick<RemotePost, 'fields' | 'body'>>

/**
 * A post, or its body alone, with the hashes of files in place of their addresses.
 * @param files content hash by absolute URL
 * @returns undefined where it names none of them
 */
export function placeHashes<Post extends Naming>(post: Post, files: ReadonlyMap<string, string>): Post | undefined {
  const before = JSON.stringify([post.fields, post.body])
  // The longest first: one address may begin like another.
  const urls = [...files].sort(([a], [b]) => b.length - a.length)
  const text = urls.reduce((all, [url, hash]) => all.replaceAll(url, `${ASSET_SCHEME}${hash}`), before)
  if (text === before) return undefined
  const [fields, body] = JSON.parse(text) as [RemotePost['fields'], RemotePost['body']]
  return { ...post, fields, body }
}
