import { defaultTreeAdapter, html as names, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { escapeAttribute, escapeText } from '../document/escape.ts'

/** Parses HTML into a DOM and writes it out again, as Ghost does with what its cards hold. */
export function passThroughDom(html: string): string {
  return writeTree(parseInsideDiv(html).childNodes)
}

/** The same for the first element only. `isAlone` says whether there is no other; the HTML is empty where there is none. */
export function passElementThroughDom(html: string): { readonly html: string; readonly isAlone: boolean } {
  const [first, ...others] = parseInsideDiv(html).childNodes.filter(isElement)
  return { html: first === undefined ? '' : writeTree([first]), isAlone: first !== undefined && others.length === 0 }
}

const SIMPLE = new Set('a strong em b i br code mark s del u sup sub'.split(' '))

/** Keeps the tags that Ghost keeps in the text of a callout, and the content of all others. */
export function keepSimpleHtml(html: string): string {
  const kept = writeTree(parseInsideDiv(html).childNodes, ({ tagName }) => SIMPLE.has(tagName))
  return passThroughDom(kept)
}

function isElement(node: Tree.ChildNode): node is Tree.Element {
  return 'tagName' in node
}

/** Parses HTML as `div.innerHTML = html` does in the DOM that Ghost renders with, where no scripts run. */
export function parseInsideDiv(html: string): Tree.DocumentFragment {
  const div = defaultTreeAdapter.createElement('div', names.NS.HTML, [])
  return parseFragment(div, html, { scriptingEnabled: false })
}

const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
)

/** Elements whose text is not parsed as HTML. */
const RAW = new Set(['style', 'script', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'])

/**
 * Serialises nodes as the DOM that Ghost renders with does. parse5's own serializer follows a later edition of the standard.
 * @param keeps whether an element is written; the content of one that is not stays
 */
export function writeTree(
  nodes: readonly Tree.ChildNode[],
  keeps: (element: Tree.Element) => boolean = () => true,
): string {
  const written: string[] = []
  // A stack and not recursion: anybody who can write to the site can nest tags as deep as they like.
  const waiting: (Tree.ChildNode | string)[] = [...nodes].reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') written.push(next)
    else if (next.nodeName === '#comment' && 'data' in next) written.push(`<!--${next.data}-->`)
    else if ('value' in next) written.push(isRaw(next, keeps) ? next.value : escapeText(next.value))
    else if ('tagName' in next) {
      const isKept = keeps(next)
      if (isKept) written.push(writeStart(next))
      if (isVoid(next)) continue
      if (isKept) waiting.push(`</${next.tagName}>`)
      const children = 'content' in next ? next.content.childNodes : next.childNodes
      for (const child of [...children].reverse()) waiting.push(child)
    }
  }
  return written.join('')
}

function writeStart({ tagName, attrs }: Tree.Element): string {
  const attributes = attrs.map(({ prefix, name, value }) => {
    const full = prefix === undefined || prefix === '' ? name : `${prefix}:${name}`
    return ` ${full}="${escapeAttribute(value)}"`
  })
  return `<${tagName}${attributes.join('')}>`
}

const isVoid = ({ tagName, namespaceURI }: Tree.Element): boolean => namespaceURI === HTML && VOID.has(tagName)

function isRaw({ parentNode: parent }: Tree.TextNode, keeps: (element: Tree.Element) => boolean): boolean {
  if (parent === null || !('tagName' in parent)) return false
  return parent.namespaceURI === HTML && RAW.has(parent.tagName) && keeps(parent)
}

const HTML = 'http://www.w3.org/1999/xhtml'

/** A value of null or undefined leaves the attribute out. */
export type ElementAttributes = Readonly<Record<string, string | number | null | undefined>>

/** Writes an element as a browser's `outerHTML` does. `inner` is HTML already; it is undefined for a void element. */
export function writeElement(tag: string, attributes: ElementAttributes, inner?: string): string {
  const written = Object.entries(attributes).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [` ${name}="${escapeAttribute(String(value))}"`],
  )
  return `<${tag}${written.join('')}>${inner === undefined ? '' : `${inner}</${tag}>`}`
}

/** Elements whose text is not parsed as HTML: what looks like a tag in them is text. */
const KEPT_AS_TEXT: ReadonlySet<string> = new Set(['style', 'script', 'xmp', 'iframe', 'noembed', 'noframes'])

/** Escapes the angle brackets in the attributes of HTML that a DOM wrote, as the DOM of Ghost 6 does. */
export function escapeAngles(html: string): string {
  let escaped = ''
  let at = 0
  const take = (end: number): void => {
    escaped += html.slice(at, end)
    at = end
  }
  const tags = /<!--|<([a-z][^\s<>"]*)(?: [^\s="]+="[^"]*")*>/gi
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    const [whole, name] = tag
    take(tag.index)
    if (name !== undefined) {
      escaped += whole.replace(/="([^"]*)"/g, (_, value: string) => `="${escapeValue(value)}"`)
      at = tags.lastIndex
      if (!KEPT_AS_TEXT.has(name)) continue
    }
    const end = html.indexOf(name === undefined ? '-->' : `</${name}>`, at)
    take(end < 0 ? html.length : end)
    tags.lastIndex = at
  }
  take(html.length)
  return escaped
}

function escapeValue(value: string): string {
  return value.replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
