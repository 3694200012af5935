import type { Tokens } from 'marked'
import { Tokenizer } from 'marked'

// How far ahead a marker is looked for before marked reads the text: keeps text full of markers from being matched to its end for each of them.
const WINDOW = 2000

/**
 * marked takes text up to the next character that *it* knows. This makes it stop also where one of our own markers begins, so that
 * the extension for it is asked there.
 */
export function stopTextAt(marker: RegExp): (this: Tokenizer, source: string) => Tokens.Text | undefined {
  const find = (text: string): number => 1 + text.slice(1).search(marker)
  return function (this: Tokenizer, source: string) {
    const near = find(source.slice(0, WINDOW))
    if (near > 0) return Tokenizer.prototype.inlineText.call(this, source.slice(0, near))
    const token = Tokenizer.prototype.inlineText.call(this, source)
    const far = token === undefined ? 0 : find(token.raw)
    return far > 0 ? Tokenizer.prototype.inlineText.call(this, source.slice(0, far)) : token
  }
}
