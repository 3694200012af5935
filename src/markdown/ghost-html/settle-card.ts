import { settleElement } from '../html/settle-html.ts'
import type { RenderSettings } from './render-settings.ts'

/**
 * The element that a card's template makes. What a property of the card closes too early, and so stands behind it, Ghost 5 leaves out; Ghost 6
 * makes no HTML of the whole post then: undefined.
 */
export function settleCard(template: string, { ghost }: RenderSettings): string | undefined {
  const { html, isAlone } = settleElement(template)
  return ghost === 5 || isAlone ? html : undefined
}
