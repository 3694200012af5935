import type { LexicalNode } from '../lexical.ts'
import { readFilled, readSwitch } from './read-property.ts'

/** What the layout of a header or signup card adds to its classes, with a space before each. */
export function listBannerClasses(node: LexicalNode): string {
  const layout = readFilled(node, 'layout')
  if (layout !== 'split') return ` kg-width-${layout}${layout === 'full' ? ' kg-content-wide' : ''}`
  const swapped = readSwitch(node, 'swapped') ? ' kg-swapped' : ''
  const contained = readFilled(node, 'backgroundSize') === 'contain' ? ' kg-content-wide' : ''
  return ` kg-layout-split kg-width-full${swapped}${contained}`
}

/** The id of a heading in such a card: other than that of a heading in the text, and repeated as it is. */
export function makeBannerId(html: string): string {
  return html
    .replace(/<[^>]*>?/gm, '')
    .replace(/[^\w\s]/gi, '')
    .replace(/\s+/g, '-')
    .toLowerCase()
}
