import { ALIGNMENTS, attribute, BACKGROUND_SIZES, type DirectiveForm } from '../directives/directive-form.ts'
import { renderHeaded } from '../directives/read-directive.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { escapeAttribute } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import {
  createPropertyReader,
  listBannerClasses,
  PLAIN_BOX,
  type RenderSettings,
  readEscaped,
  renderTemplate,
} from '../html/card-html.ts'
import { passThroughDom } from '../html/dom-html.ts'
import type { Card } from './card.ts'

const DEFAULTS = {
  layout: 'wide',
  alignment: 'left',
  buttonText: 'Subscribe',
  buttonColor: 'accent',
  buttonTextColor: '#FFFFFF',
  backgroundColor: '#F0F0F0',
  backgroundSize: 'cover',
  textColor: '#000000',
  successMessage: 'Email sent! Check your inbox to complete your signup.',
  swapped: false,
} as const
const reader = createPropertyReader(DEFAULTS)
const { readFilled } = reader

const FORM: DirectiveForm = {
  name: 'signup',
  body: { kind: 'headed', heading: 'header', text: 'subheader' },
  attributes: [
    attribute('layout', ['regular', 'wide', 'full', 'split']),
    attribute('alignment', ALIGNMENTS),
    attribute('button', 'text', 'buttonText'),
    attribute('button-color', 'text'),
    attribute('button-text-color', 'text'),
    attribute('background-color', 'text'),
    attribute('text-color', 'text'),
    attribute('background-size', BACKGROUND_SIZES),
    attribute('background-image', 'image', 'backgroundImageSrc'),
    attribute('success-message', 'text'),
    attribute('labels', 'list'),
    attribute('disclaimer', 'inline'),
    attribute('swapped', 'flag'),
  ],
  convert: (token, read, conversion) => {
    // A list: Ghost 5 makes no HTML at all of a post that has the labels as one text.
    const labels = read
      .text('labels')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    return buildCard('signup', {
      alignment: read.text('alignment', DEFAULTS.alignment),
      backgroundColor: read.text('background-color', DEFAULTS.backgroundColor),
      backgroundImageSrc: read.file('background-image', 'image').url,
      backgroundSize: read.text('background-size', DEFAULTS.backgroundSize),
      textColor: read.text('text-color', DEFAULTS.textColor),
      buttonColor: read.text('button-color', DEFAULTS.buttonColor),
      buttonTextColor: read.text('button-text-color', DEFAULTS.buttonTextColor),
      buttonText: read.text('button', DEFAULTS.buttonText),
      disclaimer: read.inline('disclaimer'),
      ...renderHeaded(token.tokens, conversion),
      labels,
      layout: read.text('layout', DEFAULTS.layout),
      successMessage: read.text('success-message', DEFAULTS.successMessage),
      swapped: read.flag('swapped', DEFAULTS.swapped),
    })
  },
}

/** A form to subscribe. */
export const signupCard: Card = {
  type: 'signup',
  docs: '| `signup` | `layout` (wide), `alignment` (left), `button` (Subscribe), `labels` (parted by commas), `disclaimer`, `success-message`, the colours and background as above, `swapped` | a heading, then text |',
  defaults: DEFAULTS,
  smallTexts: { header: 'line', subheader: 'line', disclaimer: 'line' },
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: undefined,
  renderPlain,
}

