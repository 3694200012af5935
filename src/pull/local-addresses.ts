import { realpath } from 'node:fs/promises'
import path from 'node:path'
import type { ContentConfig } from '../config/config.ts'
import { keepAddress, type ReferenceKind } from '../markdown/index.ts'
import type { FieldValue, PostType } from '../model/fields.ts'
import { toPosix } from '../model/text.ts'
import { findAssetUrls } from '../scan/assets/asset-urls.ts'
import { buildPostUrl } from '../scan/links/link-context.ts'
import { ASSET_SCHEME, type Asset, placeAsset } from '../scan/source/asset.ts'
import type { DesiredPost } from '../scan/source/desired-post.ts'
import type { PullContext } from './pull-context.ts'

export interface LocalContext {
  /** Path of each file of the site that lies in the repository, by address; relative to the content root. */
  readonly files: ReadonlyMap<string, string>
  /** Path of each post's Markdown file, by the address that a link to it gets. */
  readonly posts: ReadonlyMap<string, string>
}

/**
 * Returns what a Markdown file has in place of an address: the path of the file or post that it leads to, relative to the Markdown file, if the
 * repository has one; otherwise the address, written so
 * that a push sends it unchanged.
 *
 * @param from path of the Markdown file, relative to the content root
 */
export function rewriteUrl(url: string, kind: ReferenceKind, from: string, world: LocalContext): string {
  const file = world.files.get(url)
  if (file !== undefined) return relate(from, file)
  const [, address = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(url) ?? []
  const post = world.posts.get(address)
  return post === undefined ? keepAddress(url, kind) : `${relate(from, post)}${rest}`
}

function relate(from: string, to: string): string {
  const way = path.posix.relative(path.posix.dirname(from.normalize('NFC')), to.normalize('NFC'))
  const encoded = way.split('/').map(encodeURIComponent).join('/')
  return encoded.startsWith('../') ? encoded : `./${encoded}`
}

/**
 * Finds the addresses in a text that are files which the post's Markdown names already: by the digest in the address, or by their compared bytes.
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
    const asset = findLocalAsset(url, assets, hashes)
    if (asset !== undefined) found.set(url, toPosix(path.relative(root, asset.absolutePath)))
  }
  return found
}

/** Finds the file of a post that an address means. @param hashes as for `findLocalFiles` */
export function findLocalAsset(
  url: string,
  assets: readonly Asset[],
  hashes: ReadonlyMap<string, string>,
): Asset | undefined {
  const isPlaceholder = url.startsWith(ASSET_SCHEME)
  const hash = isPlaceholder
    ? url.slice(ASSET_SCHEME.length).split('~')[0]
    : (hashes.get(url) ?? findAssetUrls(url)[0]?.hash)
  const same = assets.filter((one) => one.hash === hash)
  return same.find((one) => placeAsset(one) === url || url.endsWith(`/${one.uploadName}`)) ?? same[0]
}

/** A Markdown file and the values that its address is made of. */
export interface AddressedFile {
  readonly path: string
  readonly type: PostType
  readonly fields: { readonly slug: string; readonly published_at?: FieldValue }
}

/**
 * Indexes the paths of Markdown files by the address that a link to them gets on this site. The addresses are made as a push makes them, so that the
 * way back is the same.
 */
export function indexPosts(files: readonly AddressedFile[], { facts, site }: PullContext): Map<string, string> {
  const paths = new Map<string, string>()
  for (const { path, type, fields } of files) {
    const publishedAt = typeof fields.published_at === 'string' ? fields.published_at : undefined
    const url = buildPostUrl({ type, slug: fields.slug, publishedAt }, facts.url, site.permalink, facts.timezone)
    if (!paths.has(url)) paths.set(url, path)
  }
  return paths
}
