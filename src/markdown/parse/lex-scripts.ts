import type { TokenizerExtension } from 'marked'

/** `~` or `^` around text without spaces, right after a letter, a digit or a closing bracket: `H~2~O`, `x^2^`, `(a+b)^n^`. */
const SCRIPTS = [
  { name: 'sub', marker: '~', pattern: /^~((?:\\[^\s]|[^\s~\\])+)~(?!~)/ },
  { name: 'sup', marker: '^', pattern: /^\^((?:\\[^\s]|[^\s^\\])+)\^/ },
] as const

// Longer ones are not real; the bound keeps text full of carets from being searched to its end for each of them.
const MAX_LENGTH = 200

/** Subscript and superscript, as Pandoc writes them. Anywhere else `~x~` strikes through, as on GitHub, and `^` is itself. */
export const scriptExtensions: readonly TokenizerExtension[] = SCRIPTS.map(({ name, marker, pattern }) => ({
  name,
  level: 'inline',
  childTokens: ['tokens'],
  tokenizer(source, tokens) {
    if (!source.startsWith(marker)) return undefined
    const match = pattern.exec(source.slice(0, MAX_LENGTH))
    if (match?.[1] === undefined || !/[\p{L}\p{N})]$/u.test(tokens.at(-1)?.raw.slice(-2) ?? '')) return undefined
    return { type: name, raw: match[0], text: match[1], tokens: this.lexer.inlineTokens(match[1]) }
  },
}))
