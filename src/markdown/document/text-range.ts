/** Part of a text, by offsets. */
export interface TextRange {
  readonly start: number
  readonly end: number
}
