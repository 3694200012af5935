import { SPONSOR_LABEL } from '../../markdown/canonical/card-defaults.ts'
import { settleElement } from '../../markdown/html/settle-html.ts'
import { settleLabel } from '../../markdown/html/settle-label.ts'
import type { LexicalNode } from '../../markdown/lexical.ts'
import { gateHtml } from './gate-html.ts'
import { readFilled, readSwitch, readText } from './read-property.ts'

const COLOR = /^[a-zA-Z\d-]+|#([a-fA-F\d]{3}|[a-fA-F\d]{6})$/

/** A call to action. The template is Ghost's to the space. */
export function renderCtaHtml(node: LexicalNode): string {
  const read = (name: string) => readFilled(node, name)
  const named = COLOR.test(read('buttonColor')) ? read('buttonColor') : 'accent'
  const background = COLOR.test(read('backgroundColor')) ? read('backgroundColor') : 'white'
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
                        ${settleLabel(readText(node, 'sponsorLabel') || SPONSOR_LABEL)}
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
  const color = `color: ${read('buttonTextColor')};`
  const look =
    named === 'accent' ? `kg-style-accent" style="${color}"` : `" style="background-color: ${named}; ${color}"`
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
  const html = settleElement(`<div class="${classes.join(' ')}" data-layout="${read('layout')}">
            ${sponsor}
            <div class="kg-cta-content">
                ${pictured}
                ${inner}
            </div>
        </div>`)
  return gateHtml(node, html)
}
