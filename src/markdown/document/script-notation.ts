import { CJK, isCjk } from './cjk.ts'

/** What stands around the two signs of `H~2~O` and `x^2^`. */
export interface ScriptPlace {
  readonly sign: '~' | '^'
  /** The last characters before it, three at least; '' where a line begins. */
  readonly before: string
  readonly content: string
  /** The first characters after it, two at least. */
  readonly after: string
}

/** A letter or digit that is none of Chinese, Japanese or Korean. */
const WORD = `(?![${CJK}])[\\p{L}\\p{N}]`
const AFTER_WORD = new RegExp(`^${WORD}`, 'u')
/** Signs of TeX, of programs and quotes: formulas without dollars, `a^=b, c^=d`, `'^' or '^'`. */
const FOREIGN = /[{}$=|"“”„‘’«»「」]|\\\p{L}|^'.+'$/u
/** Charges, primes, daggers: `Na^+^`. */
const SIGNS = /^(?:\\[~^+*-]|[+\-−±*†‡°′″'])+$/
/** The symbol of an element, or what ends one: `Ca`, `SO~4~`, `(NH~4~)`. */
const CHEMICAL = /(?:^|[^\p{L}])\p{Lu}?\p{L}$|[\d)\]~]$/u

/**
 * Whether text between two tildes or carets looks like a subscript or superscript. It stands right behind a letter, a digit, a bracket or
 * another script. What people write with these signs besides stays text: ranges (`3~5小时，每周10~20小时`, `Mon~Fri,Sat~Sun`), powers of
 * programs and TeX (`a^2+b^2`, `\Delta^{(2)}+\delta^{(3)}`), and faces (`^_^`).
 */
export function isScript({ sign, before, content, after }: ScriptPlace): boolean {
  if (!/[\p{L}\p{N})\]~^]$/u.test(before) || FOREIGN.test(content)) return false
  const isBare = /^[\p{N}[\]()]+$/u.test(content)
  if (!/[\p{L}\p{N}]/u.test(content) && !(SIGNS.test(content) && CHEMICAL.test(before))) return false
  const last = [...before].at(-1) ?? ''
  // Behind a word of Chinese, Japanese or Korean only a power or the number of a note.
  if (isCjk(last) && (sign === '~' || !isBare)) return false
  if (sign === '~' && isRange(content)) return false
  if (!AFTER_WORD.test(after)) return true
  // Between two numbers, and between words that would be cut: `v1~v2~v3`, `a^b^c`. Not so `H~2~O`, `C~n~H~2n+2~` and `x^2^y`.
  if (/\p{N}$/u.test(before) || /^\p{N}/u.test(after)) return false
  return /^\p{N}+$/u.test(content) || (sign === '~' && /^\p{N}*[a-z](?:[+\-−]?\p{N}+)?$/u.test(content))
}

/** A list, or a mix of scripts: `9:00~10:00,11:00~12:00`. */
function isRange(content: string): boolean {
  const scripts = [...content].filter((one) => /[\p{L}\p{N}\p{P}]/u.test(one)).map(isCjk)
  return scripts.includes(true) && scripts.includes(false)
}
