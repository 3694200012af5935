const FILE = /\/content\/(?:images|media|files)\/[^\s"'<>()\\?#]+\.[a-z0-9]{1,10}(?![\w%.-])/gi

/**
 * The addresses of files that people uploaded to the site, wherever they stand in a text (a JSON document, a field), each once. Other
 * hosts' are not among them, nor the smaller copies that Ghost makes of a picture (`/content/images/size/w600/...`).
 *
 * @param siteUrl without a trailing slash
 */
export function listFileUrls(text: string, siteUrl: string): readonly string[] {
  const urls = new Set<string>()
  for (const match of text.matchAll(FILE)) {
    if (/^\/content\/images\/size\//i.test(match[0])) continue
    if (text.slice(0, match.index).endsWith(siteUrl)) urls.add(`${siteUrl}${match[0]}`)
  }
  return [...urls]
}
