import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { ALIGNMENTS, attribute, type DirectiveForm } from '../directives/directive-form.ts'
import { readVisibility, VISIBILITY_ATTRIBUTES } from '../directives/visibility-attributes.ts'
import { writeAsDirective } from '../directives/write-directive.ts'
import { buildCard, type LexicalNode } from '../document/lexical.ts'
import { readText } from '../document/node-properties.ts'
import { createPropertyReader, type RenderSettings, renderTemplate } from '../html/card-html.ts'
import { parseInsideDiv, writeTree } from '../html/dom-html.ts'
import { gateHtml } from '../html/visibility.ts'
import type { Card } from './card.ts'

/** The sponsor where nothing is written, as Ghost's editor keeps it. */
const SPONSOR_LABEL = '<p><span style="white-space: pre-wrap;">SPONSORED</span></p>'

const DEFAULTS = {
  layout: 'minimal',
  alignment: 'left',
  showButton: true,
  buttonText: 'Learn more',
  buttonColor: '#000000',
  buttonTextColor: '#ffffff',
  showDividers: true,
  hasSponsorLabel: true,
  sponsorLabel: 'SPONSORED',
  backgroundColor: 'grey',
  linkColor: 'text',
} as const
const { readFilled, readSwitch } = createPropertyReader(DEFAULTS)

const FORM: DirectiveForm = {
  name: 'cta',
  body: { kind: 'blocks', property: 'textValue' },
  attributes: [
    attribute('layout', ['minimal', 'immersive']),
    attribute('alignment', ALIGNMENTS),
    attribute('button', 'text', 'buttonText', { when: 'showButton' }),
    attribute('show-button', 'flag', 'showButton', { impliedBy: 'button' }),
    attribute('url', 'link', 'buttonUrl'),
    attribute('button-color', 'text'),
    attribute('button-text-color', 'text'),
    attribute('dividers', 'flag', 'showDividers'),
    attribute('sponsor', 'inline', 'sponsorLabel', { when: 'hasSponsorLabel' }),
    attribute('show-sponsor', 'flag', 'hasSponsorLabel', { impliedBy: 'sponsor' }),
    attribute('background-color', 'text'),
    attribute('link-color', ['text', 'accent']),
    attribute('image', 'image', 'imageUrl'),
    attribute('image-width', 'number'),
    attribute('image-height', 'number'),
    ...VISIBILITY_ATTRIBUTES,
  ],
  convert: (token, read, conversion) => {
    const image = read.file('image', 'image')
    const sponsor = read.has('sponsor') ? read.inline('sponsor') : ''
    return buildCard('call-to-action', {
      layout: read.text('layout', DEFAULTS.layout),
      alignment: read.text('alignment', DEFAULTS.alignment),
      textValue: conversion.renderer.renderBlocks(token.tokens),
      showButton: read.flag('show-button', read.has('button')),
      showDividers: read.flag('dividers', DEFAULTS.showDividers),
      buttonText: read.text('button', DEFAULTS.buttonText),
      buttonUrl: read.link('url'),
      buttonColor: read.text('button-color', DEFAULTS.buttonColor),
      buttonTextColor: read.text('button-text-color', DEFAULTS.buttonTextColor),
      // Ghost prints "null" for an empty label.
      hasSponsorLabel: read.flag('show-sponsor', sponsor !== ''),
      // Ghost shows the content of the first element only, and no text outside of an element.
      sponsorLabel: sponsor === '' ? SPONSOR_LABEL : `<p>${sponsor}</p>`,
      backgroundColor: read.text('background-color', DEFAULTS.backgroundColor),
      linkColor: read.text('link-color', DEFAULTS.linkColor),
      imageUrl: image.url,
      imageWidth: read.number('image-width') ?? image.width ?? null,
      imageHeight: read.number('image-height') ?? image.height ?? null,
      visibility: readVisibility(read),
    })
  },
}

/** A call to action. */
export const ctaCard: Card = {
  type: 'call-to-action',
  docs: '| `cta` | `layout` (minimal; immersive), `alignment` (left), `button`, `show-button`, `url`, `sponsor`, `show-sponsor`, `dividers` (true), `image`, `image-width`, `image-height`, `background-color` (grey), `link-color` (text; accent), `button-color`, `button-text-color`, `web`, `email` (everyone), or `visibility` (JSON) | text |',
  defaults: DEFAULTS,
  smallTexts: { textValue: 'blocks', sponsorLabel: 'line' },
  directives: [FORM],
  write: writeAsDirective(FORM, DEFAULTS),
  renderHtml,
  mobiledoc: undefined,
  renderPlain: undefined,
}

