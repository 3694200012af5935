/** The URL of a file that ghost-sync uploaded, in a text. */
export interface AssetUrl {
  readonly url: string
  /** As in `Asset.hash`. */
  readonly hash: string
  /** With its dot, lower case; empty when the name has none. */
  readonly extension: string
  /** Offset in the text. */
  readonly start: number
}

/** Matches the end of an upload's name (`nameUpload`): the digest, Ghost's `-1` when the name was taken, the extension. */
const NAME_END = /-([0-9a-f]{16})(?:-\d+)?(\.[a-z0-9]+)?(?!\.?[\w-])/gi

/** The characters that end a URL in HTML, Markdown, CSS and JSON. The URL is read back to one of them before the digest. */
const URL_END = /[\s"'()<>\\]/
const LONGEST_START = 500
const URL_START = /(?:https?:)?\/\/|__GHOST_URL__\/|\//i

/**
 * Finds the URLs of uploads by the digest in their names, wherever Ghost or its storage adapter put them. Both the comparison of bodies and the
 * search for existing uploads use this: a URL that one of them missed would be uploaded or reported again on every run.
 */
export function findAssetUrls(text: string): readonly AssetUrl[] {
  const found: AssetUrl[] = []
  let free = 0
  for (const match of text.matchAll(NAME_END)) {
    const end = match.index + match[0].length
    const first = Math.max(free, match.index - LONGEST_START)
    let from = match.index
    while (from > first && !URL_END.test(text.charAt(from - 1))) from--
    const offset = text.slice(from, match.index).search(URL_START)
    if (offset < 0) continue
    const start = from + offset
    const url = text.slice(start, end)
    const extension = match[2]?.toLowerCase() ?? ''
    // Without an extension it could be any page; Ghost keeps such files under `content/files/`.
    if (extension === '' && !url.includes('/files/')) continue
    found.push({ url, hash: (match[1] ?? '').toLowerCase(), extension, start })
    free = end
  }
  return found
}
