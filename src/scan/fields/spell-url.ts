import type { Capabilities } from '../../ghost/transport/capabilities.ts'
import type { Written } from '../front-matter/written.ts'
import type { Reading } from '../source/finding.ts'
import { wrongValue } from './field-context.ts'

/**
 * Matches what Ghost 3 to 5 accept in the fields of a post that hold an address (ajv 6, `uri-reference`): no white space, and a backslash only after
 * the first character. Seen on 5.130 with each of `feature_image`, `og_image`, `twitter_image` and `canonical_url`; all else answers 422.
 */
const WITHOUT_SPACES = /^(?:(?:[a-z][a-z0-9+\-.]*:)?\/?\/)?(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/i

/** Matches what Ghost 6 accepts (ajv 8): RFC 3986 exactly, so no `ä`, no `|` and no second `#` either. Seen on 6.65. */
const AUTHORITY = /^(?:(?:https?:)?\/\/[\w\-.~:@!$&'()*+,;=%[\]]*)?$/i
const REST = /^(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*(?:#(?:[\w\-.~:/?@!$&'()*+,;=]|%[0-9a-f]{2})*)?$/i

/** Names of characters that are hard to see. */
const INVISIBLE: Readonly<Record<string, string>> = {
  '\t': 'a tab',
  '\n': 'a line break',
  '\r': 'a line break',
  '\u00a0': 'a no-break space',
}

/**
 * Spells an address as the site's Ghost accepts it in a field. If an equivalent spelling exists, as `%20` for a space, that is sent; otherwise the
 * mistake is reported, because Ghost would refuse the whole post on every push.
 */
export function spellUrl(written: Written, url: string, { urls }: Pick<Capabilities, 'urls'>): Reading<string> {
  const wrong = findFault(url)
  if (wrong !== undefined) return { findings: [wrongValue(written, 'front-matter/not-a-url', ...wrong)] }
  if (isTaken(url, urls)) return { value: url, findings: [] }
  const stray = /%(?![0-9a-f]{2})/i.test(url)
  if (!stray) return { value: encode(url), findings: [] }
  const fault = 'holds a `%` that encodes nothing, which this Ghost refuses'
  const finding = wrongValue(written, 'front-matter/not-a-url', fault, 'Write `%25` for a percent sign.')
  return { findings: [{ ...finding, ofSite: true }] }
}

function findFault(url: string): readonly [fault: string, hint: string] | undefined {
  if (url.includes('\\')) return ['holds a backslash, which no address has', 'Write `/` instead.']
  const space = /[^\S ]/.exec(url)?.[0]
  if (space !== undefined) {
    const code = `U+${space.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    return [`holds ${INVISIBLE[space] ?? `a space (${code})`}, which Ghost refuses in an address`, 'Remove it.']
  }
  return URL.canParse(url, 'https://example.com')
    ? undefined
    : ['is no address that a browser could read', 'Write the whole address, beginning with https://.']
}

function isTaken(url: string, urls: Capabilities['urls']): boolean {
  if (urls === 'without-spaces') return WITHOUT_SPACES.test(url)
  const { authority, rest } = split(url)
  return AUTHORITY.test(authority) && REST.test(rest)
}

function split(url: string): { readonly authority: string; readonly rest: string } {
  const authority = /^(?:https?:)?\/\/[^/?#]*/i.exec(url)?.[0] ?? ''
  return { authority, rest: url.slice(authority.length) }
}

/** Encodes an address as a browser requests it; an international host name becomes the one in DNS. */
function encode(url: string): string {
  const { authority, rest } = split(url)
  const [path = '', ...fragment] = rest.split('#')
  const host = AUTHORITY.test(authority) ? authority : new URL(authority, 'https://example.com').origin
  return host + encodePart(path) + (fragment.length === 0 ? '' : `#${encodePart(fragment.join('%23'))}`)
}

function encodePart(part: string): string {
  return part.replace(/[^\w\-.~:/?@!$&'()*+,;=%]/gu, (letter) => encodeURIComponent(letter.toWellFormed()))
}
