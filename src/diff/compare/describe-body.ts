import type { RemotePost } from '../../ghost/posts/remote-post.ts'
import { describeLexical, type LexicalNode, type LexicalRoot, SITE_PLACEHOLDER } from '../../markdown/index.ts'
import { ASSET_PLACEHOLDER, ASSET_SCHEME, type Asset } from '../../scan/source/asset.ts'
import { canonicaliseBody, readBody } from './canonicalise.ts'

/**
 * Returns a body as the Markdown that a pull would write. It is made from the canonical form, so that two texts differ where the bodies do and
 * nowhere else; a local file's path stands in place of its upload.
 * @param isWhole as for `canonicaliseNodes`
 */
export function describeBody(
  root: LexicalRoot,
  siteUrl: string,
  assets: readonly Asset[],
  isWhole?: (node: LexicalNode) => boolean,
): string {
  const files = new Map(assets.map(({ hash, file }) => [`${ASSET_SCHEME}${hash}`, file]))
  const readable = (url: string): string =>
    url
      .replaceAll(SITE_PLACEHOLDER, siteUrl)
      .replace(ASSET_PLACEHOLDER, (placeholder) => files.get(placeholder) ?? placeholder)
  const text = describeLexical(
    { ...root, children: canonicaliseBody(root, siteUrl, undefined, isWhole) },
    { rewrite: readable },
  )
  // The converter also passes texts that are no URLs: JSON of unknown cards, prose.
  return readable(text)
}

/** Does the same for a post as the site has it, in whatever format. */
export function describeRemoteBody({ body }: RemotePost, describe: (root: LexicalRoot) => string): string {
  const root = readBody(body)
  if (root !== undefined) return describe(root)
  return body.kind === 'lexical' || body.format === 'empty' ? '' : `(a document in Ghost's older ${body.format} format)`
}
