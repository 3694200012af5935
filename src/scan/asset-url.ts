/** The URL of something that a ghost-sync uploaded, in a text. */
export interface AssetUrl {
  readonly url: string
  /** As in `Asset.hash`. */
  readonly hash: string
  /** With its dot, lower case; empty when the name has none. */
  readonly extension: string
  /** Offset in the text. */
  readonly start: number
}

/** How an upload's name ends (`nameUpload`): the digest, Ghost's `-1` when the name was taken, the extension. */
const NAME_END = /-([0-9a-f]{16})(?:-\d+)?(\.[a-z0-9]+)?(?!\.?[\w-])/gi

/** What stands before that in a URL, up to the characters that end one in HTML, Markdown, CSS and JSON. */
const URL_CHARACTERS = /[^\s"'()<>\\]{1,500}$/
const URL_START = /(?:https?:)?\/\/|__GHOST_URL__\/|\//i

/**
 * Finds the URLs of uploads by the digest in their names, wherever Ghost or its storage adapter put them. Both the comparison of bodies
 * and the search for uploads that are there already read them with this: what one of them overlooked would be uploaded or reported anew
 * on every run.
 */
export function findAssetUrls(text: string): readonly AssetUrl[] {
  const found: AssetUrl[] = []
  let free = 0
  for (const match of text.matchAll(NAME_END)) {
    const end = match.index + match[0].length
    const run = URL_CHARACTERS.exec(text.slice(Math.max(free, match.index - 500), match.index))
    const offset = run === null ? -1 : run[0].search(URL_START)
    if (run === null || offset < 0) continue
    const start = match.index - run[0].length + offset
    const url = text.slice(start, end)
    const extension = match[2]?.toLowerCase() ?? ''
    // Without an extension it could be any page; Ghost keeps such files under `content/files/`.
    if (extension === '' && !url.includes('/files/')) continue
    found.push({ url, hash: (match[1] ?? '').toLowerCase(), extension, start })
    free = end
  }
  return found
}
