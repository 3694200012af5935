export type ParsedSiteUrl =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly cure: string }

/**
 * The address of a site in the one form that everything else uses: scheme and host in lower case, the path of a subdirectory
 * installation, no trailing slash. Takes the forms that people type and paste: `blog.example.com`, `localhost:2368`, an address out of
 * Ghost Admin. `reason` is a piece of a sentence whose subject is the address, and never holds a password.
 */
export function parseSiteUrl(written: string, options: { readonly allowHttp: boolean }): ParsedSiteUrl {
  const text = written.trim()
  if (text === '') return refuse('is empty', EXAMPLE)
  const url = readUrl(text)
  if (url === undefined) return refuse(`is not an address: ${JSON.stringify(hideCredentials(text))}`, EXAMPLE)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refuse(`begins with ${url.protocol}, which is not a web address`, EXAMPLE)
  }
  const site = `${url.origin}${findRoot(url.pathname)}`
  if (url.username !== '' || url.password !== '') {
    return refuse(
      'holds a user name or a password',
      `Write ${site}. The Admin API key is all that ghost-sync signs in with; a site behind a password of its web server cannot be reached.`,
    )
  }
  const fromAdmin = findRoot(url.pathname) !== trimSlashes(url.pathname)
  if (!fromAdmin && (url.search !== '' || text.includes('?'))) return refuse('holds a query (`?...`)', `Write ${site}.`)
  if (!fromAdmin && (url.hash !== '' || text.includes('#')))
    return refuse('holds a fragment (`#...`)', `Write ${site}.`)
  if (url.protocol === 'http:' && !options.allowHttp && !isLoopback(url.hostname)) {
    return refuse(
      `is plain http to ${url.hostname}: the token that signs every request would be readable on the way`,
      `Write ${site.replace(/^http:/, 'https:')}, or set allowHttp: true for this site if the network between is your own.`,
    )
  }
  return { kind: 'url', url: site }
}

const EXAMPLE = 'Write the address of the site as in the browser, e.g. https://blog.example.com.'

function refuse(reason: string, cure: string): ParsedSiteUrl {
  return { kind: 'refused', reason, cure }
}

function readUrl(text: string): URL | undefined {
  // `name:` counts as a scheme unless a port follows: `localhost:2368` is an address, `mailto:me` is not.
  const scheme = /^[a-z][a-z\d+.-]*:(?!\d)/i.test(text)
  const address = scheme ? text : `https://${text.replace(/^\/\//, '')}`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  if (!scheme && isLoopback(url.hostname)) url.protocol = 'http:'
  return url
}

/** Ghost refuses to be installed in a folder named `ghost`, so that segment is always where Ghost Admin begins. */
function findRoot(path: string): string {
  return trimSlashes(path.replace(/\/ghost(\/.*)?$/s, ''))
}

function trimSlashes(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/\/$/, '')
}

function hideCredentials(text: string): string {
  return text.replace(/(?<![^/@\s])[^/@\s]*@/, '')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d+){3}$/.test(host)
}
