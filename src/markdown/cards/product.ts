import type { LexicalNode } from '../document/lexical.ts'
import { type RenderSettings, readFilled, readSwitch, settleCard } from '../html/card-html.ts'

export function renderProductHtml(node: LexicalNode, settings: RenderSettings): string | undefined {
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
  return settleCard(
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
