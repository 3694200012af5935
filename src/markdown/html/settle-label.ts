import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { parseInsideDiv } from './parse-inside-div.ts'
import { writeTree } from './write-tree.ts'

/** A sponsor label: what Ghost's `cleanBasicHtml` leaves of it, and of that the content of the first element. Undefined without any text. */
export function settleLabel(html: string): string | undefined {
  const spaced = html
    .replace(/<br\s?\/?>/g, ' ')
    .replace(/(\s|&nbsp;){2,}/g, ' ')
    .trim()
    .replace(/^&nbsp;|&nbsp$/g, '')
    .trim()
  const { childNodes } = parseInsideDiv(spaced)
  if (spaced !== '' && readText(childNodes) === '') return undefined
  const shown = dropBlank(childNodes)
  const first = shown.find((node): node is Tree.Element => 'tagName' in node)
  return writeTree(first === undefined ? shown : first.childNodes).trim()
}

/** Elements without text go; a space stays where there was one. */
function dropBlank(nodes: Tree.ChildNode[]): Tree.ChildNode[] {
  return nodes.flatMap((node): Tree.ChildNode[] => {
    if (!('tagName' in node)) return [node]
    const text = readText(node.childNodes)
    if (text.trim().replace(/\u200c+/g, '') !== '') {
      node.childNodes = dropBlank(node.childNodes)
      return [node]
    }
    return text === '' ? [] : [{ nodeName: '#text', value: ' ', parentNode: node.parentNode }]
  })
}

function readText(nodes: readonly Tree.ChildNode[]): string {
  return nodes
    .map((node) => ('tagName' in node ? readText(node.childNodes) : 'value' in node ? node.value : ''))
    .join('')
}
