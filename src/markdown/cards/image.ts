import { renderCaption } from '../directives/card-text.ts'
import { writeAttributes } from '../document/attributes.ts'
import { encodeUrl } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readFinite, readString } from '../document/node-properties.ts'
import { readAlt, readTarget } from '../document/read-tokens.ts'
import { type RenderSettings, readNumber, readText } from '../html/card-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { settleHtml, writeElement } from '../html/dom-html.ts'
import { writeCaption } from '../html/write-html-text.ts'
import { ESCAPES, findTraits, writeDestination, writeTitle } from '../inline/escape-markdown.ts'
import type { ImagePiece } from '../inline/inline-piece.ts'
import type { WriteContext } from '../inline/write-context.ts'
import type { InlineStyle } from '../inline/written-piece.ts'
import { buildCard } from './build-card.ts'

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

/** Ghost shows no upload wider than this (`imageOptimization.defaultMaxWidth`). */
const MAX_WIDTH = 2000

export function renderImageHtml(node: LexicalNode, settings: RenderSettings): string {
  const src = readText(node, 'src')
  if (src.trim() === '') return ''
  const [width, caption] = [readText(node, 'cardWidth'), readText(node, 'caption')]
  const classes = ['kg-card kg-image-card']
  if (width !== 'regular') classes.push(`kg-width-${width}`)
  if (caption !== '') classes.push('kg-card-hascaption')
  const title = readText(node, 'title')
  const image = writeElement('img', {
    src,
    class: 'kg-image',
    alt: readText(node, 'alt'),
    loading: 'lazy',
    title: title === '' ? null : title,
    ...sizeImage(node, src, settings),
  })
  const href = readText(node, 'href')
  const shown = href === '' ? image : writeElement('a', { href }, image)
  return writeElement('figure', { class: classes.join(' ') }, shown + captionOf(caption))
}

export function renderGalleryHtml(node: LexicalNode, settings: RenderSettings): string {
  const written: readonly unknown[] = Array.isArray(node.images) ? node.images : []
  const images = written.flatMap((image): LexicalNode[] => {
    if (typeof image !== 'object' || image === null) return []
    const known: LexicalNode = { type: 'image', ...image }
    return ['fileName', 'src', 'width', 'height'].every((name) => Boolean(known[name])) ? [known] : []
  })
  if (images.length === 0) return ''
  const rows = new Map<number, string>()
  for (const [index, image] of images.entries()) {
    // One picture alone in the last row would be larger than all others.
    const moves = images.length > 1 && images.length % 3 === 1 && index === images.length - 2
    const row = (readNumber(image, 'row') ?? 0) + (moves ? 1 : 0)
    rows.set(
      row,
      (rows.get(row) ?? '') + writeElement('div', { class: 'kg-gallery-image' }, renderOne(image, settings)),
    )
  }
  const caption = readText(node, 'caption')
  const lines = [...rows].sort(([one], [other]) => one - other)
  const html = lines.map(([, row]) => writeElement('div', { class: 'kg-gallery-row' }, row)).join('')
  const classes = `kg-card kg-gallery-card kg-width-wide${caption === '' ? '' : ' kg-card-hascaption'}`
  return writeElement(
    'figure',
    { class: classes },
    writeElement('div', { class: 'kg-gallery-container' }, html) + captionOf(caption),
  )
}

function renderOne(image: LexicalNode, settings: RenderSettings): string {
  const src = readText(image, 'src')
  const { width, height } = sizeImage(image, src, settings)
  const [title, href] = [readText(image, 'title'), readText(image, 'href')]
  const html = writeElement('img', {
    src,
    width,
    height,
    loading: 'lazy',
    alt: readText(image, 'alt'),
    title: title === '' ? null : title,
  })
  return href === '' ? html : writeElement('a', { href }, html)
}

export function captionOf(caption: string): string {
  return caption === '' ? '' : writeElement('figcaption', {}, settleHtml(caption))
}

function sizeImage(
  node: LexicalNode,
  src: string,
  settings: RenderSettings,
): { readonly width: number | null; readonly height: number | null } {
  const [width, height] = [readNumber(node, 'width'), readNumber(node, 'height')]
  if (!width || !height) return { width: null, height: null }
  const shrinks = width > MAX_WIDTH && settings.isUpload(src) && !/\.(?:ico|svgz?)$/i.test(src)
  return shrinks ? { width: MAX_WIDTH, height: Math.round(MAX_WIDTH / (width / height)) } : { width, height }
}

/** A picture, alone or in a gallery, where its title stands for itself and not for a caption. */
export function writeImage(
  node: Readonly<Record<string, unknown>>,
  style: InlineStyle,
  context: WriteContext,
  place: 'alone' | 'gallery' = 'alone',
): string | undefined {
  const size = { width: readFinite(node, 'width'), height: readFinite(node, 'height') }
  const { target, isLocal } = context.rewriteImage(readString(node, 'src'), size)
  const caption =
    place === 'alone' ? writeCaption(readString(node, 'caption'), style, context) : readString(node, 'title')
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
  return href === '' ? image : `[${image}](${writeDestination(context.rewrite(href, 'link'))})`
}

function writeAlt(alt: string, style: InlineStyle): string {
  const text = alt.replace(/\s+/g, ' ').trim()
  return ESCAPES[style.escape](text, { before: '[', after: ']', traits: findTraits(text), inLink: true, inCell: false })
}
