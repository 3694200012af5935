import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { nameDirectiveFile } from '../directives/read-directive.ts'
import type { WriteCard } from '../directives/write-directive.ts'
import { writeAttributes } from '../document/attributes.ts'
import { decodeEntities } from '../document/characters.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { type DirectiveToken, readToken } from '../document/markdown-token.ts'
import { readNumber, readString, readText } from '../document/node-properties.ts'
import { readTarget } from '../document/read-tokens.ts'
import { type RenderSettings, writeFigcaption } from '../html/card-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { writeElement } from '../html/dom-html.ts'
import { writeCaption } from '../html/inline-html.ts'
import type { ImagePiece, InlinePiece } from '../inline/inline-piece.ts'
import { readNativeInline } from '../inline/native-inline.ts'
import { type Card, payloadIf } from './card.ts'
import { buildHtmlCard } from './html.ts'
import { buildImage, readImage, sizeImage, writeImage } from './image.ts'

const FORM: DirectiveForm = {
  name: 'gallery',
  body: { kind: 'images' },
  attributes: [attribute('caption', 'inline'), attribute('rows', 'counts'), attribute('unsized', 'flag')],
  convert: (token, read, conversion) => {
    const images = listImages(token)
    // Images of unknown size would be dropped from a gallery: then each is a card of its own.
    const isSized = images.every((image) => {
      const { width, height } = readImage(image, conversion)
      return width !== null && height !== null
    })
    const caption = read.inline('caption')
    if (!isSized && !read.flag('unsized', false)) {
      const cards = images.map((image) => buildImage(image, conversion))
      return caption === '' ? cards : placeCaption(cards, caption)
    }
    if (images.length === 0) return []
    const counts = read.text('rows').split(',').map(Number)
    const rows = read.has('rows') ? counts.flatMap((count, row) => Array<number>(count).fill(row)) : []
    return [buildGallery(images, caption, conversion, rows)]
  },
}

/** Pictures side by side. */
export const galleryCard: Card = {
  type: 'gallery',
  docs: '| `gallery` | `caption`, `rows` (three in each; `2,2`: two in each), `unsized` (pictures whose size is not known stay in the gallery, where Ghost does not show them) | images; a title is a tooltip here |',
  defaults: {},
  smallTexts: { caption: 'line' },
  directives: [FORM],
  compareAs: forgetFileNames,
  write,
  renderHtml,
  mobiledoc: {
    name: 'gallery',
    since: 3,
    adapt: (node, { dialect }) => payloadIf(dialect === 4 || !linksImages(node)),
  },
  renderPlain: undefined,
}

/** The most images that Ghost's editor takes into one gallery and into one row. */
const MAX_IMAGES = 9

const MAX_IN_ROW = 3

/** The editor makes no more than three. */
const MAX_ROW = 30

/**
 * Converts a paragraph of nothing but images to galleries of up to nine. Undefined for other paragraphs, and when a gallery could not show
 * an image: it shows neither captions nor widths, and Ghost drops an image whose size is not known.
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
  // Galleries of about the same length, so that none has a single image.
  return Array.from({ length: count }, (_, index) => {
    const cut = (at: number): number => Math.round((at * images.length) / count)
    return buildGallery(images.slice(cut(index), cut(index + 1)), '', conversion)
  })
}

function listImages({ tokens }: DirectiveToken): readonly ImagePiece[] {
  return tokens.map(readToken).flatMap((block) => {
    const pieces = block.type === 'paragraph' ? readNativeInline(block.tokens) : undefined
    return (pieces && readImages(pieces)) ?? []
  })
}

/** Without a gallery the caption stands below the last picture, as readers would have seen it. */
function placeCaption(cards: readonly LexicalNode[], caption: string): LexicalNode[] {
  const last = cards.at(-1)
  const isFree = last !== undefined && readString(last, 'caption') === ''
  return isFree ? [...cards.slice(0, -1), { ...last, caption }] : [...cards, buildHtmlCard(`<p>${caption}</p>`)]
}

/** The images of pieces that are nothing else. */
function readImages(pieces: readonly InlinePiece[]): ImagePiece[] | undefined {
  const images = pieces.filter((piece) => piece.kind === 'image')
  const isAlone = pieces.every(
    (piece) =>
      piece.kind === 'image' || piece.kind === 'break' || (piece.kind === 'text' && /^[ \t]*$/.test(piece.text)),
  )
  return isAlone ? images : undefined
}

