import { CARD_DEFAULTS } from '../canonical/card-defaults.ts'
import type { LexicalNode } from '../lexical.ts'

/** A text of a node; empty for what is none. */
export function readText(node: LexicalNode, name: string): string {
  const value = node[name]
  return typeof value === 'string' ? value : ''
}

export function readNumber(node: LexicalNode, name: string): number | undefined {
  const value = node[name]
  return typeof value === 'number' ? value : undefined
}

/** A property of a card as Ghost puts it into the card's template. Whatever JavaScript counts as false is the default. */
export function readFilled(node: LexicalNode, name: string): string {
  const value = node[name] || CARD_DEFAULTS[node.type]?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A switch of a card; the default where nothing is written. */
export function readSwitch(node: LexicalNode, name: string): boolean {
  return Boolean(node[name] ?? CARD_DEFAULTS[node.type]?.[name])
}
