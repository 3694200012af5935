import { parseFragment } from 'parse5'

/** Line ends as `\n`, no byte order mark, no forbidden characters. Keeps the number of lines. */
export function cleanText(text: string): string {
  return cleanCharacters(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'))
}

/**
 * Characters that no XML 1.0 document may hold (https://www.w3.org/TR/xml/#charsets). Ghost stores them and puts them into the site's
 * RSS feed, where a single one makes every feed reader reject the whole feed.
 */
const FORBIDDEN = /[\0-\x08\x0b\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu

/** Replaces control characters, non-characters and lone surrogates with U+FFFD, as CommonMark does with U+0000. Keeps the length. */
function cleanCharacters(text: string): string {
  return text.replaceAll('\f', ' ').replace(FORBIDDEN, '\ufffd')
}

// CommonMark §2.5: named ones need their semicolon, numbers have at most 7 decimal or 6 hexadecimal digits.
const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|[A-Za-z][A-Za-z0-9]{1,31});/g

/**
 * Replaces HTML character references by what they stand for, as CommonMark does; unknown ones stay as written. marked has done the numeric
 * ones in text already, so that a forbidden character can be in here too.
 */
export function decodeEntities(text: string): string {
  const clean = cleanCharacters(text)
  if (!clean.includes('&')) return clean
  return clean.replace(REFERENCE, (reference, decimal: string | undefined, hexadecimal: string | undefined) => {
    if (decimal !== undefined) return decodePoint(Number.parseInt(decimal, 10))
    if (hexadecimal !== undefined) return decodePoint(Number.parseInt(hexadecimal, 16))
    return decodeNamed(reference)
  })
}

function decodePoint(code: number): string {
  if (code === 0 || code > 0x10ffff) return '\ufffd'
  return cleanCharacters(String.fromCodePoint(code))
}

function decodeNamed(reference: string): string {
  const [node] = parseFragment(reference).childNodes
  const decoded = node !== undefined && 'value' in node ? node.value : reference
  // An HTML parser reads `&notit;` as `¬it;`; CommonMark knows whole names only.
  return decoded.length > 1 && decoded.endsWith(';') ? reference : decoded
}
