import type { JoinedBlock } from './join-html-blocks.ts'

/**
 * Puts together what stands in a `<pre>` that the author's HTML leaves open over blank lines, as in `<div><pre>`: Ghost parts blocks by line ends and
 * comments, which would show as empty lines in the code. Every other block is a group of its own.
 */
export function groupOpenCode(blocks: readonly JoinedBlock[]): JoinedBlock[][] {
  const closings = blocks.flatMap(({ token }, index) => (/<\/pre\s*>/i.test(token.raw) ? [index] : []))
  const groups: JoinedBlock[][] = []
  let closing = 0
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at]
    if (block === undefined) break
    const { token } = block
    while ((closings[closing] ?? blocks.length) <= at) closing++
    const end = token.type === 'html' && leavesOpen(token.raw) ? closings[closing] : undefined
    groups.push(end === undefined ? [block] : blocks.slice(at, end + 1))
    at = end ?? at
  }
  return groups
}

function leavesOpen(html: string): boolean {
  const count = (tag: RegExp): number => html.match(tag)?.length ?? 0
  return count(/<pre[\s>]/gi) > count(/<\/pre\s*>/gi)
}
