import type { ImageToken } from '../document/markdown-token.ts'

/** Inline Markdown laid flat, as Lexical has it: runs of text with a format, in a row. */
export type InlinePiece = TextPiece | BreakPiece | LinkPiece | ImagePiece

export interface TextPiece {
  readonly kind: 'text'
  readonly text: string
  /** `TEXT_FORMAT` bits. */
  readonly format: number
}

export interface BreakPiece {
  readonly kind: 'break'
}

export interface LinkPiece {
  readonly kind: 'link'
  /** See `readTarget`. */
  readonly target: string
  readonly title: string | null
  readonly pieces: readonly (TextPiece | BreakPiece)[]
}

/** An image in a line. No inline node can show it, so the block around it is split. */
export interface ImagePiece {
  readonly kind: 'image'
  readonly token: ImageToken
  /** Where the link around it points. */
  readonly linkTarget: string | undefined
}

/** Lexical's text formats, a bit mask. Source: lexical `TEXT_TYPE_TO_FORMAT`; the order is that in which Ghost opens the tags. */
export const TEXT_FORMAT = {
  bold: 1,
  italic: 2,
  strikethrough: 4,
  underline: 8,
  code: 16,
  subscript: 32,
  superscript: 64,
  highlight: 128,
} as const
