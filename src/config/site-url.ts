import { cleanValue, type Environment, isVariableName } from './environment.ts'
import type { ListedSite } from './list-sites.ts'
import { formatOptionPath, type OptionProblem } from './option-problem.ts'

export type ParsedSiteUrl =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'refused'; readonly reason: string; readonly hint: string }

/**
 * Returns the address of a site in the one form that everything else uses: scheme and host in lower case, the path of a subdirectory installation, no
 * trailing slash. It accepts the forms that people type and paste: `blog.example.com`, `localhost:2368`, an address copied from Ghost Admin. `reason`
 * is a piece of a sentence whose subject is the address, and never holds a password.
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

function refuse(reason: string, hint: string): ParsedSiteUrl {
  return { kind: 'refused', reason, hint }
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

/** Finds the root of the site. Ghost refuses to be installed in a folder named `ghost`, so that segment is always where Ghost Admin begins. */
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

export type ReadUrl =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'wrong'; readonly problem: OptionProblem }
  /** Nothing is reported: the option has another mistake, or the site is outside of this run and its variable is not set. */
  | { readonly kind: 'none' }

/** Reads the address of a site, from `url` or from the variable that `urlEnv` names. An unset variable is a mistake for a `chosen` site only. */
export function readSiteUrl(site: ListedSite, environment: Environment, chosen: boolean): ReadUrl {
  const { url, urlEnv } = site.options
  const allowHttp = site.options.allowHttp === true
  const at = formatOptionPath(site.path)
  if (url !== undefined && urlEnv !== undefined) {
    return wrong({
      code: 'config/wrong-value',
      path: [...site.path, 'urlEnv'],
      message: `\`${at}\` has both url and urlEnv.`,
      hint: 'Keep one of them.',
    })
  }
  if (url === undefined && urlEnv === undefined) {
    return wrong({
      code: 'config/missing-option',
      path: [...site.path, 'url'],
      message: `\`${at}.url\` is missing.`,
      hint: 'Write url, the address of the site, or urlEnv, the name of the environment variable that holds it.',
    })
  }
  if (typeof url === 'string') {
    const parsed = parseSiteUrl(url, { allowHttp })
    if (parsed.kind === 'url') return parsed
    const path = [...site.path, 'url']
    return wrong({ code: 'config/wrong-url', path, message: `\`${at}.url\` ${parsed.reason}.`, hint: parsed.hint })
  }
  // The schema reports a urlEnv that cannot name a variable.
  if (!isVariableName(urlEnv)) return { kind: 'none' }
  return readVariable(site, urlEnv, environment, { allowHttp, chosen })
}

function readVariable(
  site: ListedSite,
  variable: string,
  environment: Environment,
  options: { readonly allowHttp: boolean; readonly chosen: boolean },
): ReadUrl {
  const path = [...site.path, 'urlEnv']
  const option = formatOptionPath(path)
  const written = environment.values[variable]
  if (written === undefined || cleanValue(written) === '') {
    if (!options.chosen) return { kind: 'none' }
    const missing = written === undefined
    return wrong({
      code: missing ? 'config/variable-missing' : 'config/variable-empty',
      path,
      ...(missing ? {} : { variable }),
      message: `\`${option}\` names the environment variable ${variable}, which is ${missing ? 'not set' : 'empty'}.`,
      hint: `Set ${variable} in the environment or in a .env file beside the config, e.g. https://blog.example.com.`,
    })
  }
  const parsed = parseSiteUrl(cleanValue(written), options)
  if (parsed.kind === 'url') return parsed
  if (!options.chosen) return { kind: 'none' }
  const message = `${variable} (\`${option}\`) ${parsed.reason}.`
  return wrong({ code: 'config/wrong-url', path, variable, message, hint: parsed.hint })
}

function wrong(problem: OptionProblem): ReadUrl {
  return { kind: 'wrong', problem }
}
