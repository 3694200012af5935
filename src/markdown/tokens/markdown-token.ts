import type { MarkedToken, Token } from 'marked'

/** Our own additions to marked's tokens. */
export interface MarkToken {
  readonly type: 'mark'
  readonly raw: string
  readonly text: string
  readonly tokens: Token[]
}

/** `[^label]`, only where a definition of that label exists. */
export interface FootnoteReferenceToken {
  readonly type: 'footnoteReference'
  readonly raw: string
  /** Normalised, see `normalizeLabel` in lex-footnotes.ts. */
  readonly label: string
}

/** `[^label]: text`, with its indented continuation. */
export interface FootnoteDefinitionToken {
  readonly type: 'footnoteDefinition'
  readonly raw: string
  readonly label: string
  readonly tokens: Token[]
}

/** Every token that our lexer makes: a closed union, which marked's own `Token` is not. */
export type MarkdownToken = MarkedToken | MarkToken | FootnoteReferenceToken | FootnoteDefinitionToken

/** marked's `Token` has an open member that defeats narrowing; what our lexer returns is always one of these. */
export function readToken(token: Token): MarkdownToken {
  return token as MarkdownToken
}
