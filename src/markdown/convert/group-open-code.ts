import type { Token } from 'marked'

/**
 * Puts together what stands in a `<pre>` that the author's HTML leaves open over blank lines, as in `<div><pre>`: Ghost parts blocks by line ends and
 * comments, which would show as empty lines in the code. Every other block is a group of its own.
 */
export function groupOpenCode(tokens: readonly Token[]): Token[][] {
  const closings = tokens.flatMap(({ raw }, index) => (/<\/pre\s*>/i.test(raw) ? [index] : []))
  const groups: Token[][] = []
  let closing = 0
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]
    if (token === undefined) break
    while ((closings[closing] ?? tokens.length) <= at) closing++
    const end = token.type === 'html' && leavesOpen(token.raw) ? closings[closing] : undefined
    groups.push(end === undefined ? [token] : tokens.slice(at, end + 1))
    at = end ?? at
  }
  return groups
}

function leavesOpen(html: string): boolean {
  const count = (tag: RegExp): number => html.match(tag)?.length ?? 0
  return count(/<pre[\s>]/gi) > count(/<\/pre\s*>/gi)
}
