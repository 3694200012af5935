import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute } from '../write/html/read-attribute.ts'
import type { Dress, ItemCollector } from './collect-items.ts'
import { holdsOnlyImages } from './holds-only-images.ts'
import type { PageReading } from './page-reading.ts'

/** An image; where it stands alone, its title in Markdown is its caption. */
export function addImage(
  element: Tree.Element,
  { link }: Dress,
  collector: ItemCollector,
  { writeUrl, asGhostShows }: PageReading,
): void {
  const read = (name: string): string => readAttribute(element, name) ?? ''
  const isBlock = asGhostShows && collector.isTopLevel()
  const isAlone = isInImageParagraph(element) || (isBlock && isInParagraph(element))
  const title = read('title')
  const src = writeUrl(read('src'))
  const alt = read('alt').replace(/\s+/g, ' ').trim()
  const width = readWidth(element)
  const image = { kind: 'image', src, alt, title: isAlone ? '' : title, link, width } as const
  if (isBlock) collector.addAlone(image)
  else collector.addInline(image)
  if (!isAlone || title === '') return
  collector.openBlock('figcaption', true)
  collector.addText(title, { formats: [], link: undefined, linkTitle: '', verbatim: false })
  collector.closeBlock()
}

function isInParagraph({ parentNode }: Tree.Element): boolean {
  for (let node = parentNode; node !== null && 'tagName' in node; node = node.parentNode)
    if (node.tagName === 'p') return true
  return false
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
