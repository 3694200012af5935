/** A comment in a reference rendering: what follows stands on this line of the file. */
export const LINE_MARKER = /^ghost-sync:line (\d+)$/

/** A comment in a reference rendering: here stands a card of which only Ghost knows what it shows. */
export const UNKNOWN_MARKER = 'ghost-sync:unknown'

export function writeLineMarker(line: number): string {
  return `<!--ghost-sync:line ${line}-->`
}
