import type { RemoteBody, RemotePost } from '../../ghost/posts/remote-post.ts'
import {
  type ComparedFormats,
  canonicaliseNodes,
  type LexicalNode,
  type LexicalRoot,
  placeSiteUrls,
  readHtml,
  readMobiledoc,
  SITE_PLACEHOLDER,
} from '../../markdown/index.ts'
import { findAssetUrls } from '../../scan/assets/asset-urls.ts'
import { ASSET_PLACEHOLDER, ASSET_SCHEME } from '../../scan/source/asset.ts'

/**
 * Brings a string that may hold URLs to the one form in which both sides are compared. Ghost stores URLs of its own site relative and returns them
 * absolute, with a slash after the bare host and non-ASCII percent-encoded, and the folder of an upload depends on the month. Without this, every
 * such URL would look like somebody's edit. Source: docs/lexical.md, "URL rewriting".
 */
export function canonicaliseText(text: string, siteUrl: string): string {
  return placeSiteUrls(text, siteUrl, replaceAssetUrls)
}

function replaceAssetUrls(text: string): string {
  let result = ''
  let copied = 0
  for (const { url, hash, start } of findAssetUrls(text)) {
    result += `${text.slice(copied, start)}${ASSET_SCHEME}${hash}`
    copied = start + url.length
  }
  // Only the content is compared: under which name the site stored it is no edit.
  return (result + text.slice(copied)).replace(ASSET_PLACEHOLDER, (_, _key, hash: string) => `${ASSET_SCHEME}${hash}`)
}

/**
 * Removes from a document what only its serialisation adds: default values, aliases, split text runs, the site's own URL. A title-only save in Ghost
 * Admin writes the whole body anew; compared raw, it would read as an edit of every post that an editor ever opened. Two documents with equal
 * canonical forms look the same in Ghost's editor.
 * @param isWhole as for `canonicaliseNodes`
 */
export function canonicaliseBody(
  root: LexicalRoot,
  siteUrl: string,
  formats?: ComparedFormats,
  isWhole?: (node: LexicalNode) => boolean,
): readonly LexicalNode[] {
  const canonicaliseString = (text: string, verbatim: boolean) =>
    verbatim ? text.replaceAll(SITE_PLACEHOLDER, siteUrl) : canonicaliseText(text, siteUrl)
  return canonicaliseNodes(root.children, canonicaliseString, formats, isWhole)
}

/** Returns a body in today's format, converted where Ghost keeps it as Mobiledoc or as HTML alone; undefined where no body can be read. */
export function readBody(body: RemoteBody): LexicalRoot | undefined {
  if (body.kind === 'lexical') return body.root
  if (body.format === 'empty' || body.source === undefined) return undefined
  try {
    return body.format === 'html' ? readHtml(body.source) : readMobiledoc(body.source)
  } catch (error) {
    // An old importer may have left anything in a database: one post that cannot be compared must not end the plan of all others.
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined
    throw error
  }
}

/** The part of a post that can name a file. */
type Naming = Partial<Pick<RemotePost, 'fields' | 'body'>>

/**
 * Returns a post, or its body alone, with the hashes of files in place of their addresses.
 * @param files content hash by absolute URL
 * @returns undefined where it names none of them
 */
export function replaceUrlsWithHashes<Post extends Naming>(
  post: Post,
  files: ReadonlyMap<string, string>,
): Post | undefined {
  const before = JSON.stringify([post.fields, post.body])
  // The longest come first, because one address may begin with another.
  const urls = [...files].sort(([a], [b]) => b.length - a.length)
  const text = urls.reduce((all, [url, hash]) => all.replaceAll(url, `${ASSET_SCHEME}${hash}`), before)
  if (text === before) return undefined
  const [fields, body] = JSON.parse(text) as [RemotePost['fields'], RemotePost['body']]
  return { ...post, fields, body }
}

/**
 * Returns the canonical form of a body with the hashes of known files in place of their addresses, and without the size of those that are pictures:
 * old Ghosts stored none, later ones store that of the original beside a smaller copy, and the file itself decides which is right. Undefined for a
 * body that cannot be read.
 *
 * @param files content hash by absolute URL
 */
export function canonicaliseKnown(
  body: RemoteBody,
  files: ReadonlyMap<string, string>,
  siteUrl: string,
): readonly LexicalNode[] | undefined {
  const root = readBody(replaceUrlsWithHashes({ body }, files)?.body ?? body)
  if (root === undefined) return undefined
  const sources = new Set([...files.values()].map((hash) => `${ASSET_SCHEME}${hash}`))
  return canonicaliseBody(root, siteUrl).map((node) => {
    if (node.type === 'image') return dropSize(node, sources)
    if (node.type !== 'gallery' || !Array.isArray(node.images)) return node
    // Ghost shows no picture of a gallery without a size, so a missing size is a difference.
    const images = node.images.map((image) => (isSized(image) ? { ...dropSize(image, sources), isSized: true } : image))
    return { ...node, images }
  })
}

function dropSize<Picture extends object>(picture: Picture, sources: ReadonlySet<string>): Picture {
  const source: unknown = Reflect.get(picture, 'src')
  if (typeof source !== 'string' || !sources.has(source)) return picture
  return Object.fromEntries(Object.entries(picture).filter(([key]) => key !== 'width' && key !== 'height')) as Picture
}

function isSized(image: unknown): image is object {
  if (typeof image !== 'object' || image === null) return false
  return Number(Reflect.get(image, 'width')) > 0 && Number(Reflect.get(image, 'height')) > 0
}
