import { ASSET_SCHEME } from '../scan/asset.ts'
import { findAssetUrls } from '../scan/asset-url.ts'

/** Ghost's own placeholder for the site's URL, as its database holds it. */
export const SITE_PLACEHOLDER = '__GHOST_URL__'

/**
 * Brings a string that may hold URLs to the one form in which both sides compare: Ghost stores URLs of its own site relative and returns
 * them absolute, with a slash after the bare host and non-ASCII percent-encoded, and where an upload landed depends on the month. Without
 * this, every such URL would look like somebody's edit. Source: docs/lexical.md, "URL rewriting".
 */
export function canonicaliseText(text: string, siteUrl: string): string {
  const host = siteUrl.replace(/^https?:/, '')
  let result = text
  if (result.includes(host))
    result = result.replaceAll(new RegExp(`(?:https?:)?${escapeRegExp(host)}(?![\\w.-])`, 'gi'), SITE_PLACEHOLDER)
  result = result.replace(/(\s(?:href|src|srcset|poster)=["'])\/(?!\/)/g, `$1${SITE_PLACEHOLDER}/`)
  if (/^\/(?!\/)/.test(result)) result = `${SITE_PLACEHOLDER}${result}`
  result = replaceAssetUrls(result)
  if (!result.includes(SITE_PLACEHOLDER)) return result
  return result
    .replace(/__GHOST_URL__(?=$|["'\s<)#?])/g, `${SITE_PLACEHOLDER}/`)
    .replace(/__GHOST_URL__[^\s"'<>]*/g, (url) => url.replace(/[^\x00-\x7f]+/g, (run) => encodeURI(run.toWellFormed())))
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

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
