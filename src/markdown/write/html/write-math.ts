import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { readAttribute, readElement } from './read-attribute.ts'

/** The TeX of a formula that was made from it: KaTeX leaves it in an annotation. Undefined for all else. */
export function writeMath(element: Tree.Element): string | undefined {
  const isFormula = element.tagName === 'math' || /\bkatex/.test(readAttribute(element, 'class') ?? '')
  const tex = isFormula ? findTex(element) : undefined
  if (tex === undefined) return undefined
  const isDisplayed = isBlock(element)
  return isDisplayed ? `$$${tex}$$` : `$${tex}$`
}

function isBlock(element: Tree.Element): boolean {
  if (element.tagName === 'math') return readAttribute(element, 'display') === 'block'
  return element.childNodes.some((child) => {
    const inner = readElement(child)
    return inner !== undefined && isBlock(inner)
  })
}

function findTex(element: Tree.Element): string | undefined {
  for (const child of element.childNodes) {
    const inner = readElement(child)
    if (inner === undefined) continue
    const [text] = inner.childNodes
    const isTex = inner.tagName === 'annotation' && readAttribute(inner, 'encoding') === 'application/x-tex'
    if (isTex) return text?.nodeName === '#text' ? (text as Tree.TextNode).value : undefined
    const found = findTex(inner)
    if (found !== undefined) return found
  }
  return undefined
}
