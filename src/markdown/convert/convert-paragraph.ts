import type { Token } from 'marked'
import { encodeUrl } from '../html/encode-url.ts'
import { escapeHtml } from '../html/escape-html.ts'
import { buildInline } from '../inline/build-inline.ts'
import type { ImagePiece, InlinePiece } from '../inline/inline-piece.ts'
import { readNativeInline } from '../inline/read-native-inline.ts'
import type { LexicalNode } from '../lexical.ts'
import { decodeEntities } from '../tokens/decode-entities.ts'
import { readPlainText } from '../tokens/read-plain-text.ts'
import { readTarget } from '../tokens/read-target.ts'
import { buildCard } from './build-card.ts'
import { buildElement } from './build-element.ts'
import type { Conversion } from './conversion.ts'

/**
 * A paragraph; around images it is split, since Ghost shows an image as a block of its own and drops one that stands in a line. Undefined
 * when no native node shows it.
 */
export function convertParagraph(tokens: readonly Token[], conversion: Conversion): LexicalNode[] | undefined {
  const pieces = readNativeInline(tokens)
  if (pieces === undefined) return undefined
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

function buildImage({ token, linkTarget }: ImagePiece, { resolve }: Conversion): LexicalNode {
  const image = resolve(readTarget(token), 'image')
  return buildCard('image', {
    src: encodeUrl(image.url),
    alt: readPlainText(token.tokens).replace(/\s+/g, ' ').trim(),
    caption: token.title ? escapeHtml(decodeEntities(token.title)) : '',
    width: image.width ?? null,
    height: image.height ?? null,
    href: linkTarget ? encodeUrl(resolve(linkTarget, 'link').url) : '',
  })
}