/**
 * @param caption inline HTML
 * @param rows of the first images; the others come after them, three in a row
 */
function buildGallery(
  images: readonly ImagePiece[],
  caption: string,
  conversion: Conversion,
  rows: readonly number[] = [],
): LexicalNode {
  const next = rows.length === 0 ? 0 : (rows.at(-1) ?? 0) + 1
  const cards = images.map((image, index) => {
    const { href, ...rest } = readImage(image, conversion)
    const title = image.token.title ? decodeEntities(image.token.title) : ''
    // Ghost shows the name nowhere, but drops an image without one.
    return {
      ...rest,
      fileName: nameDirectiveFile(readTarget(image.token)) || 'image',
      row: rows[index] ?? next + Math.floor((index - rows.length) / MAX_IN_ROW),
      ...(title === '' ? {} : { title }),
      ...(href === '' ? {} : { href }),
    }
  })
  return buildCard('gallery', { images: cards, caption })
}

/** Writes pictures in one paragraph, or in a `:::gallery` where there is a caption. */
function* write(...[node, style, context]: Parameters<WriteCard>): Generator<string> {
  const images = Array.isArray(node.images)
    ? node.images.map((image) => writeImage(image, style, context, 'gallery'))
    : []
  const caption = writeCaption(readString(node, 'caption'), style, context)
  const written = images.filter((image) => image !== undefined)
  if (caption === undefined || written.length < images.length) return
  if (caption === '') yield written.join('\n')
  const said = ['caption', caption === '' ? undefined : caption] as const
  for (const more of [
    [],
    [['rows', countRows(node)]],
    [['unsized', true]],
    [
      ['rows', countRows(node)],
      ['unsized', true],
    ],
  ] as const)
    yield `:::gallery${writeAttributes([said, ...more])}\n${written.join('\n')}\n:::`
}

/** How many pictures each row has, as Ghost's editor counts them; undefined where they are not in the order of their rows. */
function countRows({ images }: LexicalNode): string | undefined {
  const rows = (Array.isArray(images) ? images : []).map((image: unknown) =>
    typeof image === 'object' && image !== null ? Reflect.get(image, 'row') : undefined,
  )
  const counts: number[] = []
  for (const row of rows) {
    if (typeof row !== 'number' || !Number.isInteger(row) || row < counts.length - 1 || row > MAX_ROW) return undefined
    while (counts.length <= row) counts.push(0)
    counts[row] = (counts[row] ?? 0) + 1
  }
  return counts.join(',')
}

/**
 * Ghost shows the name of a picture's file nowhere, but drops a picture that has none. The name that an upload got is not that of the file (`IMG 1.png`
 * is stored as `IMG-1.png`), so a gallery of Ghost's editor would never be the same as one of Markdown.
 */
function forgetFileNames(node: LexicalNode): LexicalNode {
  if (!Array.isArray(node.images)) return node
  const images: readonly unknown[] = node.images
  return {
    ...node,
    images: images.map((image) =>
      typeof image === 'object' && image !== null && Reflect.get(image, 'fileName')
        ? { ...image, fileName: 'image' }
        : image,
    ),
  }
}

function renderHtml(node: LexicalNode, settings: RenderSettings): string {
  const written: readonly unknown[] = Array.isArray(node.images) ? node.images : []
  const images = written.flatMap((image): LexicalNode[] => {
    if (typeof image !== 'object' || image === null) return []
    const known: LexicalNode = { type: 'image', ...image }
    return ['fileName', 'src', 'width', 'height'].every((name) => Boolean(known[name])) ? [known] : []
  })
  if (images.length === 0) return ''
  const rows = new Map<number, string>()
  for (const [index, image] of images.entries()) {
    // A single picture in the last row would be larger than all others.
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
    writeElement('div', { class: 'kg-gallery-container' }, html) + writeFigcaption(caption),
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

function linksImages({ images }: LexicalNode): boolean {
  return (Array.isArray(images) ? images : []).some(
    (image: unknown) => typeof image === 'object' && image !== null && 'href' in image && Boolean(image.href),
  )
}
