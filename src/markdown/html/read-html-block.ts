import { serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { buildElement, type LexicalNode } from '../document/lexical.ts'
import { readAttribute } from './parse-html.ts'
import { readInlineNodes } from './read-inline-nodes.ts'

const INLINE = new Set(
  '#text a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q s samp small span strike strong sub sup time u var wbr'.split(
    ' ',
  ),
)

/**
 * Converts one element to native nodes, or to an HTML card that holds just it. Undefined for text and inline elements, which make a
 * paragraph together.
 *
 * @param html what it was parsed from
 */
export function readHtmlBlock(node: Tree.ChildNode, html: string): readonly LexicalNode[] | undefined {
  if (INLINE.has(node.nodeName)) return undefined
  const native = 'tagName' in node ? readNative(node) : undefined
  if (native !== undefined) return native
  const place = node.sourceCodeLocation
  const source = place ? html.slice(place.startOffset, place.endOffset) : ''
  return source === '' ? [] : [{ type: 'html', version: 1, html: source }]
}

function readNative(element: Tree.Element): LexicalNode[] | undefined {
  const { tagName: tag, attrs } = element
  // Ghost makes the id of a heading again from its text. Any other attribute is the author's and has to be kept.
  const isPlain = attrs.every(({ name, value }) => name === 'id' && /^h[1-6]$/.test(tag) && value !== '')
  switch (tag) {
    case 'p':
      return isPlain ? readParagraph(element) : undefined
    case 'h1':
    case 'h2':
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6': {
      const children = isPlain ? readInlineNodes(element.childNodes) : undefined
      return children && [buildElement('extended-heading', { tag }, children)]
    }
    case 'blockquote': {
      const isAside = attrs.length === 1 && attrs[0]?.value === 'kg-blockquote-alt'
      const children = isPlain || isAside ? readQuote(element) : undefined
      return children && [buildElement(isAside ? 'aside' : 'extended-quote', {}, children)]
    }
    case 'ul':
    case 'ol': {
      const list = readHtmlList(element)
      return list && [list]
    }
    case 'hr':
      return isPlain ? [{ type: 'horizontalrule', version: 1 }] : undefined
    case 'pre':
      return readCode(element)
    case 'img':
    case 'figure': {
      const image = readHtmlImage(element)
      return image && [image]
    }
    default:
      return undefined
  }
}

/** Text; or an image alone, as editors of old wrote it. */
function readParagraph(paragraph: Tree.Element): LexicalNode[] | undefined {
  const shown = paragraph.childNodes.filter((node) => !('value' in node) || node.value.trim() !== '')
  const [only] = shown
  if (shown.length === 1 && only !== undefined && 'tagName' in only && ['img', 'a'].includes(only.tagName)) {
    const image = readHtmlImage(only)
    if (image !== undefined) return [image]
  }
  const children = readInlineNodes(paragraph.childNodes)
  return children && [buildElement('paragraph', {}, children)]
}

/** Paragraphs are parted by an empty line, which is all that Lexical's quote knows of them. */
function readQuote(quote: Tree.Element): LexicalNode[] | undefined {
  const parts = quote.childNodes.filter((node) => !('value' in node) || node.value.trim() !== '')
  if (parts.every((part) => part.nodeName !== 'p')) return readInlineNodes(quote.childNodes)
  const joined: LexicalNode[] = []
  for (const part of parts) {
    if (!('tagName' in part) || part.tagName !== 'p' || part.attrs.length > 0) return undefined
    const children = readInlineNodes(part.childNodes)
    if (children === undefined) return undefined
    if (joined.length > 0) joined.push({ type: 'linebreak', version: 1 }, { type: 'linebreak', version: 1 })
    joined.push(...children)
  }
  return joined
}

function readCode(pre: Tree.Element): LexicalNode[] | undefined {
  const [code, ...others] = pre.childNodes
  if (others.length > 0 || code === undefined || pre.attrs.length > 0) return undefined
  const isBare = 'value' in code
  if (!isBare && (!('tagName' in code) || code.tagName !== 'code')) return undefined
  const text = isBare ? code : code.childNodes[0]
  const attributes = isBare ? [] : code.attrs
  const language = attributes.length === 0 ? '' : /^language-(\S+)$/.exec(attributes[0]?.value ?? '')?.[1]
  const isText = text !== undefined && 'value' in text && (isBare || code.childNodes.length === 1)
  if (!isText || language === undefined || attributes.length > 1 || text.value.trim() === '') return undefined
  return [{ type: 'codeblock', version: 1, code: text.value.replace(/\n$/, ''), language, caption: '' }]
}

const WIDTHS: Readonly<Record<string, string>> = { 'kg-width-wide': 'wide', 'kg-width-full': 'full' }

/**
 * `<img>`, a link around one, or a `<figure>` of one with its caption, as an image card. Undefined for anything else, such as Ghost's other cards
 * that are figures.
 */
function readHtmlImage(element: Tree.Element): LexicalNode | undefined {
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

/** A list whose items hold text and at most one list after it. Undefined for others, which Lexical would flatten. */
function readHtmlList(list: Tree.Element, indent = 0): LexicalNode | undefined {
  if (list.attrs.some(({ name }) => name !== 'start')) return undefined
  const start = Number(list.attrs[0]?.value ?? 1)
  const children: LexicalNode[] = []
  let value = start
  for (const child of list.childNodes) {
    if ('value' in child && child.value.trim() === '') continue
    if (!('tagName' in child) || child.tagName !== 'li' || child.attrs.length > 0) return undefined
    const item = readItem(child, value, indent)
    if (item === undefined) return undefined
    children.push(...item)
    value++
  }
  if (children.length === 0 || !Number.isInteger(start)) return undefined
  const kind =
    list.tagName === 'ol' ? ({ listType: 'number', tag: 'ol' } as const) : ({ listType: 'bullet', tag: 'ul' } as const)
  return buildElement('list', { ...kind, start }, children)
}

function readItem(item: Tree.Element, value: number, indent: number): LexicalNode[] | undefined {
  const nodes = item.childNodes.filter((node, index, all) => {
    const isEdge = index === 0 || index === all.length - 1
    return !(isEdge && 'value' in node && node.value.trim() === '')
  })
  const last = nodes.at(-1)
  const nested = last !== undefined && 'tagName' in last && ['ul', 'ol'].includes(last.tagName) ? last : undefined
  const own = nested === undefined ? nodes : nodes.slice(0, -1)
  const [only, ...others] = own.filter((node) => !('value' in node) || node.value.trim() !== '')
  const isParagraph = others.length === 0 && only !== undefined && 'tagName' in only && only.tagName === 'p'
  const inline = readInlineNodes(isParagraph && only.attrs.length === 0 ? only.childNodes : own)
  if (inline === undefined) return undefined
  const node = buildElement('listitem', { value, indent }, inline)
  if (nested === undefined) return [node]
  const inner = readHtmlList(nested, indent + 1)
  return inner && [node, buildElement('listitem', { value: value + 1, indent }, [inner])]
}
