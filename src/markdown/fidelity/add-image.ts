import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute } from '../write/html/read-attribute.ts'
import type { Dress, ItemCollector } from './collect-items.ts'
import { holdsOnlyImages } from './holds-only-images.ts'

/** An image; where it stands alone, its title in Markdown is its caption. */
export function addImage(
  element: Tree.Element,
  { link }: Dress,
  collector: ItemCollector,
  writeUrl: (url: string) => string,
): void {
  const read = (name: string): string => readAttribute(element, name) ?? ''
  const isAlone = isInImageParagraph(element)
  const title = read('title')
  const src = writeUrl(read('src'))
  const alt = read('alt').replace(/\s+/g, ' ').trim()
  const width = readWidth(element)
  collector.addInline({ kind: 'image', src, alt, title: isAlone ? '' : title, link, width })
  if (!isAlone || title === '') return
  collector.openBlock('figcaption', true)
  collector.addText(title, { formats: [], link: undefined, linkTitle: '', verbatim: false })
  collector.closeBlock()
}

/** Where a title of Markdown is a caption. */
function isInImageParagraph({ parentNode }: Tree.Element): boolean {
  if (parentNode === null || !('tagName' in parentNode)) return false
  if (parentNode.tagName === 'a') return isInImageParagraph(parentNode)
  return parentNode.tagName === 'p' && holdsOnlyImages(parentNode)
}

function readWidth(element: Tree.Element): 'regular' | 'wide' | 'full' {
  for (let node: Tree.ParentNode | null = element; node !== null && 'tagName' in node; node = node.parentNode) {
    const classes = readAttribute(node, 'class') ?? ''
    // A gallery has but one width.
    if (/(?:^|\s)kg-gallery-card(?:\s|$)/.test(classes)) return 'regular'
    const width = /(?:^|\s)kg-width-(wide|full)(?:\s|$)/.exec(classes)?.[1]
    if (width === 'wide' || width === 'full') return width
  }
  return 'regular'
}
