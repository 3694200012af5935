import type { LexicalNode } from './lexical.ts'

type Properties = Readonly<Record<string, unknown>>

/** A text; empty for what is none. */
export function readText(node: Properties, key: string): string {
  const value = node[key]
  return typeof value === 'string' ? value : ''
}

/** A number as it is written; undefined for what is none. */
export function readNumber(node: Properties, key: string): number | undefined {
  const value = node[key]
  return typeof value === 'number' ? value : undefined
}

/** A text, or a number as one; empty for what is neither. */
export function readString(node: Properties, key: string): string {
  const value = node[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A number that Markdown can hold; undefined for what is none. */
export function readFinite(node: Properties, key: string): number | undefined {
  const value = node[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The children of a node; an empty list for anything else there. */
export function readChildren(node: LexicalNode): readonly LexicalNode[] {
  return Array.isArray(node.children) ? node.children : []
}