/** A form that is hidden until the theme's script shows it. The template is Ghost's own, space for space. Undefined where Ghost fails. */
function renderHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  const read = (name: string) => readFilled(node, name)
  const labels = node.labels || []
  if (!Array.isArray(labels) && settings.ghost === 5) return undefined
  const [layout, background, button] = [read('layout'), read('backgroundColor'), read('buttonColor')]
  const [header, subheader, disclaimer] = [read('header'), read('subheader'), read('disclaimer')]
  const image = read('backgroundImageSrc')
  const isPlain = layout === 'split' || image === ''
  const isAccent = background === 'accent' && isPlain
  const text = background === 'transparent' && isPlain ? '' : read('textColor')
  const look = text && `style="color: ${text};"`
  const picture =
    image &&
    `
        <picture><img class="kg-signup-card-image" src="${image}" alt="" /></picture>
    `
  const inputs: readonly unknown[] = Array.isArray(labels) ? labels : []
  const hidden = inputs.map((label) => `<input data-members-label type="hidden" value="${String(label)}" />`)
  const style = `${button === 'accent' ? '' : `background-color: ${button};`}color: ${read('buttonTextColor')};`
  const form = `
        <form class="kg-signup-card-form" data-members-form="signup">
            ${hidden.join('\n')}
            <div class="kg-signup-card-fields">
                <input class="kg-signup-card-input" id="email" data-members-email="" type="email" required="true" placeholder="${settings.ghost === 5 ? 'Your email' : 'jamie@example.com'}" />
                <button class="kg-signup-card-button ${button === 'accent' ? 'kg-style-accent' : ''}" style="${style}" type="submit">
                    <span class="kg-signup-card-button-default">${read('buttonText')}</span>
                    <span class="kg-signup-card-button-loading">${LOADING_ICON}</span>
                </button>
            </div>
            <div class="kg-signup-card-success" ${look}>
                ${read('successMessage')}
            </div>
            <div class="kg-signup-card-error" ${look} data-members-error></div>
        </form>
        `
  const part = (tag: string, name: string, html: string) =>
    html && `<${tag} class="kg-signup-card-${name}" ${look}>${html}</${tag}>`
  const classes = `kg-card kg-signup-card${listBannerClasses(node, reader)} ${isAccent ? 'kg-style-accent' : ''}`
  const color = background !== 'accent' && isPlain ? `background-color: ${background}` : ''
  return renderTemplate(
    `<div class="${classes}" data-lexical-signup-form style="${color}; display: none;">
            ${layout === 'split' ? '' : picture}
            <div class="kg-signup-card-content">
                ${layout === 'split' ? picture : ''}
                <div class="kg-signup-card-text ${read('alignment') === 'center' ? 'kg-align-center' : ''}">
                    ${part('h2', 'heading', header)}
                    ${part('p', 'subheading', subheader)}
                    ${form}
                    ${part('p', 'disclaimer', disclaimer)}
                </div>
            </div>
        </div>`,
    settings,
  )
}

const LOADING_ICON = `<svg xmlns="http://www.w3.org/2000/svg" height="24" width="24" viewBox="0 0 24 24">
        <g stroke-linecap="round" stroke-width="2" fill="currentColor" stroke="none" stroke-linejoin="round" class="nc-icon-wrapper">
            <g class="nc-loop-dots-4-24-icon-o">
                <circle cx="4" cy="12" r="3"></circle>
                <circle cx="12" cy="12" r="3"></circle>
                <circle cx="20" cy="12" r="3"></circle>
            </g>
            <style data-cap="butt">
                .nc-loop-dots-4-24-icon-o{--animation-duration:0.8s}
                .nc-loop-dots-4-24-icon-o *{opacity:.4;transform:scale(.75);animation:nc-loop-dots-4-anim var(--animation-duration) infinite}
                .nc-loop-dots-4-24-icon-o :nth-child(1){transform-origin:4px 12px;animation-delay:-.3s;animation-delay:calc(var(--animation-duration)/-2.666)}
                .nc-loop-dots-4-24-icon-o :nth-child(2){transform-origin:12px 12px;animation-delay:-.15s;animation-delay:calc(var(--animation-duration)/-5.333)}
                .nc-loop-dots-4-24-icon-o :nth-child(3){transform-origin:20px 12px}
                @keyframes nc-loop-dots-4-anim{0%,100%{opacity:.4;transform:scale(.75)}50%{opacity:1;transform:scale(1)}}
            </style>
        </g>
    </svg>`

function renderPlain(node: LexicalNode): string {
  const read = (key: string) => passThroughDom(readFilled(node, key))
  const labels: readonly unknown[] = Array.isArray(node.labels) ? node.labels : []
  const inputs = labels.map(
    (label) => `<input data-members-label type="hidden" value="${escapeAttribute(String(label))}">`,
  )
  const picture = readEscaped(node, 'backgroundImageSrc')
  const parts = [
    picture && `<img src="${picture}" alt="">`,
    read('header') && `<h2 class="kg-signup-card-heading">${read('header')}</h2>`,
    read('subheader') && `<p class="kg-signup-card-subheading">${read('subheader')}</p>`,
    `<form class="kg-signup-card-form" data-members-form="signup">${inputs.join('')}<input class="kg-signup-card-input" data-members-email type="email" required aria-label="Email"> <button class="kg-signup-card-button" type="submit">${read('buttonText')}</button></form>`,
    read('disclaimer') && `<p class="kg-signup-card-disclaimer">${read('disclaimer')}</p>`,
  ]
  return `<div class="kg-card" style="${PLAIN_BOX}">${parts.join('')}</div>`
}
