import type { Token, TokenizerExtension } from 'marked'
import { CJK } from '../document/cjk.ts'
import { isScript } from '../document/script-notation.ts'

// Nobody writes longer highlights. Without a limit, text full of unclosed `==` would take quadratic time.
const MAX_LENGTH = 2000

/**
 * For each inline run, how many characters from its end were searched in vain for a closing `==`. marked passes the same array to every
 * call of one run.
 */
const searched = new WeakMap<object, number>()

/** Chinese, Japanese and Korean have no spaces between words: there a highlight may begin and end anywhere. */
const IN_WORD_BEFORE = new RegExp(`(?:(?![${CJK}])[\\p{L}\\p{N}]|=)$`, 'u')
const IN_WORD_AFTER = new RegExp(`^(?:(?![${CJK}])[\\p{L}\\p{N}]|=)`, 'u')

/**
 * `==highlighted==`. Not inside a word on either side, so that `if (a==1 && b==2)` in prose stays what it is.
 */
export const markExtension: TokenizerExtension = {
  name: 'mark',
  level: 'inline',
  childTokens: ['tokens'],
  tokenizer(source, tokens) {
    if (!source.startsWith('==') || /[=\s>]/.test(source.charAt(2))) return undefined
    const before = tokens.at(-1)?.raw ?? ''
    if (endsInWord(before) || isQuoted(before.slice(-1), source.charAt(2))) return undefined
    // `<==` is an arrow or a comparison, and `!==` too.
    if (/[<!]$/.test(before.slice(-1))) return undefined
    const end = findEnd(source, source.length - (searched.get(tokens) ?? source.length))
    if (end === undefined) {
      searched.set(tokens, Math.max(0, source.length - MAX_LENGTH))
      return undefined
    }
    const text = source.slice(2, end)
    // Signs alone are those of a program, `==+==`.
    if (!/[^\p{P}\p{S}\s]|[\p{So}]/u.test(text)) return undefined
    return { type: 'mark', raw: source.slice(0, end + 2), text, tokens: this.lexer.inlineTokens(text) }
  },
}

/** marked grows one text token piece by piece, and reading its end costs its whole length: in a monstrous one it is not read. */
function endsInWord(previous: string): boolean {
  return previous.length < 10 * MAX_LENGTH && IN_WORD_BEFORE.test(previous.slice(-2))
}

function findEnd(source: string, from: number): number | undefined {
  const limit = Math.min(source.length - 1, MAX_LENGTH)
  for (let at = Math.max(3, from); at < limit; at++) {
    const character = source[at]
    if (character === '\\') at++
    else if (character === '`') at = skipCode(source, at)
    else if (character === '=' && source[at + 1] === '=' && isClosing(source, at)) return at
  }
  return undefined
}

/** Two signs exactly: the last two of `===` close nothing. */
function isClosing(source: string, at: number): boolean {
  const [before, after] = [source.charAt(at - 1), source.slice(at + 2, at + 4)]
  return (
    !/[\s=<!]/.test(before) && !/^>/.test(after) && !IN_WORD_AFTER.test(after) && !isQuoted(before, after.charAt(0))
  )
}

const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '“': '”',
  '‘': '’',
  '«': '»',
  '「': '」',
}

/** Whether signs between these two are named and not used: `'=='`, `(==)`. */
function isQuoted(before: string, after: string): boolean {
  return before !== '' && (/["'`]/.test(before) ? after === before : PAIRS[before] === after)
}

/** Index of the last backtick of a code span that begins at `at`, or of the run itself when nothing closes it. */
function skipCode(source: string, at: number): number {
  const run = /^`+/.exec(source.slice(at, at + MAX_LENGTH))?.[0] ?? '`'
  const close = source.slice(at + run.length, at + MAX_LENGTH).search(new RegExp(`(?<!\`)\`{${run.length}}(?!\`)`))
  return close < 0 ? at + run.length - 1 : at + run.length + close + run.length - 1
}

/** `~` or `^` around text without spaces, right after a letter, a digit or a closing bracket: `H~2~O`, `x^2^`, `(a+b)^n^`. */
const SCRIPTS = [
  { name: 'sub', marker: '~', pattern: /^~((?:\\[^\s]|[^\s~\\])+)~(?!~)/ },
  { name: 'sup', marker: '^', pattern: /^\^((?:\\[^\s]|[^\s^\\])+)\^/ },
] as const

// Nobody writes longer ones. The limit keeps text full of carets from being searched to its end for each of them.
const MAX_SCRIPT = 200

/** The end of what stands before; a tilde or caret that stayed text ends no script. */
function readBefore(token: Token | undefined): string {
  const raw = token?.raw.slice(-4) ?? ''
  return token?.type === 'sub' || token?.type === 'sup' ? raw : raw.replace(/[~^\]]$/, ' ')
}

/** Subscript and superscript, as Pandoc writes them. Anywhere else `~x~` strikes through, as on GitHub, and `^` is itself. */
export const scriptExtensions: readonly TokenizerExtension[] = SCRIPTS.map(({ name, marker, pattern }) => ({
  name,
  level: 'inline',
  childTokens: ['tokens'],
  tokenizer(source, tokens) {
    if (!source.startsWith(marker)) return undefined
    const [raw, content] = pattern.exec(source.slice(0, MAX_SCRIPT)) ?? []
    if (raw === undefined || content === undefined) return undefined
    const before = readBefore(tokens.at(-1))
    if (!isScript({ sign: marker, before, content, after: source.slice(raw.length, raw.length + 2) })) return undefined
    return { type: name, raw, text: content, tokens: this.lexer.inlineTokens(content) }
  },
}))
