import type { Token } from 'marked'
import type { ConvertOptions } from '../document/markdown-document.ts'
import type { FootnoteNumbers } from '../document/number-footnotes.ts'
import type { IdentifiedHeading } from '../inline/heading-ids.ts'

/** What every part of one conversion shares. */
export interface Conversion extends ConvertOptions {
  readonly headings: ReadonlyMap<Token, IdentifiedHeading>
  readonly footnotes: FootnoteNumbers
  readonly renderer: HtmlRenderer
}

/** Tokens as HTML, for what Lexical has no node for. */
export interface HtmlRenderer {
  /** Block tokens, without a final line end. */
  readonly renderBlocks: (tokens: readonly Token[]) => string
  readonly renderInline: (tokens: readonly Token[]) => string
}
