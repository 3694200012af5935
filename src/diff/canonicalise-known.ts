import type { RemoteBody } from '../ghost/remote-post.ts'
import type { LexicalNode } from '../markdown/lexical.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import { canonicaliseBody } from './canonicalise-body.ts'
import { placeHashes } from './place-hashes.ts'
import { readBody } from './read-body.ts'

/**
 * Canonical form of a body with the hashes of known files in place of their addresses, and without the size of those that are pictures: Ghosts of
 * old kept none, later ones that of the original beside a smaller copy, and it is the file that says which is right. Undefined for a body that
 * cannot be read.
 *
 * @param files content hash by absolute URL
 */
export function canonicaliseKnown(
  body: RemoteBody,
  files: ReadonlyMap<string, string>,
  siteUrl: string,
): readonly LexicalNode[] | undefined {
  const root = readBody(placeHashes({ body }, files)?.body ?? body)
  if (root === undefined) return undefined
  const sources = new Set([...files.values()].map((hash) => `${ASSET_SCHEME}${hash}`))
  return canonicaliseBody(root, siteUrl).map((node) => {
    if (node.type === 'image') return dropSize(node, sources)
    if (node.type !== 'gallery' || !Array.isArray(node.images)) return node
    // Ghost shows no picture of a gallery without a size: that one has none is a difference.
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
