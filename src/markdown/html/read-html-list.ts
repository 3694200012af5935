import type { DefaultTreeAdapterTypes as Tree } from 'parse5'
import { buildElement, type LexicalNode } from '../document/lexical.ts'
import { readInlineNodes } from './read-inline-nodes.ts'

/** A list whose items hold text and at most one list after it. Undefined for others, which Lexical would flatten. */
export function readHtmlList(list: Tree.Element, indent = 0): LexicalNode | undefined {
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
