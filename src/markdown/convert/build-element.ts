import type { LexicalNode } from '../lexical.ts'
import type { NodeType } from '../node-types.ts'

interface ElementProperties {
  readonly paragraph: Record<never, never>
  readonly 'extended-heading': { readonly tag: string }
  readonly 'extended-quote': Record<never, never>
  readonly aside: Record<never, never>
  readonly link: {
    readonly url: string
    readonly rel: null
    readonly target: null
    /** Stored, shown by no Ghost theme: Ghost does not render it. */
    readonly title: string | null
  }
  readonly list: { readonly listType: 'bullet' | 'number'; readonly tag: 'ul' | 'ol'; readonly start: number }
  /** `value`: number of the item; an item that only holds a nested list has the number of the next one. */
  readonly listitem: { readonly value: number; readonly indent: number }
}

/** A node that holds others, with every property that Ghost's editor writes. */
export function buildElement<T extends NodeType & keyof ElementProperties>(
  type: T,
  properties: ElementProperties[T],
  children: readonly LexicalNode[],
): LexicalNode {
  return { type, version: 1, direction: 'ltr', format: '', indent: 0, ...properties, children }
}
