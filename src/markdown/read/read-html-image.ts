import { serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import type { LexicalNode } from '../lexical.ts'

const WIDTHS: Readonly<Record<string, string>> = { 'kg-width-wide': 'wide', 'kg-width-full': 'full' }

/**
 * `<img>`, a link around one, or a `<figure>` of one with its caption, as an image card. Undefined for anything else, such as Ghost's other cards
 * that are figures.
 */
export function readHtmlImage(element: Tree.Element): LexicalNode | undefined {
  if (element.tagName === 'img') return readImage(element)
  const parts = element.childNodes.filter((node) => !('value' in node) || node.value.trim() !== '')
  const [first, second, ...others] = parts.map((node) => ('tagName' in node ? node : undefined))
  if (first === undefined || others.length > 0 || parts.length > (element.tagName === 'a' ? 1 : 2)) return undefined
  if (element.tagName === 'a') {
    const href = element.attrs.length === 1 ? readAttribute(element, 'href') : undefined
    const image = first.tagName === 'img' ? readImage(first) : undefined
    return image && href !== undefined ? { ...image, href } : undefined
  }
  const classes = (readAttribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '')
  if (classes.some((name) => !/^kg-(?:card|image-card|width-(?:regular|wide|full)|card-hascaption)$/.test(name)))
    return undefined
  const isCaption = second === undefined ? parts.length === 1 : second.tagName === 'figcaption'
  const image = ['img', 'a'].includes(first.tagName) && isCaption ? readHtmlImage(first) : undefined
  if (image === undefined) return undefined
  const cardWidth = classes.map((name) => WIDTHS[name]).find((width) => width !== undefined) ?? 'regular'
  return { ...image, caption: second === undefined ? '' : serialize(second), cardWidth }
}

function readImage(image: Tree.Element): LexicalNode | undefined {
  const src = readAttribute(image, 'src')
  if (src === undefined || src === '') return undefined
  const size = (name: string): number | null => Number(readAttribute(image, name) ?? 0) || null
  return {
    type: 'image',
    version: 1,
    src,
    alt: readAttribute(image, 'alt') ?? '',
    title: readAttribute(image, 'title') ?? '',
    caption: '',
    width: size('width'),
    height: size('height'),
    cardWidth: 'regular',
    href: '',
  }
}

function readAttribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value
}
