import type { LexicalNode } from '../document/lexical.ts'
import { type RenderSettings, readFilled, readSwitch, settleCard } from '../html/card-html.ts'
import { settleHtml } from '../html/dom-html.ts'

export function renderHeaderHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  const version = node.version || 1
  if (version === 1) return renderFirst(node, settings)
  // Ghost makes no HTML at all of a post with any other.
  return version === 2 ? renderSecond(node, settings) : undefined
}

/** Ghost squeezes this template, and with it whatever the card holds. */
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
  return settleHtml(squeeze(html))
}

function squeeze(html: string): string {
  return html
    .replace(/\n\s+/g, ' ')
    .replace(/>\s+</g, '><')
    .replace(/(?<!\s)\s+>/g, '>')
    .trim()
}

/** The template is Ghost's to the space. */
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
  const classes = `kg-card kg-header-card kg-v2${listBannerClasses(node)} ${background === 'accent' ? 'kg-style-accent' : ''}`
  const wrapper = hasColor ? `style="background-color: ${background};"` : ''
  return settleCard(
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

/** What the layout of a header or signup card adds to its classes, with a space before each. */
export function listBannerClasses(node: LexicalNode): string {
  const layout = readFilled(node, 'layout')
  if (layout !== 'split') return ` kg-width-${layout}${layout === 'full' ? ' kg-content-wide' : ''}`
  const swapped = readSwitch(node, 'swapped') ? ' kg-swapped' : ''
  const contained = readFilled(node, 'backgroundSize') === 'contain' ? ' kg-content-wide' : ''
  return ` kg-layout-split kg-width-full${swapped}${contained}`
}

/** The id of a heading in such a card: other than that of a heading in the text, and repeated as it is. */
function makeBannerId(html: string): string {
  return html
    .replace(/<[^>]*>?/gm, '')
    .replace(/[^\w\s]/gi, '')
    .replace(/\s+/g, '-')
    .toLowerCase()
}
