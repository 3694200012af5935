import type { RemotePost } from '../ghost/remote-post.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'

/**
 * A post with the hashes of files in place of their addresses.
 * @param files content hash by absolute URL
 * @returns undefined where it names none of them
 */
export function placeHashes(remote: RemotePost, files: ReadonlyMap<string, string>): RemotePost | undefined {
  const before = JSON.stringify([remote.fields, remote.body])
  // The longest first: one address may begin like another.
  const urls = [...files].sort(([a], [b]) => b.length - a.length)
  const text = urls.reduce((all, [url, hash]) => all.replaceAll(url, `${ASSET_SCHEME}${hash}`), before)
  if (text === before) return undefined
  const [fields, body] = JSON.parse(text) as [RemotePost['fields'], RemotePost['body']]
  return { ...remote, fields, body }
}
