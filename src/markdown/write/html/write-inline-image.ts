import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { escapeText, findTraits } from '../inline/escape-text.ts'
import { writeDestination, writeTitle } from '../inline/write-destination.ts'
import type { Writing } from '../writing.ts'
import { readAttribute } from './read-attribute.ts'

const OURS = new Set(['src', 'alt', 'title', 'width', 'height', 'loading'])

/** An `<img>` that Markdown can say, undefined for others. */
export function writeInlineImage(image: Tree.Element, writing: Writing): string | undefined {
  const src = readAttribute(image, 'src') ?? ''
  if (src === '' || image.attrs.some(({ name }) => !OURS.has(name))) return undefined
  const [width, height] = [Number(readAttribute(image, 'width')), Number(readAttribute(image, 'height'))]
  const isSized = width > 0 && height > 0
  const size = isSized ? { width, height } : { width: undefined, height: undefined }
  const { target, isLocal } = writing.rewriteImage(src, size)
  const alt = readAttribute(image, 'alt') ?? ''
  const text = escapeText(alt, { before: '[', after: ']', traits: findTraits(alt), inLink: true, inCell: false })
  const attributes = isSized && !isLocal ? `{width=${width} height=${height}}` : ''
  return `![${text}](${writeDestination(target)}${writeTitle(readAttribute(image, 'title'))})${attributes}`
}
