/** What would begin another block at the start of a line, with the place of the character to escape. */
const BLOCK_STARTS: readonly (readonly [pattern: RegExp, at: (match: RegExpExecArray) => number])[] = [
  [/^#{1,6}(?=\s|$)/, () => 0],
  [/^>/, () => 0],
  [/^\+(?=\s|$)/, () => 0],
  [/^[-*](?=[\s-]|$)/, () => 0],
  [/^=+\s*$/, () => 0],
  [/^(\d{1,9})[.)](?=\s|$)/, (match) => match[1]?.length ?? 0],
  [/^:(?=[\s:-]|$)/, () => 0],
  [/^\|[\s:|-]*$/, () => 0],
  [/^\[(?=[ xX]\](?:\s|$)|!)/, () => 0],
]

/** A line of text with a backslash where it would begin a heading, a list or another block. */
export function escapeLineStart(line: string): string {
  for (const [pattern, place] of BLOCK_STARTS) {
    const match = pattern.exec(line)
    if (match !== null) {
      const at = place(match)
      return `${line.slice(0, at)}\\${line.slice(at)}`
    }
  }
  return line
}
