import type { DialectName } from '../../config/config.ts'
import { createLineFinder, findTokenEnd, locateTokens } from '../document/locate-tokens.ts'
import type { MarkdownDocument } from '../document/markdown-document.ts'
import { type MarkdownToken, readToken } from '../document/markdown-token.ts'
import { blankOut, type TextRange } from '../document/text-range.ts'
import type { MarkdownEdit, Replacement } from './doubt.ts'

export interface LocatedToken extends TextRange {
  readonly token: MarkdownToken
}

/** A document as its linters read it. */
export interface OpenText {
  readonly text: string
  /** In the order of the text, each before those inside of it. */
  readonly tokens: readonly LocatedToken[]
  readonly lineAt: (offset: number) => number
  /** The text with spaces for what is code, a formula or HTML, so that every offset and line stays. */
  readonly prose: string
  readonly edit: (replacement: Replacement) => MarkdownEdit
  /** The dialects that the text was read with. */
  readonly dialects: readonly DialectName[]
}

export function openText({ text, firstLine, tokens, rewritten }: MarkdownDocument): OpenText {
  const located: LocatedToken[] = []
  locateTokens(text, tokens, (token, start) => {
    located.push({ token: readToken(token), start, end: findTokenEnd(text, start, token.raw) })
  })
  const lineAt = createLineFinder(text, firstLine, rewritten?.lines)
  // Looking back for the line's start would cost the length of the line at each of its places.
  const lineIn = createLineFinder(text, 0)
  const starts = [0, ...Array.from(text.matchAll(/\n/g), ({ index }) => index + 1)]
  return {
    text,
    dialects: rewritten?.dialects ?? [],
    tokens: located,
    lineAt,
    prose: blankOut(
      text,
      located.filter(({ token }) => VERBATIM.has(token.type)),
    ),
    edit: ({ start, end, to }) => ({
      line: lineAt(start),
      column: start - (starts[lineIn(start)] ?? 0),
      from: text.slice(start, end),
      to,
    }),
  }
}

const VERBATIM: ReadonlySet<string> = new Set(['code', 'codespan', 'math', 'mathBlock', 'html', 'escape'])
