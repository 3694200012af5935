import type { RemotePost } from '../ghost/remote-post.ts'
import type { Asset } from '../scan/asset.ts'
import { findAssetUrls } from '../scan/asset-url.ts'

/**
 * Finds, in the posts as the site has them, the URL of every asset that is there already. This is what makes an upload happen once, from any
 * machine and with no file that remembers it: the name in the URL says what the file is. Only the digest and the extension count; the words
 * before them are the file's own name, and one picture may lie in a repository under two.
 * @param gone addresses that posts show and behind which there is nothing any more
 */
export function findUploads(
  posts: readonly RemotePost[],
  assets: readonly Asset[],
  gone: ReadonlySet<string> = new Set(),
): Map<string, string> {
  const byHash = new Map(assets.map((asset) => [asset.hash, asset]))
  const found = new Map<string, string>()
  if (byHash.size === 0) return found
  for (const post of posts) {
    const text = JSON.stringify([post.fields, post.body.kind === 'lexical' ? post.body.root : null])
    for (const { url, hash, extension } of findAssetUrls(text)) {
      const asset = byHash.get(hash)
      if (asset === undefined || !/^https?:/i.test(url) || gone.has(url)) continue
      if (url.includes('/content/images/size/') || extension !== extensionOf(asset)) continue
      // Stored twice by two pushes at once (`name-1`), it is shown as the first of them by all.
      const isFirst = url.endsWith(`-${hash}${extension}`)
      if (!found.has(hash) || (isFirst && !found.get(hash)?.endsWith(`-${hash}${extension}`))) found.set(hash, url)
    }
  }
  return found
}

function extensionOf({ uploadName }: Asset): string {
  return /\.[^.]*$/.exec(uploadName)?.[0] ?? ''
}
