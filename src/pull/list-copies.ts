/**
 * Where a file of the site can be fetched, the best first. Of most pictures Ghost shows a smaller copy and keeps the original beside it, as
 * `name_o.jpg`; it lets nobody upload a name that ends so. The original is what its author has, and what the size in the document is of.
 */
export function listCopies(url: string): readonly string[] {
  return url.includes('/content/images/') ? [url.replace(/(\.[a-z0-9]+)$/i, '_o$1'), url] : [url]
}
