import type { LexicalNode } from '../../markdown/lexical.ts'

/** A text of a node; empty for what is none. */
export function readText(node: LexicalNode, name: string): string {
  const value = node[name]
  return typeof value === 'string' ? value : ''
}

export function readNumber(node: LexicalNode, name: string): number | undefined {
  const value = node[name]
  return typeof value === 'number' ? value : undefined
}
