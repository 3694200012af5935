import { serialize, type DefaultTreeAdapterTypes as Tree } from 'parse5'
import { parseHtml } from './parse-html.ts'
import { EDITOR_FORMATS, isEditorNoise } from './small-editor.ts'

/** Stands on every run of text that the editor has saved; earlier ones had a span without it, and told the direction of a paragraph. */
const TRACE = /white-space\s*:|<span>|<p dir="/

/**
 * Rewrites a caption or another small text that Ghost's editor has saved as a person would have written it: `a <em>b</em>` in place of
 * `<span style="white-space: pre-wrap;">a </span><i><em class="italic" style="white-space: pre-wrap;">b</em></i>`. It means the same
 * (`normaliseInlineHtml` makes one of both). HTML without traces of the editor stays as it is, to the byte.
 */
export function tidyEditorHtml(html: string): string {
  const nodes = TRACE.test(html) ? parseHtml(html) : undefined
  const parent = nodes?.[0]?.parentNode
  if (nodes === undefined || parent === null || parent === undefined) return html
  adopt(parent, tidyNodes(nodes, []))
  return serialize(parent)
}

function tidyNodes(nodes: readonly Tree.ChildNode[], formats: readonly string[]): Tree.ChildNode[] {
  return nodes.flatMap((node) => ('tagName' in node ? tidyElement(node, formats) : [node]))
}

/** @returns its children, where the element has no meaning (any more) */
function tidyElement(element: Tree.Element, formats: readonly string[]): readonly Tree.ChildNode[] {
  const { tagName } = element
  const attrs = element.attrs.filter((attribute) => !isEditorNoise(tagName, attribute))
  const format = attrs.length === 0 ? EDITOR_FORMATS.get(tagName) : undefined
  const children = tidyNodes(element.childNodes, format === undefined ? formats : [...formats, format])
  if ((attrs.length === 0 && tagName === 'span') || (format !== undefined && formats.includes(format))) return children
  Object.assign(element, { attrs }, format !== undefined && { tagName: format, nodeName: format })
  adopt(element, /^[ou]l$/.test(tagName) ? joinNestedLists(children) : children)
  return [element]
}

/** The editor gives a nested list an item of its own. */
function joinNestedLists(items: readonly Tree.ChildNode[]): readonly Tree.ChildNode[] {
  const joined: Tree.ChildNode[] = []
  for (const item of items) {
    const [before, list] = [
      joined.at(-1),
      isItem(item) && item.childNodes.length === 1 ? item.childNodes[0] : undefined,
    ]
    if (before !== undefined && isItem(before) && list !== undefined && /^[ou]l$/.test(list.nodeName)) {
      adopt(before, [...before.childNodes, list])
    } else joined.push(item)
  }
  return joined
}

function isItem(node: Tree.ChildNode): node is Tree.Element {
  return node.nodeName === 'li'
}

function adopt(parent: Tree.ParentNode, children: readonly Tree.ChildNode[]): void {
  for (const child of children) child.parentNode = parent
  parent.childNodes = [...children]
}
