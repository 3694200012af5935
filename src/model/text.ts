import { sep } from 'node:path'
import { redactSecrets } from './secrets.ts'

/** Control characters, and lone surrogates, which no terminal can show. */
const CONTROL = '\\p{Cc}\\p{Cs}'
/**
 * Characters that change or hide how other characters look: bidi marks, embeddings and overrides, zero-width and line-breaking ones. The joiners
 * U+200C and U+200D stay: Persian and emoji are written with them.
 */
const DECEPTIVE = '\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb'
/** Invisible tag characters, except behind the black flag, where they spell the flag of Scotland. */
const TAGS = '(?<![\\u{1f3f4}\\u{e0020}-\\u{e007e}])[\\u{e0000}-\\u{e007f}]'

const UNSAFE = new RegExp(`[${CONTROL}${DECEPTIVE}]|${TAGS}`, 'gu')
const NAMED: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * Makes one value safe to show on one line. Everything that comes from a file, a server or an error passes here: a title that holds an escape
 * sequence could otherwise rewrite what the plan says above it, and a reader would approve something else than what is pushed. Such characters become
 * visible (`\x1b`, `\u{202e}`, `\n`); what has the shape of a Ghost key becomes `[redacted]`.
 *
 * CI systems read commands from the log: GitHub at the start of a line (`::add-mask::`), and anywhere in it (`##[group]`, `##vso[...]`). Their first
 * character is escaped as well.
 */
export function makePrintable(text: string): string {
  return redactSecrets(text)
    .replace(UNSAFE, showEscaped)
    .replace(/^(\s*):(?=:[a-z])/i, '$1\\x3a')
    .replace(/#(?=#[a-z]*\[)/gi, '\\x23')
}

function showEscaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16)
  return NAMED.get(character) ?? (code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`)
}

/** Quotes a path for a POSIX shell: hints are there to be copied, and `my post.md` without quotes would name two files. */
export function quotePath(path: string): string {
  const printable = makePrintable(path)
  return /^[\p{L}\p{N}_@%+=:,./][\p{L}\p{N}_@%+=:,./-]*$/u.test(printable)
    ? printable
    : `'${printable.replaceAll("'", `'\\''`)}'`
}

/** Returns a number with its noun: `1 post`, `3 posts`, `2 copies`. */
export function countNoun(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`
}

/** Returns a path with forward slashes, on Windows too. */
export function toPosix(path: string): string {
  return path.split(sep).join('/')
}

/** Writes a size for people: `512 bytes`, `10.0 MiB`, `2.0 GiB`. */
export function writeSize(bytes: number): string {
  if (bytes < 1024 * 1024) return `${bytes} bytes`
  return bytes < 1024 ** 3 ? `${(bytes / 1024 ** 2).toFixed(1)} MiB` : `${(bytes / 1024 ** 3).toFixed(1)} GiB`
}
