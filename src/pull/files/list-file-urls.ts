const PATH = /\/content\/(images|media|files)\/[^\s"'<>()\\?#]+/gi
const EXTENSION = /\.[a-z0-9]{1,10}(?![\w%.-])/gi

/**
 * Lists the addresses of files that people uploaded to the site, wherever they stand in a text (a JSON document, a field), each once. Addresses on
 * other hosts are left out, and so are the smaller copies that Ghost makes of a picture (`/content/images/size/w600/...`).
 *
 * @param siteUrl without a trailing slash
 */
export function listFileUrls(text: string, siteUrl: string): readonly string[] {
  const urls = new Set<string>()
  for (const { 0: path, 1: folder = '', index } of text.matchAll(PATH)) {
    if (/^\/content\/images\/size\//i.test(path) || !text.endsWith(siteUrl, index)) continue
    const last = [...path.matchAll(EXTENSION)].at(-1)
    if (last === undefined || last.index <= `/content/${folder}/`.length) continue
    urls.add(`${siteUrl}${path.slice(0, last.index + last[0].length)}`)
  }
  return [...urls]
}

/**
 * Lists where a file of the site can be fetched, the best first. Of most pictures Ghost shows a smaller copy and keeps the original beside it, as
 * `name_o.jpg`; it refuses uploads with such a name. The original is what its author has, and the size in the document is that of the original.
 */
export function listCopies(url: string): readonly string[] {
  return url.includes('/content/images/') ? [url.replace(/(\.[a-z0-9]+)$/i, '_o$1'), url] : [url]
}
