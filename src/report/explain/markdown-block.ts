import type { MarkdownDocument } from '../../markdown/markdown-document.ts'

export type MarkdownToken = MarkdownDocument['tokens'][number]

/** A token of the Markdown, as far as an explanation looks at it. */
export interface MarkdownBlock {
  readonly type: string
  readonly raw: string
  /** What stands inside, list items among it. */
  readonly children: readonly MarkdownBlock[]
  /** Anything else that the token has. */
  readonly has: (name: string) => unknown
}

export function readBlock(token: MarkdownToken): MarkdownBlock {
  return readRecord(token)
}

function readRecord(token: object): MarkdownBlock {
  const has = (name: string): unknown => Reflect.get(token, name)
  const inside = [has('items'), has('tokens')].find((list) => Array.isArray(list) && list.length > 0)
  const children: readonly unknown[] = Array.isArray(inside) ? inside : []
  return {
    type: String(has('type')),
    raw: String(has('raw') ?? ''),
    children: children.flatMap((child) => (typeof child === 'object' && child !== null ? [readRecord(child)] : [])),
    has,
  }
}

/** The block and all that it holds. */
export function listBlocks(block: MarkdownBlock): readonly MarkdownBlock[] {
  return [block, ...block.children.flatMap(listBlocks)]
}
