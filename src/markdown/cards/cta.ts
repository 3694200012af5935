import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { LexicalNode } from '../document/lexical.ts'
import { gateHtml, type RenderSettings, readFilled, readSwitch, readText, settleCard } from '../html/card-html.ts'
import { parseInsideDiv, writeTree } from '../html/dom-html.ts'
import { SPONSOR_LABEL } from './card-defaults.ts'

/** A name, or three or six digits. Ghost 5 looks at the beginning of a name and the end of a number only. */
const COLOR = /^(?:[a-zA-Z\d-]+|#(?:[a-fA-F\d]{3}|[a-fA-F\d]{6}))$/
const LOOSE_COLOR = /^[a-zA-Z\d-]+|#(?:[a-fA-F\d]{3}|[a-fA-F\d]{6})$/

/** A call to action. The template is Ghost's to the space. */
export function renderCtaHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
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
                        ${settleLabel(readText(node, 'sponsorLabel') || SPONSOR_LABEL) ?? (settings.ghost === 5 ? 'null' : '')}
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
  const html = settleCard(
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

/** A sponsor label: what Ghost's `cleanBasicHtml` leaves of it, and of that the content of the first element. Undefined without any text. */
function settleLabel(html: string): string | undefined {
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

/** Elements without text go; a space stays where there was one. */
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
