import type { AttributeForm, CardForm } from '../directives/write-directive.ts'

/** The cards of Ghost that have a `:::` form, by node type. The reader's side of this: docs/lexical.md. */
export const CARD_FORMS: Readonly<Record<string, CardForm>> = {
  callout: {
    name: 'callout',
    attributes: [
      { key: 'emoji', property: 'calloutEmoji', kind: 'plain', always: true },
      ...list('color=backgroundColor'),
    ],
    body: { kind: 'paragraphs', property: 'calloutText' },
  },
  button: {
    name: 'button',
    attributes: [url('url', 'buttonUrl'), ...list('align=alignment')],
    body: { kind: 'plain', property: 'buttonText' },
  },
  file: {
    name: 'file',
    attributes: [url('src', 'src'), ...list('title=fileTitle caption=fileCaption name=fileName size=fileSize')],
    body: { kind: 'none' },
  },
  audio: {
    name: 'audio',
    attributes: [
      media('src', 'src'),
      ...list('title duration'),
      image('thumbnail', 'thumbnailSrc'),
      ...list('mime-type=mimeType'),
    ],
    body: { kind: 'none' },
  },
  video: {
    name: 'video',
    attributes: [
      media('src', 'src'),
      { key: '.', property: 'cardWidth', kind: 'class' },
      ...list('width height duration'),
      image('thumbnail', 'thumbnailSrc'),
      image('custom-thumbnail', 'customThumbnailSrc'),
      ...list('thumbnail-width=thumbnailWidth thumbnail-height=thumbnailHeight name=fileName mime-type=mimeType loop'),
    ],
    body: { kind: 'inline', property: 'caption' },
  },
  product: {
    name: 'product',
    attributes: [
      inline('title', 'productTitle'),
      image('image', 'productImageSrc'),
      ...list('image-width=productImageWidth image-height=productImageHeight'),
      { key: 'rating', property: 'productStarRating', kind: 'plain', when: 'productRatingEnabled' },
      { key: 'button', property: 'productButton', kind: 'plain', when: 'productButtonEnabled' },
      url('url', 'productUrl'),
    ],
    body: { kind: 'blocks', property: 'productDescription' },
  },
  header: {
    name: 'header',
    attributes: [
      ...list(
        'size style layout alignment background-color=backgroundColor text-color=textColor button-color=buttonColor button-text-color=buttonTextColor accent-color=accentColor background-size=backgroundSize',
      ),
      image('background-image', 'backgroundImageSrc'),
      ...list('background-image-width=backgroundImageWidth background-image-height=backgroundImageHeight'),
      { key: 'button', property: 'buttonText', kind: 'plain', when: 'buttonEnabled' },
      url('url', 'buttonUrl'),
      ...list('swapped'),
    ],
    body: { kind: 'titled', heading: 'header', text: 'subheader' },
  },
  signup: {
    name: 'signup',
    attributes: [
      ...list(
        'layout alignment button=buttonText button-color=buttonColor button-text-color=buttonTextColor background-color=backgroundColor text-color=textColor background-size=backgroundSize',
      ),
      image('background-image', 'backgroundImageSrc'),
      ...list('success-message=successMessage'),
      { key: 'labels', property: 'labels', kind: 'list' },
      inline('disclaimer', 'disclaimer'),
      ...list('swapped'),
    ],
    body: { kind: 'titled', heading: 'header', text: 'subheader' },
  },
  'call-to-action': {
    name: 'cta',
    attributes: [
      ...list('layout alignment'),
      { key: 'button', property: 'buttonText', kind: 'plain', when: 'showButton' },
      url('url', 'buttonUrl'),
      ...list('button-color=buttonColor button-text-color=buttonTextColor dividers=showDividers'),
      { key: 'sponsor', property: 'sponsorLabel', kind: 'inline', when: 'hasSponsorLabel' },
      ...list('background-color=backgroundColor link-color=linkColor'),
      image('image', 'imageUrl'),
      ...list('image-width=imageWidth image-height=imageHeight'),
      { key: 'visibility', property: 'visibility', kind: 'json' },
    ],
    body: { kind: 'blocks', property: 'textValue' },
  },
  email: { name: 'email', attributes: [], body: { kind: 'blocks', property: 'html' } },
  'email-cta': {
    name: 'email-cta',
    attributes: [
      ...list('segment alignment'),
      { key: 'button', property: 'buttonText', kind: 'plain', when: 'showButton' },
      url('url', 'buttonUrl'),
      ...list('dividers=showDividers'),
    ],
    body: { kind: 'blocks', property: 'html' },
  },
  html: {
    name: 'html',
    attributes: [{ key: 'visibility', property: 'visibility', kind: 'json' }],
    body: { kind: 'raw', property: 'html' },
  },
  markdown: { name: 'markdown', attributes: [], body: { kind: 'raw', property: 'markdown' } },
  bookmark: {
    name: 'bookmark',
    attributes: [
      { key: 'url', property: 'url', kind: 'plain' },
      ...list(
        'title=metadata.title description=metadata.description author=metadata.author publisher=metadata.publisher icon=metadata.icon thumbnail=metadata.thumbnail',
      ),
    ],
    body: { kind: 'inline', property: 'caption' },
  },
  embed: {
    name: 'embed',
    attributes: list('url type=embedType html'),
    body: { kind: 'inline', property: 'caption' },
  },
}

/** `key=property` each, or one word for both. */
function list(pairs: string): AttributeForm[] {
  return pairs.split(' ').map((pair) => {
    const [key = '', property = key] = pair.split('=')
    return { key, property, kind: 'plain' }
  })
}

function url(key: string, property: string): AttributeForm {
  return { key, property, kind: 'link' }
}

function image(key: string, property: string): AttributeForm {
  return { key, property, kind: 'image' }
}

function media(key: string, property: string): AttributeForm {
  return { key, property, kind: 'media' }
}

function inline(key: string, property: string): AttributeForm {
  return { key, property, kind: 'inline' }
}
