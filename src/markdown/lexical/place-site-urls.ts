/** Ghost's own placeholder for the site's URL, as its database holds it. */
export const SITE_PLACEHOLDER = '__GHOST_URL__'

/**
 * Replaces the site's own URL by the placeholder, in all forms that Ghost recognises: relative, absolute, with another scheme, with raw
 * letters or percent-encoded ones. Source: docs/lexical.md, "URL rewriting".
 *
 * @param change what else is done to the text, before the URLs are brought to one spelling
 */
export function placeSiteUrls(text: string, siteUrl: string, change = (changed: string): string => changed): string {
  const host = siteUrl.replace(/^https?:/, '')
  let result = text
  if (host !== '' && result.includes(host))
    result = result.replaceAll(new RegExp(`(?:https?:)?${escapeRegExp(host)}(?![\\w.-])`, 'gi'), SITE_PLACEHOLDER)
  result = result.replace(/(\s(?:href|src|srcset|poster)=["'])\/(?!\/)/g, `$1${SITE_PLACEHOLDER}/`)
  if (/^\/(?!\/)/.test(result)) result = `${SITE_PLACEHOLDER}${result}`
  result = change(result)
  if (!result.includes(SITE_PLACEHOLDER)) return result
  return result
    .replace(/__GHOST_URL__(?=$|["'\s<)#?])/g, `${SITE_PLACEHOLDER}/`)
    .replace(/__GHOST_URL__[^\s"'<>]*/g, (url) => url.replace(/[^\x00-\x7f]+/g, (run) => encodeURI(run.toWellFormed())))
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
