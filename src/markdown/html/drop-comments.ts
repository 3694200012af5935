import { scanHtml } from './html-references.ts'

/** Comments by which Ghost hides what follows: without them everybody could read it. */
const OF_GHOST = /^<!--\s*(?:members-only\b|kg-)/

/**
 * HTML without its comments, which their authors wrote for themselves: they never leave the repository. One that is not closed goes up to the
 * end of the HTML, as in a browser.
 */
export function dropComments(html: string): string {
  if (!html.includes('<!--')) return html
  let kept = ''
  let at = 0
  for (const { location } of scanHtml(html).comments) {
    if (!location) continue
    const { startOffset, endOffset } = location
    const written = html.slice(startOffset, endOffset)
    if (!written.startsWith('<!--') || OF_GHOST.test(written)) continue
    kept += html.slice(at, startOffset)
    at = endOffset
  }
  return kept + html.slice(at)
}
