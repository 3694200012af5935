import type { DefaultTreeAdapterTypes as Tree } from 'parse5'

/** Whether a paragraph holds images and nothing else, linked or not: such images are blocks. */
export function holdsOnlyImages({ childNodes }: Tree.Element): boolean {
  return childNodes.every((node) => {
    if ('value' in node) return node.value.trim() === ''
    if (!('tagName' in node)) return true
    return node.tagName === 'img' || node.tagName === 'br' || (node.tagName === 'a' && holdsOnlyImages(node))
  })
}
