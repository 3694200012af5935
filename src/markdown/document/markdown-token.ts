import type { MarkedToken, Token, Tokens } from 'marked'
import type { Attributes } from './attributes.ts'
import type { Exceeded } from './limits.ts'

/** Our own additions to marked's tokens. */
export interface MarkToken {
  readonly type: 'mark'
  readonly raw: string
  readonly text: string
  readonly tokens: Token[]
}

/** `H~2~O`, `x^2^`. */
export interface ScriptToken {
  readonly type: 'sub' | 'sup'
  readonly raw: string
  readonly text: string
  readonly tokens: Token[]
}

/** With what we read of it beside marked. */
export interface ImageToken extends Tokens.Image {
  /** From `{.wide}` or `{.full}` after it. */
  cardWidth?: 'wide' | 'full'
  /** Pixels, from `{width=800 height=600}`: for images whose size nobody can look up. */
  width?: number
  height?: number
  /** Pixels, from `![A lake|300x200](…)` or `(… =300x200)`: how large it is to be shown, whatever the size of the file. */
  shownWidth?: number
  shownHeight?: number
  /** From `{title="..."}`. The `title` of Markdown is the caption. */
  imageTitle?: string
  /** The `title`, as inline Markdown; absent when it has no markup. */
  captionTokens?: Token[]
}

/** A text, a paragraph, a table or a list that went beyond a limit, and of which no more was read. */
interface MayExceed {
  exceeds?: Exceeded
}

export interface TextToken extends Tokens.Text, MayExceed {}

export interface ParagraphToken extends Tokens.Paragraph, MayExceed {}

export interface TableToken extends Tokens.Table, MayExceed {}

export interface ListToken extends Tokens.List, MayExceed {}

export interface HeadingToken extends Tokens.Heading {
  /** From `{#id}` at its end. */
  writtenId?: string
}

/** Code in a line. */
export interface CodespanToken extends Tokens.Codespan {
  /** What KaTeX says is wrong with the formula that it is the source of. */
  fault?: string
}

export interface CodeToken extends Tokens.Code {
  /** As of `CodespanToken`. */
  fault?: string
  /** Whether a script draws something from it. */
  diagram?: boolean
  /** From `{caption="..."}` in the info string, as inline Markdown. */
  captionTokens?: Token[]
}

/** `<details>` with a summary, blank line, Markdown, blank line, `</details>`. */
export interface DetailsToken {
  readonly type: 'details'
  readonly raw: string
  /** What is in the summary: raw HTML, as in CommonMark. */
  readonly summary: Tokens.HTML
  readonly tokens: Token[]
}

/** `:::name{attributes}`, lines, `:::`. */
export interface DirectiveToken {
  readonly type: 'directive'
  readonly raw: string
  readonly name: string
  readonly attributes: Attributes | undefined
  /** False when something else than attributes follows the name. */
  readonly isWhole: boolean
  /** False when the text ended first. */
  readonly closed: boolean
  /** As written, without a final line end. */
  readonly content: string
  /** Where `content` begins in `raw`. */
  readonly contentStart: number
  /** The content as blocks; none where it is kept raw. */
  readonly tokens: Token[]
  /** The attributes that hold inline Markdown. */
  readonly inline: Map<string, Token[]>
}

/** `$x$` or, as a block, `$$x$$`. */
export interface MathToken {
  readonly type: 'math' | 'mathBlock'
  readonly raw: string
  readonly tex: string
  /** Empty when there is a fault. */
  readonly html: string
  /** What KaTeX says is wrong with it. */
  readonly fault: string | undefined
}

/** `Term` and under it `: what it means`. */
export interface DefinitionListToken {
  readonly type: 'definitionList'
  readonly raw: string
  readonly groups: readonly {
    readonly term: Token[]
    readonly definitions: readonly {
      /** Whether blank lines part it, and its text is paragraphs. */
      readonly loose: boolean
      readonly tokens: Token[]
    }[]
  }[]
}

/** `[^label]`, only where a definition of that label exists. */
export interface FootnoteReferenceToken {
  readonly type: 'footnoteReference'
  readonly raw: string
  /** Normalised, see `normalizeLabel` in lex-footnotes.ts. */
  readonly label: string
  /** The note itself, where it is written in the line: `^[text]`. */
  readonly note?: Token[]
}

/** `[^label]: text`, with its indented continuation. */
export interface FootnoteDefinitionToken {
  readonly type: 'footnoteDefinition'
  readonly raw: string
  readonly label: string
  readonly tokens: Token[]
}

/** Every token that our lexer makes: a closed union, which marked's own `Token` is not. */
export type MarkdownToken =
  | Exclude<
      MarkedToken,
      | Tokens.Image
      | Tokens.Heading
      | Tokens.Code
      | Tokens.Codespan
      | Tokens.Text
      | Tokens.Paragraph
      | Tokens.Table
      | Tokens.List
      | Tokens.Tag
    >
  | Tokens.Tag
  | TextToken
  | ParagraphToken
  | TableToken
  | ListToken
  | ImageToken
  | HeadingToken
  | CodeToken
  | CodespanToken
  | DetailsToken
  | DirectiveToken
  | MathToken
  | DefinitionListToken
  | MarkToken
  | ScriptToken
  | FootnoteReferenceToken
  | FootnoteDefinitionToken

/** marked's `Token` has an open member that defeats narrowing; what our lexer returns is always one of these. */
export function readToken(token: Token): MarkdownToken {
  return token as MarkdownToken
}

/**
 * Lists the tokens directly inside a token, in the order of the text; none for a leaf. The children of an image are those of its caption:
 * its alternative text is plain text.
 */
export function listChildren(token: Token): readonly Token[] {
  const known = readToken(token)
  if (known.type === 'list') return known.items
  if (known.type === 'image' || known.type === 'code') return known.captionTokens ?? []
  if (known.type === 'definitionList')
    return known.groups.flatMap(({ term, definitions }) => [...term, ...definitions.flatMap(({ tokens }) => tokens)])
  if (known.type === 'directive') return [...[...known.inline.values()].flat(), ...known.tokens]
  if (known.type === 'details') return [known.summary, ...known.tokens]
  if (known.type === 'footnoteReference') return known.note ?? []
  if (known.type === 'table') return [known.header, ...known.rows].flat().flatMap((cell) => cell.tokens)
  return 'tokens' in known && known.tokens !== undefined ? known.tokens : []
}
