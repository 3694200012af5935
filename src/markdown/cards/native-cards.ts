import type { LexicalNode } from '../document/lexical.ts'
import type { CardPayload, MobiledocDialect } from '../document/mobiledoc.ts'
import { gateHtml, readFilled, readText } from '../html/card-html.ts'
import { settleSimpleHtml } from '../html/dom-html.ts'

/** A node type that is a card in Mobiledoc. */
export interface NativeCard {
  readonly name: string
  /** The first Ghost that has it. */
  readonly since: MobiledocDialect
  /** What its payload has otherwise than the node; undefined where the card would show something else than the node does. */
  readonly adapt?: (node: LexicalNode, dialect: MobiledocDialect) => CardPayload | undefined
  /** Whether Ghost squeezes the card's template, and with it the lines of what the card holds. */
  readonly isSqueezed?: true
}

/**
 * Cards of Ghost 3 and 4, by node type. Their renderers take what is missing for nothing, where Ghost 5 has a default: it is written out. Source:
 * @tryghost/kg-default-cards 3.1.0 (Ghost 3.42.9) and 5.16.2 (4.48.9).
 */
export const NATIVE_CARDS: Readonly<Record<string, NativeCard>> = {
  horizontalrule: { name: 'hr', since: 3 },
  codeblock: { name: 'code', since: 3, adapt: (node) => when(readText(node, 'code').trim() !== '') },
  image: {
    name: 'image',
    since: 3,
    // Ghost 3 links no image, and for Ghost 5 an absent width is the regular one.
    adapt: (node, dialect) =>
      when(readText(node, 'src') !== '' && (dialect === 4 || readText(node, 'href') === ''), {
        cardWidth: readText(node, 'cardWidth').replace(/^regular$/, ''),
      }),
  },
  gallery: { name: 'gallery', since: 3, adapt: (node, dialect) => when(dialect === 4 || !linksImages(node)) },
  bookmark: {
    name: 'bookmark',
    since: 3,
    isSqueezed: true,
    adapt: (node) => when(readText(node, 'url') !== '' && hasTitle(node.metadata)),
  },
  embed: {
    name: 'embed',
    since: 3,
    adapt: ({ embedType }) => ({ embedType: undefined, ...(embedType !== undefined && { type: embedType }) }),
  },
  html: {
    name: 'html',
    since: 3,
    // Neither Ghost can keep a card from some of its readers.
    adapt: (node) => when(readText(node, 'html') !== '' && gateHtml(node, '-') === '-'),
  },
  markdown: { name: 'markdown', since: 3 },
  email: { name: 'email', since: 3 },
  paywall: { name: 'paywall', since: 4 },
  callout: {
    name: 'callout',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      when(readText(node, 'calloutText') !== '', {
        calloutText: settleSimpleHtml(readText(node, 'calloutText')),
        calloutEmoji:
          node.calloutEmoji === undefined ? readFilled(node, 'calloutEmoji') : readText(node, 'calloutEmoji'),
        backgroundColor: readFilled(node, 'backgroundColor'),
      }),
  },
  toggle: { name: 'toggle', since: 4, isSqueezed: true, adapt: (node) => when(readText(node, 'heading') !== '') },
  button: {
    name: 'button',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      when(readText(node, 'buttonUrl').trim() !== '' && readText(node, 'buttonText') !== '', {
        alignment: readFilled(node, 'alignment'),
      }),
  },
  file: {
    name: 'file',
    since: 4,
    // Written into the card as HTML.
    adapt: (node) =>
      when(
        readText(node, 'src') !== '' &&
          ['src', 'fileTitle', 'fileCaption', 'fileName'].every((key) => !/[<>&"]/.test(readText(node, key))),
        { fileName: readText(node, 'fileName'), fileSize: Number(node.fileSize ?? 0) },
      ),
  },
  audio: {
    name: 'audio',
    since: 4,
    isSqueezed: true,
    adapt: (node) => when(readText(node, 'src') !== '', { duration: Number(node.duration ?? 0) }),
  },
  video: {
    name: 'video',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      when(readText(node, 'src') !== '' && Number(node.width) > 0 && Number(node.height) > 0, {
        duration: Number(node.duration ?? 0),
      }),
  },
  product: {
    name: 'product',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      when(readText(node, 'productTitle') + readText(node, 'productDescription') !== '', {
        productStarRating: Number(node.productStarRating ?? 5),
      }),
  },
  header: {
    name: 'header',
    since: 4,
    isSqueezed: true,
    // Its second version came with Ghost 5.
    adapt: (node) =>
      when((node.version ?? 1) === 1, { size: readFilled(node, 'size'), style: readFilled(node, 'style') }),
  },
  'email-cta': {
    name: 'email-cta',
    since: 4,
    isSqueezed: true,
    adapt: (node) => ({
      segment: readFilled(node, 'segment'),
      alignment: readFilled(node, 'alignment'),
      showDividers: node.showDividers ?? true,
    }),
  },
}

function when(isShown: boolean, payload: CardPayload = {}): CardPayload | undefined {
  return isShown ? payload : undefined
}

function linksImages({ images }: LexicalNode): boolean {
  return (Array.isArray(images) ? images : []).some(
    (image: unknown) => typeof image === 'object' && image !== null && 'href' in image && Boolean(image.href),
  )
}

function hasTitle(metadata: unknown): boolean {
  return typeof metadata === 'object' && metadata !== null && 'title' in metadata && Boolean(metadata.title)
}
