import { writeAttributes } from '../document/attributes.ts'
import { decodeEntities } from '../document/characters.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readString } from '../document/node-properties.ts'
import { readTarget } from '../document/read-tokens.ts'
import type { Conversion } from '../html/conversion.ts'
import { writeCaption } from '../html/write-html-text.ts'
import type { ImagePiece, InlinePiece } from '../inline/inline-piece.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { buildCard } from './build-card.ts'
import { readImage, writeImage } from './image.ts'

/** More than these Ghost's editor does not take into one gallery, nor into one row. */
const MAX_IMAGES = 9
const MAX_IN_ROW = 3

/**
 * A paragraph of nothing but images as galleries of up to nine. Undefined when it is none, or when an image has what a gallery cannot
 * show (a caption, a width) or lacks what it cannot do without: Ghost drops an image whose size is not known.
 */
export function convertGallery(pieces: readonly InlinePiece[], conversion: Conversion): LexicalNode[] | undefined {
  const images = readImages(pieces)
  if (images === undefined || images.length < 2) return undefined
  const isPlain = images.every((image) => {
    const { token, linkTarget } = image
    const { width, height } = readImage(image, conversion)
    const isBare = !token.title && token.cardWidth === undefined && token.imageTitle === undefined && !linkTarget
    return isBare && width !== null && height !== null
  })
  if (!isPlain) return undefined
  const count = Math.ceil(images.length / MAX_IMAGES)
  // As even as can be, so that none is left with a single image.
  return Array.from({ length: count }, (_, index) => {
    const cut = (at: number): number => Math.round((at * images.length) / count)
    return buildGallery(images.slice(cut(index), cut(index + 1)), '', conversion)
  })
}

/** The images of pieces that are nothing else. */
export function readImages(pieces: readonly InlinePiece[]): ImagePiece[] | undefined {
  const images = pieces.filter((piece) => piece.kind === 'image')
  const isAlone = pieces.every(
    (piece) =>
      piece.kind === 'image' || piece.kind === 'break' || (piece.kind === 'text' && /^[ \t]*$/.test(piece.text)),
  )
  return isAlone ? images : undefined
}

/** @param caption inline HTML */
export function buildGallery(images: readonly ImagePiece[], caption: string, conversion: Conversion): LexicalNode {
  const cards = images.map((image, index) => {
    const { href, ...rest } = readImage(image, conversion)
    const title = image.token.title ? decodeEntities(image.token.title) : ''
    return {
      ...rest,
      fileName: nameFile(readTarget(image.token)),
      row: Math.floor(index / MAX_IN_ROW),
      ...(title === '' ? {} : { title }),
      ...(href === '' ? {} : { href }),
    }
  })
  return buildCard('gallery', { images: cards, caption })
}

/** The last part of a path. Ghost shows it nowhere, but drops an image without one. */
function nameFile(target: string): string {
  return (
    target
      .replace(/[?#].*$/s, '')
      .split(/[\\/]/)
      .at(-1) || 'image'
  )
}

/** Pictures in one paragraph; in a `:::gallery` what they cannot say so. */
export function* writeGallery(node: LexicalNode, style: InlineStyle, context: WriteContext): Generator<string> {
  const images = Array.isArray(node.images)
    ? node.images.map((image) => writeImage(image, style, context, 'gallery'))
    : []
  const caption = writeCaption(readString(node, 'caption'), style, context)
  const written = images.filter((image) => image !== undefined)
  if (caption === undefined || written.length < images.length) return
  if (caption === '') yield written.join('\n')
  yield `:::gallery${writeAttributes([['caption', caption === '' ? undefined : caption]])}\n${written.join('\n')}\n:::`
}
