import type { MarkdownDocument } from './markdown-document.ts'

/** A title found in the text, and the document without it. */
export interface TakenTitle {
  /** Plain text. */
  readonly title: string
  readonly document: MarkdownDocument
}

/**
 * Takes the title out of a document whose front matter names none: its first block when that is a heading, else its first heading when
 * that is of depth 1. Undefined when there is no such heading, or it is empty.
 */
export function takeTitle(_document: MarkdownDocument): TakenTitle | undefined {
  return undefined
}
