import { Tokenizer, type Tokens } from 'marked'
import { takeImageAttributes } from './take-image-attributes.ts'

/**
 * Quotes, lists, links and emphasis nested deeper than this are read as text. marked recurses once per level and rescans what is inside,
 * so a line of ten thousand `>` would overflow the stack; no text that people read comes near.
 */
const MAX_NESTING = 64

/**
 * marked's own tokenizer for one run of the lexer, with a limit to how deep it goes, and the attributes of images. A subclass and not an
 * extension: these methods are asked at every character that could begin something, and marked's way of calling an extension cost a quarter of the
 * reading (`npm run bench`).
 */
export class LimitedTokenizer extends Tokenizer {
  #depth = 0

  override blockquote(source: string): Tokens.Blockquote | undefined {
    return this.#nested(() => super.blockquote(source))
  }

  override list(source: string): Tokens.List | undefined {
    return this.#nested(() => super.list(source))
  }

  override link(source: string): Tokens.Link | Tokens.Image | undefined {
    const token = this.#nested(() => super.link(source))
    return takeImageAttributes(token, source)
  }

  override reflink(
    source: string,
    links: Tokenizer['lexer']['tokens']['links'],
  ): Tokens.Link | Tokens.Image | Tokens.Text | undefined {
    const token = this.#nested(() => super.reflink(source, links))
    return takeImageAttributes(token, source)
  }

  override emStrong(source: string, masked: string, previous?: string): Tokens.Em | Tokens.Strong | undefined {
    return this.#nested(() => super.emStrong(source, masked, previous))
  }

  override del(source: string, masked: string, previous?: string): Tokens.Del | undefined {
    return this.#nested(() => super.del(source, masked, previous))
  }

  #nested<Token>(read: () => Token | undefined): Token | undefined {
    if (this.#depth >= MAX_NESTING) return undefined
    this.#depth += 1
    const token = read()
    this.#depth -= 1
    return token
  }
}
