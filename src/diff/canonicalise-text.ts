import { placeSiteUrls } from '../markdown/canonical/place-site-urls.ts'
import { ASSET_SCHEME } from '../scan/asset.ts'
import { findAssetUrls } from '../scan/asset-url.ts'

/**
 * Brings a string that may hold URLs to the one form in which both sides compare: Ghost stores URLs of its own site relative and returns
 * them absolute, with a slash after the bare host and non-ASCII percent-encoded, and where an upload landed depends on the month. Without
 * this, every such URL would look like somebody's edit. Source: docs/lexical.md, "URL rewriting".
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
  return result + text.slice(copied)
}
