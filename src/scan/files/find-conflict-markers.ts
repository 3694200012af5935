import type { Finding } from '../finding.ts'

/** How git, and `ghost-sync pull`, begin and end what they could not merge; the line between is seven equals signs. */
const OPENING = /^<{7} \S/
const MIDDLE = /^={7}$/
const CLOSING = /^>{7} \S/

/**
 * Finds what a merge has left open. Published as it stands, readers would see both versions and the markers. Only the three lines in their
 * order count: each alone may stand in a text about git, and seven equals signs underline a heading.
 */
export function findConflictMarkers(text: string): Finding | undefined {
  let opened: number | undefined
  let hasMiddle = false
  for (const [index, line] of text.split('\n').entries()) {
    if (OPENING.test(line)) [opened, hasMiddle] = [index + 1, false]
    else if (opened !== undefined && MIDDLE.test(line)) hasMiddle = true
    else if (opened !== undefined && hasMiddle && CLOSING.test(line)) {
      return {
        severity: 'error',
        code: 'scan/conflict-markers',
        line: opened,
        message: 'A merge has left both versions here, between `<<<<<<<` and `>>>>>>>`.',
        cure: 'Keep what should stand, and remove the three marker lines.',
      }
    }
  }
  return undefined
}