/** A colour's name, or three or six digits. Ghost 5 checks only the beginning of a name and the end of a number. */
const COLOR = /^(?:[a-zA-Z\d-]+|#(?:[a-fA-F\d]{3}|[a-fA-F\d]{6}))$/

const LOOSE_COLOR = /^[a-zA-Z\d-]+|#(?:[a-fA-F\d]{3}|[a-fA-F\d]{6})$/

/** The template is Ghost's own, space for space. */
function renderHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
  const read = (name: string) => readFilled(node, name)
  const color = settings.ghost === 5 ? LOOSE_COLOR : COLOR
  const named = color.test(read('buttonColor')) ? read('buttonColor') : 'accent'
  const background = color.test(read('backgroundColor')) ? read('backgroundColor') : 'white'
  const [image, text, url] = [read('imageUrl'), read('textValue'), read('buttonUrl')]
  const isOn = readSwitch(node, 'showButton')
  const hasButton = isOn && url !== ''
  const classIf = (is: boolean, name: string) => (is ? name : '')
  const classes = [
    `kg-card kg-cta-card kg-cta-bg-${background} kg-cta-${read('layout')}`,
    classIf(!readSwitch(node, 'showDividers'), 'kg-cta-no-dividers'),
    classIf(image !== '', 'kg-cta-has-img'),
    classIf(read('linkColor') === 'accent', 'kg-cta-link-accent'),
    classIf(read('alignment') === 'center', 'kg-cta-centered'),
  ]
  const sponsor = readSwitch(node, 'hasSponsorLabel')
    ? `
                <div class="kg-cta-sponsor-label-wrapper">
                    <div class="kg-cta-sponsor-label">
                        ${cleanLabel(readText(node, 'sponsorLabel') || SPONSOR_LABEL) ?? (settings.ghost === 5 ? 'null' : '')}
                    </div>
                </div>
            `
    : ''
  const [width, height] = [read('imageWidth'), read('imageHeight')]
  const size = width !== '' && height !== '' ? `data-image-dimensions="${width}x${height}"` : ''
  const picture = `<img src="${image}" alt="CTA Image" ${size}>`
  const pictured =
    image &&
    `
                    <div class="kg-cta-image-container">
                        ${hasButton ? `<a href="${url}">${picture}</a>` : picture}
                    </div>
                `
  const ink = `color: ${read('buttonTextColor')};`
  const look = named === 'accent' ? `kg-style-accent" style="${ink}"` : `" style="background-color: ${named}; ${ink}"`
  const button = hasButton
    ? `
                        <a href="${url}" class="kg-cta-button ${look}>
                            ${read('buttonText')}
                        </a>
                        `
    : ''
  const said =
    text &&
    `
                        <div class="kg-cta-text">
                            ${text}
                        </div>
                    `
  const inner =
    text !== '' || isOn
      ? `
                    <div class="kg-cta-content-inner">
                    ${said}
                    ${button}
                    </div>
                `
      : ''
  const html = renderTemplate(
    `<div class="${classes.join(' ')}" data-layout="${read('layout')}">
            ${sponsor}
            <div class="kg-cta-content">
                ${pictured}
                ${inner}
            </div>
        </div>`,
    settings,
  )
  return html === undefined ? undefined : gateHtml(node, html)
}

/** Cleans a sponsor label as Ghost's `cleanBasicHtml` does, and returns the content of its first element. Undefined without any text. */
function cleanLabel(html: string): string | undefined {
  const spaced = html
    .replace(/<br\s?\/?>/g, ' ')
    .replace(/(\s|&nbsp;){2,}/g, ' ')
    .trim()
    .replace(/^&nbsp;|&nbsp$/g, '')
    .trim()
  const { childNodes } = parseInsideDiv(spaced)
  if (spaced !== '' && readTextOf(childNodes) === '') return undefined
  const shown = dropBlank(childNodes)
  const first = shown.find((node): node is Tree.Element => 'tagName' in node)
  return writeTree(first === undefined ? shown : first.childNodes).trim()
}

/** Drops elements without text. A space stays where there was one. */
function dropBlank(nodes: Tree.ChildNode[]): Tree.ChildNode[] {
  return nodes.flatMap((node): Tree.ChildNode[] => {
    if (!('tagName' in node)) return [node]
    const text = readTextOf(node.childNodes)
    if (text.trim().replace(/\u200c+/g, '') !== '') {
      node.childNodes = dropBlank(node.childNodes)
      return [node]
    }
    return text === '' ? [] : [{ nodeName: '#text', value: ' ', parentNode: node.parentNode }]
  })
}

function readTextOf(nodes: readonly Tree.ChildNode[]): string {
  return nodes
    .map((node) => ('tagName' in node ? readTextOf(node.childNodes) : 'value' in node ? node.value : ''))
    .join('')
}
