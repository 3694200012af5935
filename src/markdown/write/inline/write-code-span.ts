/** Text as a code span: with more backticks around it than stand anywhere in it. */
export function writeCodeSpan(code: string, inCell: boolean): string {
  const text = inCell ? code.replaceAll('|', '\\|') : code
  const runs = new Set((text.match(/`+/g) ?? []).map((run) => run.length))
  let length = 1
  while (runs.has(length)) length++
  const fence = '`'.repeat(length)
  // One space at both ends is taken off again by the reader, unless there is nothing else.
  const padded = /^`|`$/.test(text) || (/^ .* $/s.test(text) && text.trim() !== '')
  return padded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}
