import { writeCaption } from '../html/write-caption.ts'
import { ESCAPES, findTraits } from '../inline/escape-text.ts'
import { writeDestination, writeTitle } from '../inline/write-destination.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { readNumber, readString } from '../read-property.ts'
import type { Writing } from '../writing.ts'
import { writeAttributes } from './write-attributes.ts'

/** A picture, alone or in a gallery, where its title stands for itself and not for a caption. */
export function writeImage(
  node: Readonly<Record<string, unknown>>,
  style: InlineStyle,
  writing: Writing,
  place: 'alone' | 'gallery' = 'alone',
): string | undefined {
  const size = { width: readNumber(node, 'width'), height: readNumber(node, 'height') }
  const { target, isLocal } = writing.rewriteImage(readString(node, 'src'), size)
  const caption =
    place === 'alone' ? writeCaption(readString(node, 'caption'), style, writing) : readString(node, 'title')
  if (target === '' || caption === undefined) return undefined
  const cardWidth = readString(node, 'cardWidth')
  const attributes = writeAttributes([
    ['.', cardWidth === 'regular' || cardWidth === '' ? undefined : cardWidth],
    ['width', isLocal ? undefined : size.width],
    ['height', isLocal ? undefined : size.height],
    ['title', (place === 'alone' && readString(node, 'title')) || undefined],
  ])
  const image = `![${writeAlt(readString(node, 'alt'), style)}](${writeDestination(target)}${writeTitle(caption)})${attributes}`
  const href = readString(node, 'href')
  return href === '' ? image : `[${image}](${writeDestination(writing.rewrite(href, 'link'))})`
}

function writeAlt(alt: string, style: InlineStyle): string {
  const text = alt.replace(/\s+/g, ' ').trim()
  return ESCAPES[style.escape](text, { before: '[', after: ']', traits: findTraits(text), inLink: true, inCell: false })
}
