import { attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { escapeText } from '../document/escape.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readText } from '../document/node-properties.ts'
import {
  createPropertyReader,
  PLAIN_BOX,
  type RenderSettings,
  readEscaped,
  renderTemplate,
  writePlainPart,
} from '../html/card-html.ts'
import { passThroughDom } from '../html/dom-html.ts'
import { type Card, payloadIf } from './card.ts'

const DEFAULTS = { productRatingEnabled: false, productStarRating: 5, productButtonEnabled: false } as const
const { readFilled, readSwitch } = createPropertyReader(DEFAULTS)

const FORM: DirectiveForm = {
  name: 'product',
  body: { kind: 'blocks', property: 'productDescription' },
  attributes: [
    attribute('title', 'inline', 'productTitle'),
    attribute('image', 'image', 'productImageSrc'),
    attribute('image-width', 'number', 'productImageWidth'),
    attribute('image-height', 'number', 'productImageHeight'),
    attribute('rating', ['1', '2', '3', '4', '5'], 'productStarRating', { when: 'productRatingEnabled' }),
    attribute('show-rating', 'flag', 'productRatingEnabled', { impliedBy: 'rating' }),
    attribute('button', 'text', 'productButton', { when: 'productButtonEnabled' }),
    attribute('show-button', 'flag', 'productButtonEnabled', { impliedBy: 'button' }),
    attribute('url', 'link', 'productUrl'),
  ],
  convert: (token, read, conversion) => {
    const image = read.file('image', 'image')
    return buildCard('product', {
      productImageSrc: image.url,
      productImageWidth: read.number('image-width') ?? image.width ?? null,
      productImageHeight: read.number('image-height') ?? image.height ?? null,
      productTitle: read.inline('title'),
      productDescription: conversion.renderer.renderBlocks(token.tokens),
      productRatingEnabled: read.flag('show-rating', read.has('rating')),
      productStarRating: read.number('rating') ?? DEFAULTS.productStarRating,
      productButtonEnabled: read.flag('show-button', read.has('button')),
      productButton: read.text('button'),
      productUrl: read.link('url'),
    })
  },
}

export const productCard: Card = {
  type: 'product',
  docs: '| `product` | `title`, `image`, `rating` (none; 1 to 5), `show-rating`, `button`, `show-button`, `url`, `image-width`, `image-height` | description |',
  defaults: DEFAULTS,
  smallTexts: { productTitle: 'line', productDescription: 'blocks' },
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: {
    name: 'product',
    since: 4,
    isSqueezed: true,
    adapt: (node) =>
      payloadIf(readText(node, 'productTitle') + readText(node, 'productDescription') !== '', {
        productStarRating: Number(node.productStarRating ?? 5),
      }),
  },
  renderPlain,
}

function renderHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  const read = (name: string) => readFilled(node, `product${name}`)
  const [image, title, description] = [read('ImageSrc'), read('Title'), read('Description')]
  const [isRated, hasButton] = [readSwitch(node, 'productRatingEnabled'), readSwitch(node, 'productButtonEnabled')]
  const isButtonFilled = hasButton && read('Url') !== '' && read('Button') !== ''
  if (title + description + image === '' && !isRated && !isButtonFilled) return ''
  const attribute = (name: string, value: string) => (value === '' ? '' : `${name}="${value}"`)
  const size = `${attribute('width', read('ImageWidth'))} ${attribute('height', read('ImageHeight'))}`
  const stars = [1, 2, 3, 4, 5].map((star) => {
    const active = Number(read('StarRating')) >= star ? 'kg-product-card-rating-active' : ''
    return `<span class="${active} kg-product-card-rating-star">${STAR}</span>`
  })
  return renderTemplate(
    `<div class="kg-card kg-product-card">
            <div class="kg-product-card-container">
                ${image && `<img src="${image}" ${size} class="kg-product-card-image" loading="lazy" />`}
                <div class="kg-product-card-title-container">
                    <h4 class="kg-product-card-title">${title}</h4>
                </div>
                ${
                  isRated
                    ? `
                    <div class="kg-product-card-rating">
                        ${stars.join('\n                        ')}
                    </div>
                `
                    : ''
                }

                <div class="kg-product-card-description">${description}</div>
                ${
                  hasButton
                    ? `
                    <a href="${read('Url')}" class="kg-product-card-button kg-product-card-btn-accent" target="_blank" rel="noopener noreferrer"><span>${read('Button')}</span></a>
                `
                    : ''
                }
            </div>
        </div>`,
    settings,
  )
}

const STAR =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M12.729,1.2l3.346,6.629,6.44.638a.805.805,0,0,1,.5,1.374l-5.3,5.253,1.965,7.138a.813.813,0,0,1-1.151.935L12,19.934,5.48,23.163a.813.813,0,0,1-1.151-.935L6.294,15.09.99,9.837a.805.805,0,0,1,.5-1.374l6.44-.638L11.271,1.2A.819.819,0,0,1,12.729,1.2Z"/></svg>'

function renderPlain(node: LexicalNode): string {
  const read = (key: string) => readFilled(node, `product${key}`)
  const image = readEscaped(node, 'productImageSrc')
  const isRated = readSwitch(node, 'productRatingEnabled')
  const hasButton = readSwitch(node, 'productButtonEnabled') && read('Url') !== '' && read('Button') !== ''
  const active = (star: number) => (Number(read('StarRating')) >= star ? 'kg-product-card-rating-active ' : '')
  const stars = [1, 2, 3, 4, 5].map(
    (star) => `<span class="${active(star)}kg-product-card-rating-star">${active(star) === '' ? '☆' : '★'}</span>`,
  )
  const parts = [
    image && `<img src="${image}" loading="lazy">`,
    read('Title') && `<h4 class="kg-product-card-title">${passThroughDom(read('Title'))}</h4>`,
    isRated ? `<div class="kg-product-card-rating">${stars.join('')}</div>` : '',
    writePlainPart('kg-product-card-description', passThroughDom(read('Description'))),
    hasButton
      ? writePlainPart(
          'kg-product-card-link',
          `<a href="${readEscaped(node, 'productUrl')}">${escapeText(read('Button'))}</a>`,
        )
      : '',
  ]
  return parts.every((part) => part === '') ? '' : `<div class="kg-card" style="${PLAIN_BOX}">${parts.join('')}</div>`
}
