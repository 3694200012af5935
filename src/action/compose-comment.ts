/** What a comment holds at most on GitHub, with room for what is counted in bytes. */
const MOST_CHARACTERS = 60_000

/** Hidden in the comment, so that the next run finds it. Two configs in one repository have a comment each. */
export function composeMarker(config: string): string {
  return `<!-- ghost-sync comment ${encodeURIComponent(config)} -->`
}

/**
 * The text of the comment: the reports in this order. A problem that two of them tell stands in the first alone.
 * @param parts as `--report-file` wrote them
 */
export function composeComment(marker: string, parts: readonly string[]): string {
  const seen = new Set<string>()
  const lines = parts
    .map((part) => part.trim())
    .join('\n\n')
    .split('\n')
    .filter((line) => {
      const isTold = /^- (?:error|warning) /.test(line) && seen.has(line)
      seen.add(line)
      return !isTold
    })
  const text = `${marker}\n${lines.join('\n')}`
  if (text.length <= MOST_CHARACTERS) return text
  const cut = text.slice(0, MOST_CHARACTERS)
  return `${cut.slice(0, cut.lastIndexOf('\n'))}\n\nThe rest is in the summary of the run.`
}
