export const CORPORA = ['commonmark', 'gfm', 'golden'] as const
export type Corpus = (typeof CORPORA)[number]

/** A text, and HTML that says what it means. */
export interface FidelityCase {
  readonly corpus: Corpus
  /** Alone of this name in its corpus. */
  readonly name: string
  readonly markdown: string
  readonly reference: string
}
