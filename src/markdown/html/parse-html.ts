import { parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5'

/** People do not nest HTML deeper. Callers walk it by recursion, so that deeper HTML could overflow the stack. */
const MAX_DEPTH = 200

/** Parses a piece of HTML into nodes with their places in it. Undefined when it is nested deeper than `MAX_DEPTH`. */
export function parseHtml(html: string): readonly Tree.ChildNode[] | undefined {
  const { childNodes } = parseFragment(html, { sourceCodeLocationInfo: true })
  let level: readonly Tree.ChildNode[] = childNodes
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= MAX_DEPTH) return undefined
    level = level.flatMap((node) => ('childNodes' in node ? node.childNodes : []))
  }
  return childNodes
}

export function readAttribute(element: Tree.Element, name: string): string | undefined {
  return element.attrs.find((attribute) => attribute.name === name)?.value
}

/** Undefined for text and comments. */
export function readElement(node: Tree.ChildNode | undefined): Tree.Element | undefined {
  return node !== undefined && 'tagName' in node ? node : undefined
}
