import type { LexicalNode } from './lexical.ts'

/** A property as text; '' when it is none. */
export function readString(node: Readonly<Record<string, unknown>>, key: string): string {
  const value = node[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

export function readFinite(node: Readonly<Record<string, unknown>>, key: string): number | undefined {
  const value = node[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** The children of a node; an empty list for anything else there. */
export function readChildren(node: LexicalNode): readonly LexicalNode[] {
  return Array.isArray(node.children) ? node.children : []
}
