import { ALIGNMENTS, attribute, BACKGROUND_SIZES, type DirectiveForm } from '../directives/directive-form.ts'
import { renderHeaded } from '../directives/read-directive.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { createPropertyReader, listBannerClasses, type RenderSettings, renderTemplate } from '../html/card-html.ts'
import { passThroughDom } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = {
  accentColor: '#FF1A75',
  size: 'small',
  style: 'dark',
  buttonEnabled: false,
  alignment: 'center',
  backgroundColor: '#000000',
  backgroundSize: 'cover',
  textColor: '#FFFFFF',
  buttonColor: '#ffffff',
  buttonTextColor: '#000000',
  layout: 'full',
  swapped: false,
} as const
const reader = createPropertyReader(DEFAULTS)
const { readFilled, readSwitch } = reader

/** Ghost's header card in its second version; the first can no longer be made in Ghost Admin, and is asked for by its number. */
const FORM: DirectiveForm = {
  name: 'header',
  body: { kind: 'headed', heading: 'header', text: 'subheader' },
  attributes: [
    attribute('size', ['small', 'medium', 'large']),
    attribute('style', ['dark', 'light', 'accent', 'image']),
    attribute('layout', ['regular', 'wide', 'full', 'split']),
    attribute('alignment', ALIGNMENTS),
    attribute('background-color', 'text'),
    attribute('text-color', 'text'),
    attribute('button-color', 'text'),
    attribute('button-text-color', 'text'),
    attribute('accent-color', 'text'),
    attribute('background-size', BACKGROUND_SIZES),
    attribute('background-image', 'image', 'backgroundImageSrc'),
    attribute('background-image-width', 'number'),
    attribute('background-image-height', 'number'),
    attribute('button', 'text', 'buttonText', { when: 'buttonEnabled' }),
    attribute('show-button', 'flag', 'buttonEnabled', { impliedBy: 'button' }),
    attribute('url', 'link', 'buttonUrl'),
    attribute('swapped', 'flag'),
    attribute('version', ['1', '2']),
  ],
  convert: (token, read, conversion) => {
    const image = read.file('background-image', 'image')
    return buildCard('header', {
      size: read.text('size', DEFAULTS.size),
      style: read.text('style', DEFAULTS.style),
      buttonEnabled: read.flag('show-button', read.has('button')),
      buttonUrl: read.link('url'),
      buttonText: read.text('button'),
      ...renderHeaded(token.tokens, conversion),
      backgroundImageSrc: image.url,
      version: Number(read.text('version', '2')),
      accentColor: read.text('accent-color', DEFAULTS.accentColor),
      alignment: read.text('alignment', DEFAULTS.alignment),
      backgroundColor: read.text('background-color', DEFAULTS.backgroundColor),
      backgroundImageWidth: read.number('background-image-width') ?? image.width ?? null,
      backgroundImageHeight: read.number('background-image-height') ?? image.height ?? null,
      backgroundSize: read.text('background-size', DEFAULTS.backgroundSize),
      textColor: read.text('text-color', DEFAULTS.textColor),
      buttonColor: read.text('button-color', DEFAULTS.buttonColor),
      buttonTextColor: read.text('button-text-color', DEFAULTS.buttonTextColor),
      layout: read.text('layout', DEFAULTS.layout),
      swapped: read.flag('swapped', DEFAULTS.swapped),
    })
  },
}

export const headerCard: Card = {
  type: 'header',
  docs: '| `header` | `layout` (full; regular wide split), `alignment` (center; left), `button`, `show-button`, `url`, `button-color`, `button-text-color`, `background-color`, `background-image`, `background-size` (cover; contain), `text-color`, `accent-color`, `swapped`, `size`, `style`, `background-image-width`, `background-image-height`, `version` (2; 1: the card of Ghost 4, with `size`, `style`, `button` and `background-image` alone) | a heading, then text |',
  defaults: DEFAULTS,
  smallTexts: { header: 'line', subheader: 'line' },
  directives: [FORM],
  write: writeAsDirective(FORM, { ...DEFAULTS, version: 2 }),
  renderHtml,
  mobiledoc: {
    name: 'header',
    since: 4,
    isSqueezed: true,
    // The second version of the card came with Ghost 5.
    adapt: (node) =>
      payloadIf((node.version ?? 1) === 1, { size: readFilled(node, 'size'), style: readFilled(node, 'style') }),
    lacksStyles: ({ version }) => version === 2,
  },
  renderPlain: undefined,
  meaningful: ['version', 'style'],
}

function renderHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  const version = node.version || 1
  if (version === 1) return renderFirst(node, settings)
  // Ghost makes no HTML at all of a post with any other version.
  return version === 2 ? renderSecond(node, settings) : undefined
}

/** Ghost removes white space from this template, and so from the values in it. */
function renderFirst(node: LexicalNode, { ghost }: RenderSettings): string {
  const read = (name: string) => readFilled(node, name)
  const [header, subheader, url, text] = [read('header'), read('subheader'), read('buttonUrl'), read('buttonText')]
  const hasButton = readSwitch(node, 'buttonEnabled') && url !== '' && text !== ''
  if (header === '' && subheader === '' && !hasButton) return ''
  const image = read('backgroundImageSrc')
  const shown = ghost === 5 ? subheader : subheader.replace(/(?<!<br\s*\/?>)(?:<br\s*\/?>)+$/i, '')
  const style = read('style') === 'image' ? `background-image: url(${image})` : ''
  const html = `<div
            class="kg-card kg-header-card kg-width-full kg-size-${read('size')} kg-style-${read('style')}"
            data-kg-background-image="${image}"
            style="${style}"
        >
            ${squeeze(header && `<h2 class="kg-header-card-header" id="${makeBannerId(header)}">\n ${header}\n </h2>`)}
            ${squeeze(shown.trim() && `<h3 class="kg-header-card-subheader" id="${makeBannerId(subheader)}">\n ${subheader}\n </h3>`)}
            ${squeeze(hasButton ? `<a class="kg-header-card-button" href="${url}">\n ${text}\n </a>` : '')}
        </div>`
  return passThroughDom(squeeze(html))
}

function squeeze(html: string): string {
  return html
    .replace(/\n\s+/g, ' ')
    .replace(/>\s+</g, '><')
    .replace(/(?<!\s)\s+>/g, '>')
    .trim()
}

/** The template is Ghost's own, space for space. */
function renderSecond(node: LexicalNode, settings: RenderSettings): string | undefined {
  const read = (name: string) => readFilled(node, name)
  const [layout, background, button] = [read('layout'), read('backgroundColor'), read('buttonColor')]
  const [header, subheader, image] = [read('header'), read('subheader'), read('backgroundImageSrc')]
  const hasColor = background !== 'accent' && (image === '' || layout === 'split')
  const picture =
    image &&
    `
            <picture><img class="kg-header-card-image" src="${image}"  loading="lazy" alt="" /></picture>
        `
  const look = `style="color: ${read('textColor')};" data-text-color="${read('textColor')}"`
  const part = (tag: string, name: string, html: string) =>
    html && `<${tag} id="${makeBannerId(html)}" class="kg-header-card-${name}" ${look}>${html}</${tag}>`
  const url = read('buttonUrl')
  const isAccent = button === 'accent'
  const style = `${isAccent ? '' : `background-color: ${button};`}color: ${read('buttonTextColor')};`
  const colors = `data-button-color="${button}" data-button-text-color="${read('buttonTextColor')}"`
  const link =
    readSwitch(node, 'buttonEnabled') && url.trim() !== ''
      ? `<a href="${url}" class="kg-header-card-button ${isAccent ? 'kg-style-accent' : ''}" style="${style}" ${colors}>${read('buttonText')}</a>`
      : ''
  const classes = `kg-card kg-header-card kg-v2${listBannerClasses(node, reader)} ${background === 'accent' ? 'kg-style-accent' : ''}`
  const wrapper = hasColor ? `style="background-color: ${background};"` : ''
  return renderTemplate(
    `<div class="${classes}" ${wrapper} data-background-color="${background}">
            ${layout === 'split' ? '' : picture}
            <div class="kg-header-card-content">
                ${layout === 'split' ? picture : ''}
                <div class="kg-header-card-text ${read('alignment') === 'center' ? 'kg-align-center' : ''}">
                    ${part('h2', 'heading', header)}
                    ${part('p', 'subheading', subheader)}
                    ${link}
                </div>
            </div>
        </div>`,
    settings,
  )
}

/** The id of a heading in such a card. It is made in another way than that of a heading in the text, and repeats get no number. */
function makeBannerId(html: string): string {
  return html
    .replace(/<[^>]*>?/gm, '')
    .replace(/[^\w\s]/gi, '')
    .replace(/\s+/g, '-')
    .toLowerCase()
}
