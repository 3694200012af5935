import { parseFragment } from 'parse5'
import { cleanCharacters } from '../parse/clean-characters.ts'

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
