import { serializeOuter, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute, readElement } from '../html/parse-html.ts'
import type { ItemCollector, TextFormatting, WithoutLine } from './collect-items.ts'
import type { PageReading } from './page-item.ts'

/** An image; where it stands alone, its title in Markdown is its caption. */
export function addImage(
  element: Tree.Element,
  { link }: TextFormatting,
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

/** Whether a paragraph holds images and nothing else, linked or not: such images are blocks. */
export function holdsOnlyImages({ childNodes }: Tree.Element): boolean {
  return childNodes.every((node) => {
    if ('value' in node) return node.value.trim() === ''
    if (!('tagName' in node)) return true
    return node.tagName === 'img' || node.tagName === 'br' || (node.tagName === 'a' && holdsOnlyImages(node))
  })
}

/** A `<pre>` with all white space in it; the line ends at its end show nothing. */
export function readCodeBlock(element: Tree.Element): WithoutLine {
  let text = ''
  let language = ''
  const waiting: Tree.ChildNode[] = [element]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if ('value' in node) text += node.value
    if (!('tagName' in node)) continue
    if (node.tagName === 'br') text += '\n'
    language ||= /(?:^|\s)(?:language-|lang-)?(\S+)/.exec(readAttribute(node, 'class') ?? '')?.[1] ?? ''
    waiting.push(...[...node.childNodes].reverse())
  }
  return { kind: 'code', text: text.replace(/(?<![\r\n])[\r\n]+$/, ''), language }
}

/**
 * An embed or bookmark card, or a paragraph that is nothing but an address: the same to their author. Undefined for anything else.
 *
 * @param writeUrl brings an address to the form in which addresses compare
 */
export function readEmbedBlock(element: Tree.Element, writeUrl: (url: string) => string): WithoutLine | undefined {
  const parts = element.childNodes.filter((node) => !('value' in node && node.value.trim() === '') && !('data' in node))
  if (element.tagName === 'p') {
    // In a list or a quote Ghost has no cards, and writes no paragraph either: an address is a link there.
    const parent = element.parentNode
    if (parent !== null && 'tagName' in parent && /^(?:li|blockquote)$/.test(parent.tagName)) return undefined
    const link = parts.length === 1 ? readElement(parts[0]) : undefined
    if (link?.tagName !== 'a') return undefined
    const text = readOwnText(link)
    const href = readAttribute(link, 'href') ?? ''
    const isBare = text !== undefined && /^https?:/i.test(href) && writeUrl(text) === writeUrl(href)
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

/** The text of an element that holds nothing else; the line markers, which stand in the text of `[https://a.b](https://a.b)`, do not count. */
function readOwnText({ childNodes }: Tree.Element): string | undefined {
  const shown = childNodes.filter((node) => !('data' in node))
  if (shown.length === 0 || !shown.every((node) => 'value' in node)) return undefined
  return shown.map((node) => node.value).join('')
}
