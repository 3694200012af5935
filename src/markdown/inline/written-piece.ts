import type { BreakPiece, TextPiece } from './inline-piece.ts'

/** What is written into a line: inline pieces, and Markdown that stands as it is (an image, an HTML tag). */
export type WrittenPiece = TextPiece | BreakPiece | WrittenLink | VerbatimPiece

export interface WrittenLink {
  readonly kind: 'link'
  readonly target: string
  readonly title: string | null
  readonly pieces: readonly WrittenPiece[]
}

export interface VerbatimPiece {
  readonly kind: 'verbatim'
  readonly markdown: string
  /** Formats around it, as of text. */
  readonly format: number
}

/** How a line is written. Several ways say the same; the first that reads back as it was meant is taken. */
export interface InlineStyle {
  /** `least`: what would be read as markup. `signs`: also what smart quotes would change. `all`: every ASCII punctuation character. */
  readonly escape: 'least' | 'signs' | 'all'
  /** `short`: `**`, `*` and the like wherever they are read as such. `tags`: HTML tags only. */
  readonly marks: 'short' | 'tags'
  /** Whether line ends may stand in it; in headings, cells and titles a break is `<br>`. */
  readonly lines: boolean
  /** Whether it stands in a table cell, where `|` ends it. */
  readonly cell: boolean
}

/** From what people like to read to what cannot be misread. */
export const BLOCK_STYLES: readonly InlineStyle[] = [
  { escape: 'least', marks: 'short', lines: true, cell: false },
  { escape: 'signs', marks: 'short', lines: true, cell: false },
  { escape: 'all', marks: 'short', lines: true, cell: false },
  { escape: 'all', marks: 'tags', lines: false, cell: false },
]
