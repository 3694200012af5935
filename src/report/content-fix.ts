/** One line of a file, mended. */
export interface ContentFix {
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** The whole line, before and after. */
  readonly before: string
  readonly after: string
  /** Of the problems that it mends. */
  readonly codes: readonly string[]
}

/** What `check --fix` did. */
export interface ContentFixes {
  readonly fixes: readonly ContentFix[]
  /** Files that were left as they are, each with the reason, as the end of a sentence about it. */
  readonly left: readonly { readonly file: string; readonly reason: string }[]
  /** False for `--dry-run`. */
  readonly isWritten: boolean
}
