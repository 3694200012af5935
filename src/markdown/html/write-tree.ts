import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { escapeAttribute, escapeText } from './escape-dom.ts'

const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr'.split(' '),
)

/** Their text is no HTML. */
const RAW = new Set(['style', 'script', 'xmp', 'iframe', 'noembed', 'noframes', 'plaintext'])

/**
 * Nodes as the DOM that Ghost renders with writes them. parse5's own serializer follows a later edition of the standard.
 * @param keeps whether an element shows; of one that does not, its content stays
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
