import type { MarkdownProblem } from '../document/markdown-document.ts'

/** What an author hardly meant, and what to write instead where that has one right answer. */
export interface Doubt extends MarkdownProblem {
  /** `error`: readers would see markup, or lose text, so that the post is not written. @default 'warning' */
  readonly severity?: 'error' | 'warning'
  /** As `Problem.subject`. */
  readonly subject?: string
  readonly edits?: readonly MarkdownEdit[]
}

/** Writes `to` in the place of `from`. */
export interface MarkdownEdit {
  /** 1-based line in the file. */
  readonly line: number
  /** 0-based, in UTF-16 units. */
  readonly column: number
  readonly from: string
  readonly to: string
}

/** A place in a text, by offsets, and what to write there. */
export interface Replacement {
  readonly start: number
  readonly end: number
  readonly to: string
}

/** What an author wrote, on one line and cut short, for a message. @param most characters */
export function shortenWritten(written: string, most = 60): string {
  const line = written.replace(/\s+/g, ' ')
  return line.length > most ? `${line.slice(0, most - 3)}...` : line
}

/** Says how often and where first, when it is more than once: a warning that repeats is one. */
export function countPlaces(places: number): string {
  return places < 2 ? '' : ` It is there ${places} times.`
}
