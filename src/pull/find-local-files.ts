import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig } from '../config/config.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import { findAssetUrls } from '../scan/asset-url.ts'
import type { DesiredPost } from '../scan/desired-post.ts'

/**
 * Which addresses in a text are files that the post's Markdown names already: by the digest in the address, or because their bytes were
 * looked at.
 *
 * @param urls addresses, or what stands for one before a file is uploaded
 * @param hashes content hash by address, of files without a digest in their name
 * @returns path by address, relative to the content root
 */
export async function findLocalFiles(
  urls: readonly string[],
  { assets }: DesiredPost,
  hashes: ReadonlyMap<string, string>,
  content: ContentConfig,
): Promise<Map<string, string>> {
  const root = await realpath(content.root)
  const found = new Map<string, string>()
  for (const url of urls) {
    const isPlaceholder = url.startsWith(ASSET_SCHEME)
    const hash = isPlaceholder ? url.slice(ASSET_SCHEME.length) : (hashes.get(url) ?? findAssetUrls(url)[0]?.hash)
    const asset = assets.find((one) => one.hash === hash)
    if (asset !== undefined) found.set(url, path.relative(root, asset.absolutePath).split(path.sep).join('/'))
  }
  return found
}
