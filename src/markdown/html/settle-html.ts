import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { parseInsideDiv } from './parse-inside-div.ts'
import { writeTree } from './write-tree.ts'

/** HTML as it reads once a DOM has taken it in and written it out again, as Ghost does with what its cards hold. */
export function settleHtml(html: string): string {
  return writeTree(parseInsideDiv(html).childNodes)
}

/** The first element only, and whether there is no other. Empty where there is none. */
export function settleElement(html: string): { readonly html: string; readonly isAlone: boolean } {
  const [first, ...others] = parseInsideDiv(html).childNodes.filter(isElement)
  return { html: first === undefined ? '' : writeTree([first]), isAlone: first !== undefined && others.length === 0 }
}

const SIMPLE = new Set('a strong em b i br code mark s del u sup sub'.split(' '))

/** A callout's text: Ghost takes all tags out of it but these. */
export function settleSimpleHtml(html: string): string {
  const kept = writeTree(parseInsideDiv(html).childNodes, ({ tagName }) => SIMPLE.has(tagName))
  return settleHtml(kept)
}

function isElement(node: Tree.ChildNode): node is Tree.Element {
  return 'tagName' in node
}
