import { SITE_PLACEHOLDER } from '../markdown/canonical/place-site-urls.ts'
import { describeLexical } from '../markdown/describe-lexical.ts'
import type { LexicalRoot } from '../markdown/lexical.ts'
import { ASSET_SCHEME, type Asset } from '../scan/asset.ts'
import { canonicaliseBody } from './canonicalise-body.ts'

/**
 * A body as the Markdown that it would be pulled as. Made from its canonical form, so that two texts differ where the bodies do and nowhere
 * else; with a local file's path in place of its upload.
 */
export function describeBody(root: LexicalRoot, siteUrl: string, assets: readonly Asset[]): string {
  const files = new Map(assets.map(({ hash, file }) => [`${ASSET_SCHEME}${hash}`, file]))
  const readable = (url: string): string =>
    url
      .replaceAll(SITE_PLACEHOLDER, siteUrl)
      .replace(PLACEHOLDER, (placeholder) => files.get(placeholder) ?? placeholder)
  const text = describeLexical({ ...root, children: canonicaliseBody(root, siteUrl) }, { rewrite: readable })
  // What is not a URL to the converter: JSON of unknown cards, prose.
  return readable(text)
}

const PLACEHOLDER = new RegExp(`${ASSET_SCHEME}[0-9a-f]{16}`, 'g')
