/**
 * Ghost's document format. The API field `lexical` is the JSON text of `{root}`; unknown keys beside `root` survive the API (that is
 * where the stamp travels) and are dropped by the Ghost Admin editor.
 */
export interface LexicalRoot {
  readonly type: 'root'
  readonly version: 1
  readonly direction: 'ltr'
  readonly format: ''
  readonly indent: 0
  readonly children: readonly LexicalNode[]
}

/** Any node, ours or one that only Ghost knows. Which keys each type has: docs/lexical.md. */
export interface LexicalNode {
  readonly type: string
  readonly children?: readonly LexicalNode[]
  readonly [key: string]: unknown
}

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
export function buildElement<T extends keyof ElementProperties>(
  type: T,
  properties: ElementProperties[T],
  children: readonly LexicalNode[],
): LexicalNode {
  return { type, version: 1, direction: 'ltr', format: '', indent: 0, ...properties, children }
}

/** A card, with every property that Ghost's editor writes. Cards stand at the top level only; Ghost drops them anywhere else. */
export function buildCard(type: string, properties: object): LexicalNode {
  return { type, version: 1, ...properties }
}

/** A document of these blocks; Ghost refuses one without any. */
export function buildRoot(children: readonly LexicalNode[]): LexicalRoot {
  const filled = children.length === 0 ? [buildElement('paragraph', {}, [])] : children
  return { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: filled }
}
