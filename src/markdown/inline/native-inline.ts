import type { Token, Tokens } from 'marked'
import type { MarkdownToken } from '../document/markdown-token.ts'
import { flattenInline } from './flatten-inline.ts'
import { type InlinePiece, TEXT_FORMAT, type TextPiece } from './inline-piece.ts'
import { tidyInline } from './tidy-inline.ts'

/**
 * Inline tokens as the pieces of native nodes. Undefined when native nodes would not show them right, and the block has to become an html
 * card. Images are pieces too: the block decides what to do with them.
 */
export function readNativeInline(tokens: readonly Token[]): InlinePiece[] | undefined {
  const flat = flattenInline(tokens, 0)
  if (flat === undefined) return undefined
  return findShownForm(tidyInline(flat))
}

/** Pieces whose formats Ghost shows as they are, if need be with plain spaces between them; undefined where spaces do not suffice. */
export function findShownForm(pieces: InlinePiece[]): InlinePiece[] | undefined {
  return [pieces, partFormats(pieces)].find(showsFormats)
}

function showsFormats(pieces: readonly InlinePiece[]): boolean {
  const shown = predictFormats(pieces)
  return pieces.every((piece, index) => {
    if (piece.kind === 'link') return showsFormats(piece.pieces)
    return piece.kind !== 'text' || piece.format === shown[index]
  })
}

/** A heading's pieces when it can be a native node, else undefined. */
export function readNativeHeading(heading: Tokens.Heading): InlinePiece[] | undefined {
  const pieces = readNativeInline(heading.tokens)
  return pieces?.some((piece) => piece.kind === 'image') ? undefined : pieces
}

/**
 * Blocks as one run of pieces, paragraphs parted by an empty line: all that a native quote or list item can hold. Undefined when there is
 * anything but paragraphs of text.
 */
export function joinParagraphs(blocks: readonly MarkdownToken[]): InlinePiece[] | undefined {
  const joined: InlinePiece[] = []
  for (const block of blocks) {
    if (block.type === 'space' || block.type === 'def' || block.type === 'footnoteDefinition') continue
    if (block.type !== 'paragraph' && block.type !== 'text') return undefined
    const pieces = readNativeInline(block.tokens ?? [block])
    if (pieces === undefined || pieces.some((piece) => piece.kind === 'image')) return undefined
    if (pieces.length === 0) continue
    if (joined.length > 0) joined.push({ kind: 'break' }, { kind: 'break' })
    joined.push(...pieces)
  }
  return joined
}

/** Formats that do not show on a space: beside an underline or a mark only bold and italic, since the line would be higher or lower. */
export function findInvisible(format: number): number {
  const { bold, italic, subscript, superscript } = TEXT_FORMAT
  const all = bold | italic | subscript | superscript
  return (format & ~all) === 0 ? all : bold | italic
}

/**
 * Removes what does not show from spaces where one format ends and another goes on, as in `***bold `code`** italic*`, and puts a space before a
 * line break there. At a piece without format Ghost closes all tags, so that it cannot close the wrong one (see `predictFormats`), and nobody
 * sees the format of a space, or a space at the end of a line.
 */
function partFormats(pieces: readonly InlinePiece[]): InlinePiece[] {
  return partTexts(pieces).map((piece) =>
    piece.kind === 'link' ? { ...piece, pieces: partTexts(piece.pieces) } : piece,
  )
}

function partTexts<P extends InlinePiece>(pieces: readonly P[]): (P | TextPiece)[] {
  return pieces.flatMap((piece, index): readonly (P | TextPiece)[] => {
    const [previous, next] = [pieces[index - 1], pieces[index + 1]]
    if (piece.kind === 'text') return partText(piece, previous, next)
    const endsFormat =
      piece.kind === 'break' && previous?.kind === 'text' && overlaps(previous, findText(pieces, index))
    return endsFormat ? [PLAIN_SPACE, piece] : [piece]
  })
}

const PLAIN_SPACE: TextPiece = { kind: 'text', text: ' ', format: 0 }

/** The text after a line break and those that follow it. */
function findText(pieces: readonly InlinePiece[], from: number): InlinePiece | undefined {
  let at = from
  while (pieces[at]?.kind === 'break') at++
  return pieces[at]
}

function partText(piece: TextPiece, previous: InlinePiece | undefined, next: InlinePiece | undefined): TextPiece[] {
  if ((piece.format & TEXT_FORMAT.code) !== 0) return [piece]
  const visible = piece.format & ~findInvisible(piece.format)
  const start = visible === 0 && overlaps(previous, piece) ? (/^[ \t]+/.exec(piece.text)?.[0] ?? '') : ''
  const end = overlaps(piece, next) && start !== piece.text ? (/(?<![ \t])[ \t]+$/.exec(piece.text)?.[0] ?? '') : ''
  const middle = piece.text.slice(start.length, piece.text.length - end.length)
  const space = (text: string): TextPiece => ({ kind: 'text', text, format: visible })
  return [space(start), { ...piece, text: middle }, space(end)].filter(({ text }) => text !== '')
}

/** Whether between two texts one format ends and another goes on. */
function overlaps(left: InlinePiece | undefined, right: InlinePiece | undefined): boolean {
  if (left?.kind !== 'text' || right?.kind !== 'text') return false
  return (left.format & right.format) !== 0 && (left.format & ~right.format) !== 0
}

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
    // Formats that the next text has too are opened first, so that they are closed last.
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
  const next = findText(pieces, index + 1)
  return next?.kind === 'text' ? next.format : 0
}

function sum(formats: readonly number[]): number {
  return formats.reduce((total, format) => total + format, 0)
}
