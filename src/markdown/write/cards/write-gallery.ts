import type { LexicalNode } from '../../lexical.ts'
import { writeCaption } from '../html/write-caption.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { readString } from '../read-property.ts'
import type { Writing } from '../writing.ts'
import { writeAttributes } from './write-attributes.ts'
import { writeImage } from './write-image.ts'

/** Pictures in one paragraph; in a `:::gallery` what they cannot say so. */
export function* writeGallery(node: LexicalNode, style: InlineStyle, writing: Writing): Generator<string> {
  const images = Array.isArray(node.images)
    ? node.images.map((image) => writeImage(image, style, writing, 'gallery'))
    : []
  const caption = writeCaption(readString(node, 'caption'), style, writing)
  const written = images.filter((image) => image !== undefined)
  if (caption === undefined || written.length < images.length) return
  if (caption === '') yield written.join('\n')
  yield `:::gallery${writeAttributes([['caption', caption === '' ? undefined : caption]])}\n${written.join('\n')}\n:::`
}
