/** One mend of one line of a file. Edits never touch a line end, so that they hold for LF and CRLF alike. */
export interface Edit {
  /** 1-based line in the file. */
  readonly line: number
  /** 0-based, in UTF-16 units. */
  readonly column: number
  /** What stands there. */
  readonly from: string
  readonly to: string
  /** The code of the problem that it mends, or `front-matter/tags-text` for a habit that is none. */
  readonly code: string
}
