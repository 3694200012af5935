import type { Token } from 'marked'
import { buildInline } from '../inline/build-inline.ts'
import type { ImagePiece, InlinePiece } from '../inline/inline-piece.ts'
import { readNativeInline } from '../inline/read-native-inline.ts'
import type { LexicalNode } from '../lexical.ts'
import { buildElement } from './build-element.ts'
import { convertGallery } from './build-gallery.ts'
import { buildImage } from './build-image.ts'
import type { Conversion } from './conversion.ts'

/**
 * A paragraph; around images it is split, since Ghost shows an image as a block of its own and drops one that stands in a line.
 * Nothing but images are a gallery. Undefined
 * when no native node shows it.
 */
export function convertParagraph(tokens: readonly Token[], conversion: Conversion): LexicalNode[] | undefined {
  const pieces = readNativeInline(tokens)
  if (pieces === undefined) return undefined
  const galleries = convertGallery(pieces, conversion)
  if (galleries !== undefined) return galleries
  return splitAtImages(pieces).flatMap((part) => {
    if (!Array.isArray(part)) return [buildImage(part, conversion)]
    const children = buildInline(part, conversion)
    return children.length === 0 ? [] : [buildElement('paragraph', {}, children)]
  })
}

function splitAtImages(pieces: readonly InlinePiece[]): (ImagePiece | InlinePiece[])[] {
  const parts: (ImagePiece | InlinePiece[])[] = []
  for (const piece of pieces) {
    const last = parts.at(-1)
    if (piece.kind === 'image') parts.push(piece)
    else if (Array.isArray(last)) last.push(piece)
    else parts.push([piece])
  }
  return parts.length === 1 ? parts : parts.map((part) => (Array.isArray(part) ? dropOuterBreaks(part) : part))
}

/** A line break next to an image ended the line of the image; alone it would be an empty line. */
function dropOuterBreaks(pieces: readonly InlinePiece[]): InlinePiece[] {
  const first = pieces.findIndex((piece) => piece.kind !== 'break')
  const last = pieces.findLastIndex((piece) => piece.kind !== 'break')
  return first < 0 ? [] : pieces.slice(first, last + 1)
}
