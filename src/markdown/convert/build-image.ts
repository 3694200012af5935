import { encodeUrl } from '../html/encode-url.ts'
import type { ImagePiece } from '../inline/inline-piece.ts'
import type { LexicalNode } from '../lexical.ts'
import { readAlt } from '../tokens/read-alt.ts'
import { readTarget } from '../tokens/read-target.ts'
import { buildCard } from './build-card.ts'
import type { Conversion } from './conversion.ts'
import { renderCaption } from './render-caption.ts'

/** An image as a card of its own. */
export function buildImage(image: ImagePiece, conversion: Conversion): LexicalNode {
  const { token } = image
  return buildCard('image', {
    ...readImage(image, conversion),
    title: token.imageTitle ?? '',
    caption: renderCaption(token.title, token.captionTokens, conversion),
    cardWidth: token.cardWidth ?? 'regular',
  })
}

/** What an image is on its own and in a gallery. */
export function readImage({ token, linkTarget }: ImagePiece, { resolve }: Conversion) {
  const target = readTarget(token)
  const image = resolve(target, 'image')
  return {
    src: encodeUrl(image.url),
    alt: readAlt(token),
    width: image.width ?? token.width ?? null,
    height: image.height ?? token.height ?? null,
    href: linkTarget ? encodeUrl(resolve(linkTarget, 'link').url) : '',
  }
}
