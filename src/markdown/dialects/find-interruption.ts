/**
 * Finds where one of our own blocks interrupts the paragraph that begins at `source`: at the first line after its first that `begins`
 * accepts. The search ends at the next blank line, where the paragraph ends anyway; a search to the end of the text would take quadratic
 * time.
 * @param begins gets the line, and its offset in `source`
 */
export function findInterruption(
  source: string,
  begins: (line: string, offset: number) => boolean,
): number | undefined {
  let at = source.indexOf('\n')
  while (at >= 0) {
    const next = source.indexOf('\n', at + 1)
    const line = source.slice(at + 1, next < 0 ? undefined : next)
    if (line.trim() === '') return undefined
    if (begins(line, at + 1)) return at + 1
    at = next
  }
  return undefined
}
