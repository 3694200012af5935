import type { Reference } from './markdown-document.ts'

/**
 * An address that goes to Ghost as it is, and that nothing is looked up for: `as-is:source` is `source`. On the page it is relative to the post.
 * `pull` writes it where a post holds an address that leads nowhere in the repository, which a push would otherwise refuse, or lead elsewhere.
 */
const SCHEME = 'as-is:'

/** The address that is meant; undefined for any other. */
export function readAsIsAddress(target: string): string | undefined {
  return target.startsWith(SCHEME) ? target.slice(SCHEME.length) : undefined
}

/** Returns what a file has in place of an address of Ghost's for which the repository has nothing, so that a push sends it unchanged. */
export function keepAddress(url: string, kind: Reference['kind']): string {
  return isSentUnchanged(url, kind) ? url : `${SCHEME}${url}`
}

/** Whether `resolveLink` returns this address unchanged, whatever lies in the repository. */
function isSentUnchanged(url: string, kind: Reference['kind']): boolean {
  if (/\{\{|\{%/.test(url) || url.startsWith(SCHEME)) return false
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase()
  if (scheme === 'data') return kind === 'image' && /^data:image\//i.test(url)
  if (scheme !== undefined) return !['file', 'javascript', 'vbscript', 'ghost-sync-source'].includes(scheme)
  if (url.startsWith('//')) return true
  const isPage = /^[#?]|^\/(?![^?#]*\.(?:md|mdx|qmd|markdown)(?:[?#]|$))/i.test(url)
  // The site's own paths: Ghost gives back most of them as whole addresses.
  return kind === 'link' ? isPage : /^\/content\//.test(url)
}
