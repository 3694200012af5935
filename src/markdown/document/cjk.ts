/**
 * The characters of Chinese, Japanese and Korean, whose writers put no space between a sign of punctuation and the next word: letters, their
 * punctuation, and full-width forms. As the inside of a class of a regular expression with the flag `u`. Source: the CJK-friendly amendment
 * of CommonMark's emphasis (https://github.com/tats-u/markdown-cjk-friendly), which takes East Asian wide characters without emoji.
 */
export const CJK =
  '\\u1100-\\u11ff\\u20a9\\u2329\\u232a\\u2e80-\\u2fd5\\u2ff0-\\u2fff\\u3001-\\u303e\\u3041-\\u318e\\u3190-\\ua4c6\\ua960-\\ua97c\\uac00-\\ud7a3\\ud7b0-\\ud7fb\\uf900-\\ufaff\\ufe10-\\ufe19\\ufe30-\\ufe6b\\uff01-\\uffee\\u{16fe0}-\\u{18df2}\\u{1aff0}-\\u{1b2fb}\\u{1f200}-\\u{1f202}\\u{1f210}-\\u{1f248}\\u{1f250}\\u{1f251}\\u{20000}-\\u{3fffd}'

const CHARACTER = new RegExp(`^[${CJK}]`, 'u')

/** Whether a text begins with a character of Chinese, Japanese or Korean. */
export function isCjk(text: string): boolean {
  return CHARACTER.test(text)
}
