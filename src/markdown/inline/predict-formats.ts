import type { InlinePiece } from './inline-piece.ts'

const FORMATS = [1, 2, 4, 8, 16, 32, 64, 128] as const

/**
 * The formats that each text piece has in the HTML that Ghost makes, 0 for other pieces. Ghost opens a tag for each format and closes as
 * many tags as formats end, without looking which: where one format ends inside another that goes on, the wrong tag is closed.
 * Source: @tryghost/kg-lexical-html-renderer `TextContent.render`, Ghost 5.130 and 6.65; seen on a server.
 */
export function predictFormats(pieces: readonly InlinePiece[]): number[] {
  let open: number[] = []
  return pieces.map((piece, index) => {
    if (piece.kind !== 'text') return 0
    if (piece.format === 0) return sum(open)
    const next = readNextFormat(pieces, index)
    // What the next text has too is opened first, so that it is closed last.
    const opening = FORMATS.filter((bit) => (piece.format & bit) !== 0 && !open.includes(bit))
    open = [...open, ...opening.filter((bit) => (next & bit) !== 0), ...opening.filter((bit) => (next & bit) === 0)]
    const shown = sum(open)
    const ending = open.filter((bit) => (next & bit) === 0)
    open = open.slice(0, open.length - ending.length)
    return shown
  })
}

/** A line break closes nothing; a link (and an image, where the block is split) closes everything. */
function readNextFormat(pieces: readonly InlinePiece[], index: number): number {
  let at = index + 1
  while (pieces[at]?.kind === 'break') at++
  const next = pieces[at]
  return next?.kind === 'text' ? next.format : 0
}

function sum(formats: readonly number[]): number {
  return formats.reduce((total, format) => total + format, 0)
}
