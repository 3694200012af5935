/** Part of a text, by offsets. */
export interface TextRange {
  readonly start: number
  readonly end: number
}

/** The text with spaces in the place of ranges, so that every offset and every line stays. Of ranges that overlap both are blank. @param ranges by their start */
export function blankOut(text: string, ranges: readonly TextRange[]): string {
  const parts: string[] = []
  let at = 0
  for (const { start, end } of ranges) {
    if (end <= at) continue
    parts.push(text.slice(at, Math.max(at, start)), text.slice(Math.max(at, start), end).replace(/[^\n]/g, ' '))
    at = end
  }
  return parts.join('') + text.slice(at)
}
