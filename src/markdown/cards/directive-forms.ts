/** What an attribute holds. A list: one of these words. `inline`: inline Markdown. `json`: JSON, kept as it is. */
export type AttributeKind =
  | 'text'
  | 'inline'
  | 'flag'
  | 'number'
  | 'link'
  | 'image'
  | 'media'
  | 'json'
  | readonly string[]

/**
 * `none`: nothing may be between the colons. `text`: letters only. `inline`: paragraphs of text. `headed`: a heading, then paragraphs.
 * `blocks`: any Markdown. `images`: images. `raw`: kept as it is written.
 */
export type DirectiveBody = 'none' | 'text' | 'inline' | 'headed' | 'blocks' | 'images' | 'raw'

export interface DirectiveForm {
  readonly body: DirectiveBody
  readonly attributes: Readonly<Record<string, AttributeKind>>
  readonly required?: readonly string[]
  readonly classes?: readonly string[]
  /** Whether it can stand inside a list, a quote or another directive, where a card of Ghost cannot. */
  readonly nests?: true
}

const ALIGNMENT = ['left', 'center'] as const
const BUTTON = { button: 'text', url: 'link', 'button-color': 'text', 'button-text-color': 'text' } as const
const BACKDROP = {
  'background-color': 'text',
  'background-image': 'image',
  'background-size': ['cover', 'contain'],
  'text-color': 'text',
  swapped: 'flag',
} as const
const ADMONITION: DirectiveForm = { body: 'inline', attributes: {}, nests: true }

/** Every `:::` directive with its attributes. They are named after the properties of Ghost's cards. */
const FORMS: Readonly<Record<string, DirectiveForm>> = {
  note: ADMONITION,
  tip: ADMONITION,
  important: ADMONITION,
  warning: ADMONITION,
  caution: ADMONITION,
  callout: { body: 'inline', attributes: { emoji: 'text', color: 'text' }, nests: true },
  aside: { body: 'inline', attributes: {}, nests: true },
  button: { body: 'text', attributes: { url: 'link', align: ALIGNMENT }, required: ['url'] },
  file: {
    body: 'none',
    attributes: { src: 'link', title: 'text', caption: 'text', name: 'text', size: 'number' },
    required: ['src'],
  },
  audio: {
    body: 'none',
    attributes: { src: 'media', title: 'text', thumbnail: 'image', duration: 'number', 'mime-type': 'text' },
    required: ['src'],
  },
  video: {
    body: 'inline',
    attributes: {
      src: 'media',
      width: 'number',
      height: 'number',
      duration: 'number',
      thumbnail: 'image',
      'custom-thumbnail': 'image',
      'thumbnail-width': 'number',
      'thumbnail-height': 'number',
      name: 'text',
      'mime-type': 'text',
      loop: 'flag',
    },
    required: ['src'],
    classes: ['wide', 'full'],
  },
  gallery: { body: 'images', attributes: { caption: 'inline' } },
  product: {
    body: 'blocks',
    attributes: {
      title: 'inline',
      image: 'image',
      'image-width': 'number',
      'image-height': 'number',
      rating: ['1', '2', '3', '4', '5'],
      button: 'text',
      url: 'link',
    },
  },
  header: {
    body: 'headed',
    attributes: {
      ...BUTTON,
      ...BACKDROP,
      layout: ['regular', 'wide', 'full', 'split'],
      alignment: ALIGNMENT,
      size: ['small', 'medium', 'large'],
      style: ['dark', 'light', 'accent', 'image'],
      'accent-color': 'text',
      'background-image-width': 'number',
      'background-image-height': 'number',
    },
  },
  signup: {
    body: 'headed',
    attributes: {
      ...BACKDROP,
      button: 'text',
      'button-color': 'text',
      'button-text-color': 'text',
      layout: ['regular', 'wide', 'full', 'split'],
      alignment: ALIGNMENT,
      'success-message': 'text',
      labels: 'text',
      disclaimer: 'inline',
    },
  },
  cta: {
    body: 'blocks',
    attributes: {
      ...BUTTON,
      layout: ['minimal', 'immersive'],
      alignment: ALIGNMENT,
      dividers: 'flag',
      sponsor: 'inline',
      'background-color': 'text',
      'link-color': ['text', 'accent'],
      image: 'image',
      'image-width': 'number',
      'image-height': 'number',
      visibility: 'json',
    },
  },
  email: { body: 'blocks', attributes: {} },
  'email-cta': {
    body: 'blocks',
    attributes: { segment: 'text', alignment: ALIGNMENT, button: 'text', url: 'link', dividers: 'flag' },
  },
  html: { body: 'raw', attributes: { visibility: 'json' }, nests: true },
  markdown: { body: 'raw', attributes: {} },
  bookmark: {
    body: 'inline',
    attributes: {
      url: 'link',
      title: 'text',
      description: 'text',
      author: 'text',
      publisher: 'text',
      icon: 'image',
      thumbnail: 'image',
    },
    required: ['url'],
  },
  embed: { body: 'inline', attributes: { url: 'link', type: 'text', html: 'text' }, required: ['url'] },
}

export const DIRECTIVE_NAMES = Object.keys(FORMS)

/** Undefined when there is no such directive. */
export function findForm(name: string): DirectiveForm | undefined {
  return Object.hasOwn(FORMS, name) ? FORMS[name] : undefined
}
