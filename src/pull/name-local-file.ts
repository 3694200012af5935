const MAX_BASE = 80

/**
 * The name that a file of the site gets beside its post, from the last part of its address. The digest that ghost-sync puts into the names
 * of its uploads goes again: the next push puts it there anew. Whatever a server may call a file, this is letters, digits, dots, dashes
 * and underscores, begins with none of the marks, and is no device of Windows.
 *
 * @param hash digest of the file, as in `Asset.hash`; undefined leaves the name's own alone
 */
export function nameLocalFile(url: string, hash: string | undefined): string {
  const last = decode(url.slice(url.lastIndexOf('/') + 1)).normalize('NFC')
  const own = hash === undefined ? last : last.replace(new RegExp(`-${hash}(?:-\\d+)?(?=\\.[a-z0-9]+$)`, 'i'), '')
  const safe = own.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[._-]+/, '')
  const dot = safe.lastIndexOf('.')
  const extension = dot <= 0 ? '' : safe.slice(dot).toLowerCase()
  const base = safe
    .slice(0, safe.length - extension.length)
    .slice(0, MAX_BASE)
    .replace(/(?<![._-])[._-]+$/, '')
  const named = base === '' ? 'file' : base
  return `${/^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(named) ? `file-${named}` : named}${extension}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
