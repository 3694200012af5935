import { renderCaption } from '../directives/read-directive.ts'
import { writeAttributes } from '../document/attributes.ts'
import { encodeUrl } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readFinite, readNumber, readString, readText } from '../document/node-properties.ts'
import { readAlt, readSize, readTarget } from '../document/read-tokens.ts'
import { type RenderSettings, writeFigcaption } from '../html/card-html.ts'
import type { Conversion } from '../html/conversion.ts'
import { writeElement } from '../html/dom-html.ts'
import { writeCaption } from '../html/inline-html.ts'
import { findTraits, MARKDOWN_ESCAPES, writeDestination, writeTitle } from '../inline/escape-markdown.ts'
import type { ImagePiece } from '../inline/inline-piece.ts'
import type { InlineStyle, MarkdownWriteContext } from '../inline/write-context.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = { cardWidth: 'regular' } as const

export const imageCard: Card = {
  type: 'image',
  docs: '| image alone in a paragraph | image card with alt, width and height; the title is the caption and may hold inline Markdown; `[![…](…)](…)` is linked |',
  defaults: DEFAULTS,
  smallTexts: { caption: 'line' },
  directives: [],
  write: (node, style, context) => {
    const text = writeImage(node, style, context)
    return text === undefined ? [] : [text]
  },
  renderHtml,
  mobiledoc: {
    name: 'image',
    oldNames: ['image-card'],
    since: 3,
    // Ghost 3 cannot link an image, and for Ghost 5 an absent width is the regular one.
    adapt: (node, { dialect }) =>
      payloadIf(readText(node, 'src') !== '' && (dialect === 4 || readText(node, 'href') === ''), {
        cardWidth: readText(node, 'cardWidth').replace(/^regular$/, ''),
      }),
  },
  renderPlain: undefined,
}

/** Builds a card of its own for an image. */
export function buildImage(image: ImagePiece, conversion: Conversion): LexicalNode {
  const { token } = image
  return buildCard('image', {
    ...readImage(image, conversion),
    title: token.imageTitle ?? '',
    caption: renderCaption(token.title, token.captionTokens, conversion),
    cardWidth: token.cardWidth ?? DEFAULTS.cardWidth,
  })
}

/** The properties that an image has both on its own and in a gallery. */
export function readImage({ token, linkTarget }: ImagePiece, { resolve }: Conversion) {
  const target = readTarget(token)
  const image = resolve(target, 'image')
  const { width, height } = readSize(token, image)
  return {
    src: encodeUrl(image.url),
    alt: readAlt(token),
    width: width ?? null,
    height: height ?? null,
    href: linkTarget ? encodeUrl(resolve(linkTarget, 'link').url) : '',
  }
}

/** Writes a picture. Alone its Markdown title is the caption; in a gallery it is the title. */
export function writeImage(
  node: Readonly<Record<string, unknown>>,
  style: InlineStyle,
  context: MarkdownWriteContext,
  place: 'alone' | 'gallery' = 'alone',
): string | undefined {
  const size = { width: readFinite(node, 'width'), height: readFinite(node, 'height') }
  const { target, isLocal, isResized } = context.rewriteImage(readString(node, 'src'), size)
  const caption =
    place === 'alone' ? writeCaption(readString(node, 'caption'), style, context) : readString(node, 'title')
  if (target === '' || caption === undefined) return undefined
  // In a title an entity would be text.
  const title = caption.replace(/(?<!\\)&nbsp;/g, '\u00a0')
  const cardWidth = readString(node, 'cardWidth')
  const attributes = writeAttributes([
    ['.', cardWidth === 'regular' || cardWidth === '' ? undefined : cardWidth],
    ['width', isLocal ? undefined : size.width],
    ['height', isLocal ? undefined : size.height],
    ['title', (place === 'alone' && readString(node, 'title')) || undefined],
  ])
  const shown = isResized ? `|${[size.width, size.height].filter((one) => one !== undefined).join('x')}` : ''
  const image = `![${writeAlt(readString(node, 'alt'), style)}${shown}](${writeDestination(target)}${writeTitle(title)})${attributes}`
  const href = readString(node, 'href')
  return href === '' ? image : `[${image}](${writeDestination(context.rewrite(href, 'link'))})`
}

function writeAlt(alt: string, style: InlineStyle): string {
  const text = alt.replace(/\s+/g, ' ').trim()
  const escaped = MARKDOWN_ESCAPES[style.escape](text, {
    before: '[',
    after: ']',
    traits: findTraits(text),
    inLink: true,
    inCell: false,
  })
  // It would be read as the size of the picture.
  return escaped.replace(/(?<!\\)\|(?= ?\d{1,5}(?: ?[x×] ?\d{1,5})?$)/, '\\|')
}

function renderHtml(node: LexicalNode, settings: RenderSettings): string {
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
  return writeElement('figure', { class: classes.join(' ') }, shown + writeFigcaption(caption))
}

/** Ghost shows no upload wider than this (`imageOptimization.defaultMaxWidth`). */
const MAX_WIDTH = 2000

/** Its size as Ghost shows it; null where it has none. */
export function sizeImage(
  node: LexicalNode,
  src: string,
  settings: RenderSettings,
): { readonly width: number | null; readonly height: number | null } {
  const [width, height] = [readNumber(node, 'width'), readNumber(node, 'height')]
  if (!width || !height) return { width: null, height: null }
  const shrinks = width > MAX_WIDTH && settings.isUpload(src) && !/\.(?:ico|svgz?)$/i.test(src)
  return shrinks ? { width: MAX_WIDTH, height: Math.round(MAX_WIDTH / (width / height)) } : { width, height }
}
