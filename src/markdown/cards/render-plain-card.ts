import { escapeAttribute, escapeText } from '../document/escape.ts'
import type { LexicalNode } from '../document/lexical.ts'
import { readFilled, readSwitch, readText } from '../html/card-html.ts'
import { settleHtml, settleSimpleHtml } from '../html/dom-html.ts'
import { renderCallout } from './callout.ts'

/** Cards that need styles or a script of Ghost's, in HTML that needs neither. */
const PLAIN: Readonly<Record<string, (node: LexicalNode) => string>> = {
  callout: (node) => {
    const emoji = node.calloutEmoji === undefined ? readFilled(node, 'calloutEmoji') : readText(node, 'calloutEmoji')
    const written = readFilled(node, 'backgroundColor')
    const color = /^[a-zA-Z\d-]+$/.test(written) ? written : 'white'
    const html = renderCallout(settleSimpleHtml(readText(node, 'calloutText')), { emoji, color })
    return html.replace('<div ', `<div style="${BOX}" `)
  },
  toggle: (node) =>
    `<details>\n<summary>${settleHtml(readText(node, 'heading'))}</summary>\n${settleHtml(readText(node, 'content'))}\n</details>`,
  file: (node) => {
    if (readText(node, 'src') === '') return ''
    const lines = ['fileTitle', 'fileCaption', 'fileName'].map((key) =>
      divide(`kg-file-card-${key.slice(4).toLowerCase()}`, escapeText(readText(node, key))),
    )
    return `<div class="kg-card kg-file-card" style="${BOX}"><a href="${attribute(node, 'src')}" title="Download" download>${lines.join('')}</a></div>`
  },
  audio: (node) => {
    if (readText(node, 'src') === '') return ''
    const thumbnail = attribute(node, 'thumbnailSrc')
    const image = thumbnail === '' ? '' : `<img src="${thumbnail}" alt="audio-thumbnail">`
    const audio = `<audio src="${attribute(node, 'src')}" controls preload="metadata"></audio>`
    return `<div class="kg-card kg-audio-card">${image}${audio}${divide('kg-audio-title', escapeText(readText(node, 'title')))}</div>`
  },
  video: (node) => {
    if (readText(node, 'src') === '') return ''
    const size = ['width', 'height'].map((key) => (Number(node[key]) > 0 ? ` ${key}="${Number(node[key])}"` : ''))
    const play = readSwitch(node, 'loop') ? ' loop autoplay muted' : ' controls'
    const caption = settleHtml(readText(node, 'caption'))
    const video = `<video src="${attribute(node, 'src')}"${size.join('')}${play} playsinline preload="metadata" style="max-width:100%;height:auto"></video>`
    return `<figure class="kg-card kg-video-card">${video}${caption && `<figcaption>${caption}</figcaption>`}</figure>`
  },
  product: (node) => {
    const read = (key: string) => readFilled(node, `product${key}`)
    const image = attribute(node, 'productImageSrc')
    const isRated = readSwitch(node, 'productRatingEnabled')
    const hasButton = readSwitch(node, 'productButtonEnabled') && read('Url') !== '' && read('Button') !== ''
    const active = (star: number) => (Number(read('StarRating')) >= star ? 'kg-product-card-rating-active ' : '')
    const stars = [1, 2, 3, 4, 5].map(
      (star) => `<span class="${active(star)}kg-product-card-rating-star">${active(star) === '' ? '☆' : '★'}</span>`,
    )
    const parts = [
      image && `<img src="${image}" loading="lazy">`,
      read('Title') && `<h4 class="kg-product-card-title">${settleHtml(read('Title'))}</h4>`,
      isRated ? `<div class="kg-product-card-rating">${stars.join('')}</div>` : '',
      divide('kg-product-card-description', settleHtml(read('Description'))),
      hasButton
        ? divide('kg-product-card-link', `<a href="${attribute(node, 'productUrl')}">${escapeText(read('Button'))}</a>`)
        : '',
    ]
    return parts.every((part) => part === '') ? '' : `<div class="kg-card" style="${BOX}">${parts.join('')}</div>`
  },
  signup: (node) => {
    const read = (key: string) => settleHtml(readFilled(node, key))
    const labels: readonly unknown[] = Array.isArray(node.labels) ? node.labels : []
    const inputs = labels.map(
      (label) => `<input data-members-label type="hidden" value="${escapeAttribute(String(label))}">`,
    )
    const picture = attribute(node, 'backgroundImageSrc')
    const parts = [
      picture && `<img src="${picture}" alt="">`,
      read('header') && `<h2 class="kg-signup-card-heading">${read('header')}</h2>`,
      read('subheader') && `<p class="kg-signup-card-subheading">${read('subheader')}</p>`,
      `<form class="kg-signup-card-form" data-members-form="signup">${inputs.join('')}<input class="kg-signup-card-input" data-members-email type="email" required aria-label="Email"> <button class="kg-signup-card-button" type="submit">${read('buttonText')}</button></form>`,
      read('disclaimer') && `<p class="kg-signup-card-disclaimer">${read('disclaimer')}</p>`,
    ]
    return `<div class="kg-card" style="${BOX}">${parts.join('')}</div>`
  },
}

/** A quiet box that fits light and dark themes. */
const BOX = 'padding:1.2em;border-radius:3px;background:rgba(124,139,154,0.13)'

/** Undefined for what today's HTML serves as well. */
export function renderPlainCard(node: LexicalNode): string | undefined {
  return Object.hasOwn(PLAIN, node.type) ? PLAIN[node.type]?.(node) : undefined
}

function divide(name: string, html: string): string {
  return html === '' ? '' : `<div class="${name}">${html}</div>`
}

function attribute(node: LexicalNode, key: string): string {
  return escapeAttribute(readText(node, key))
}
