import { serializeOuter, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute, readElement } from '../write/html/read-attribute.ts'
import type { WithoutLine } from './collect-items.ts'

/**
 * An embed or bookmark card, or a paragraph that is nothing but an address: the same to their author. Undefined for anything else.
 *
 * @param writeUrl brings an address to the form in which addresses compare
 */
export function readEmbedBlock(element: Tree.Element, writeUrl: (url: string) => string): WithoutLine | undefined {
  const parts = element.childNodes.filter((node) => !('value' in node && node.value.trim() === '') && !('data' in node))
  if (element.tagName === 'p') {
    const link = parts.length === 1 ? readElement(parts[0]) : undefined
    const [text] = link?.childNodes ?? []
    if (link?.tagName !== 'a' || link.childNodes.length !== 1 || text === undefined || !('value' in text))
      return undefined
    const href = readAttribute(link, 'href') ?? ''
    const isBare = /^https?:/i.test(href) && writeUrl(text.value) === writeUrl(href)
    return isBare ? { kind: 'embed', url: writeUrl(href), html: undefined } : undefined
  }
  const shown = parts.filter((node) => readElement(node)?.tagName !== 'figcaption')
  const container = shown
    .map(readElement)
    .find((one) => readAttribute(one ?? element, 'class') === 'kg-bookmark-container')
  const url = container && readAttribute(container, 'href')
  if (url !== undefined) return { kind: 'embed', url: writeUrl(url), html: undefined }
  const html = shown
    .map((node) => ('value' in node ? node.value : 'tagName' in node ? serializeOuter(node) : ''))
    .join('')
  return { kind: 'embed', url: undefined, html }
}
