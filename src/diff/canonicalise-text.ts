import { ASSET_SCHEME } from '../scan/asset.ts'

/** Ghost's own placeholder for the site's URL, as its database holds it. */
const SITE = '__GHOST_URL__'

/** The last path segment of an uploaded asset: `-<16 hex>`, Ghost's `-1` when the name was taken, the extension. */
const ASSET_URL =
  /(?:(?:https?:)?\/\/|__GHOST_URL__\/|\/)[^\s"'()<>\\]{0,500}?-([0-9a-f]{16})(?:-\d+)?\.[a-z0-9]{2,5}(?![\w-])/gi

/**
 * Brings a string that may hold URLs to the one form in which both sides compare: Ghost stores URLs of its own site relative and returns
 * them absolute, with a slash after the bare host and non-ASCII percent-encoded, and where an upload landed depends on the month. Without
 * this, every such URL would look like somebody's edit. Source: docs/lexical.md, "URL rewriting".
 */
export function canonicaliseText(text: string, siteUrl: string): string {
  const host = siteUrl.replace(/^https?:/, '')
  let result = text
  if (result.includes(host))
    result = result.replaceAll(new RegExp(`(?:https?:)?${escapeRegExp(host)}(?![\\w.-])`, 'gi'), SITE)
  result = result.replace(/(\s(?:href|src|srcset|poster)=["'])\/(?!\/)/g, `$1${SITE}/`)
  if (/^\/(?!\/)/.test(result)) result = `${SITE}${result}`
  result = result.replace(ASSET_URL, (_, hash: string) => `${ASSET_SCHEME}${hash.toLowerCase()}`)
  if (!result.includes(SITE)) return result
  return result
    .replace(/__GHOST_URL__(?=$|["'\s<)#?])/g, `${SITE}/`)
    .replace(/__GHOST_URL__[^\s"'<>]*/g, (url) => url.replace(/[^\x00-\x7f]+/g, (run) => encodeURI(run.toWellFormed())))
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
