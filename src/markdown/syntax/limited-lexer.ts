import { Lexer, type Token, type TokensList } from 'marked'
import { MAX_INLINE_DEPTH, MAX_NESTING, MAX_TEXT } from '../document/limits.ts'
import { createRest } from './vast-text.ts'

/**
 * marked's lexer with limits. marked recurses once per quote, list or note around a text, and reads some texts again for every character of
 * them. Text beyond a limit becomes one piece of plain text, which is reported as a problem.
 */
export class LimitedLexer extends Lexer {
  #blocks = 0
  #inlines = 0
  #underline = NOT_SEARCHED
  /** By what ends a tag: how many characters from its next one to the end of the run; -1 for none. */
  #ends = new Map<string, number>()

  override blockTokens(src: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[]
  override blockTokens(src: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList
  override blockTokens(src: string, tokens: Token[] = [], lastParagraphClipped = false): Token[] {
    if (this.#blocks > MAX_NESTING) {
      tokens.push(createRest('paragraph', src, 'nesting'))
      this.state.top = true
      return tokens
    }
    const outer = this.#underline
    this.#underline = NOT_SEARCHED
    this.#blocks++
    const read = super.blockTokens(src, tokens, lastParagraphClipped)
    this.#blocks--
    this.#underline = outer
    return read
  }

  override inlineTokens(src: string, tokens: Token[] = []): Token[] {
    if (src.length > MAX_TEXT) {
      tokens.push(createRest('text', src, 'length'))
      return tokens
    }
    if (this.#inlines > MAX_INLINE_DEPTH || (!this.state.inRawBlock && isPlain(src, this.options.breaks === true))) {
      tokens.push({ type: 'text', raw: src, text: src, escaped: false })
      return tokens
    }
    const outer = this.#ends
    this.#ends = new Map()
    this.#inlines++
    const read = super.inlineTokens(src, tokens)
    this.#inlines--
    this.#ends = outer
    return read
  }

  /**
   * Whether `end` stands in the text that begins with `source`: asked from each `<?`, it would be looked for through all of the text each time.
   *
   * @param source What is left of the text of the innermost inline run.
   */
  mayEnd(source: string, end: string): boolean {
    const known = this.#ends.get(end)
    if (known !== undefined && known + 2 <= source.length) return known >= 0
    const at = source.indexOf(end, 2)
    const left = at < 0 ? -1 : source.length - at
    this.#ends.set(end, left)
    return left >= 0
  }

  /**
   * Whether a line of `=` or `-` may make a heading of the lines at the start of `source`. marked looks for one from every line of a list
   * item up to the item's end; what was found is kept here for the lines that follow.
   *
   * @param source What is left of the text of the innermost blocks.
   */
  mayBeUnderlined(source: string): boolean {
    const left = source.length
    if (left > this.#underline.from || left <= this.#underline.to) {
      const at = findUnderline(source)
      this.#underline = { from: left, to: left - at.end, isFound: at.isFound }
    }
    return this.#underline.isFound && left - this.#underline.to <= MAX_TEXT
  }
}

/** Whether nothing in a text can be markup, as in most of what people write: marked would ask a dozen rules at its start only to say so. */
function isPlain(text: string, breaks: boolean): boolean {
  return text !== '' && !(breaks && text.includes('\n')) && !/[\\<![`*_~&:@$=^]|www\.| {2}\n/i.test(text)
}

/** Places in a text as the number of characters from there to its end, which stays the same while it is eaten up from the front. */
interface Search {
  readonly from: number
  readonly to: number
  readonly isFound: boolean
}

const NOT_SEARCHED: Search = { from: -1, to: -1, isFound: false }

/** The next underline before a blank line. `end`: where it begins, or where the search ended. */
function findUnderline(source: string): { readonly end: number; readonly isFound: boolean } {
  let at = source.indexOf('\n')
  while (at >= 0) {
    const next = source.indexOf('\n', at + 1)
    const line = source.slice(at + 1, next < 0 ? undefined : next).trim()
    if (line === '') return { end: at + 1, isFound: false }
    if (/^(?:=+|-+)$/.test(line)) return { end: at + 1, isFound: true }
    at = next
  }
  return { end: source.length, isFound: false }
}
