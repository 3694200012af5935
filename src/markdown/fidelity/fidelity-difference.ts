export type DifferenceKind =
  /** Other words. */
  | 'text'
  /** The same words, in other blocks: a paragraph where a quote was meant. */
  | 'structure'
  /** The same words, in another dress: bold, struck through, code. */
  | 'format'
  /** The same words, but they lead elsewhere, or nowhere. */
  | 'link'
  /** Another image, or another alternative text, link or width of it. */
  | 'image'
  /** Other code, or another language of it. White space counts. */
  | 'code'
  /** Another tooltip of a link or an image. */
  | 'tooltip'
  /** Something is not shown. */
  | 'missing'
  /** Something is shown that nobody wrote. */
  | 'extra'

/** One place where what is shown is not what was written. */
export interface FidelityDifference {
  readonly kind: DifferenceKind
  /** 1-based line of the Markdown; undefined when the reference names no lines. */
  readonly line: number | undefined
  /** What the reference says there, shortened; empty for nothing. */
  readonly expected: string
  /** What is served instead, shortened; empty for nothing. */
  readonly found: string
}

/** How two pages compare. */
export interface FidelityComparison {
  /** In the order of the reference. */
  readonly differences: readonly FidelityDifference[]
  /** There is no difference. */
  readonly identical: boolean
  /** The same text, and the same links, images and code, in the same order; blocks, formats and tooltips may differ. */
  readonly sameMeaning: boolean
}
